// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <vector>

namespace plumb::kustomize {

/// Scalars that were changed in place and whose like elsewhere in the object must follow
/// (Value::bond).
class Bonds
{
public:
    /// Takes note that a node has got another value, if it is bonded at all.
    void changed(const yaml::Value &node);
    /// Gives all nodes of the object their bond's last value.
    void spread(yaml::Value &object);

private:
    std::vector<yaml::Value> m_changed;
};

/// Makes every node a node of its own again.
void dissolveBonds(yaml::Value &object);

} // namespace plumb::kustomize
