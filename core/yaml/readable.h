// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <cstddef>
#include <string>

namespace plumb::yaml {

/// How a file is laid out, so that what is added to it looks like its neighbours.
struct Layout
{
    std::size_t step = 2;          ///< Columns from a mapping to the one inside it.
    bool indentsSequences = false; ///< Whether a sequence begins right of the key it belongs to.

    bool operator==(const Layout &) const = default;
};

/// As toReadableYaml() of emitter.h, in a given layout.
std::string toReadableYaml(const Value &value, Layout layout);

} // namespace plumb::yaml
