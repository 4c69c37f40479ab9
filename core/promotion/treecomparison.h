// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/promotion/difference.h"
#include "core/yaml/nodepath.h"
#include "core/yaml/value.h"

#include <string>
#include <vector>

namespace plumb::promotion {

/// One value that two documents do not agree on.
struct Leaf
{
    yaml::NodePath path = {};
    Change change = Change::Changed;
    const yaml::Value *source = nullptr;
    const yaml::Value *target = nullptr;
    std::string after = {}; ///< The key before an added one.
};

/// Walks two documents side by side, as deep as both are mappings, or sequences whose items can
/// be told apart by a key. The pointers are into the two values.
std::vector<Leaf> compareTrees(const yaml::Value &source, const yaml::Value &target);

} // namespace plumb::promotion
