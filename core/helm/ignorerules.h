// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::helm {

/// The rules of a .helmignore file: which files of a chart's folder are no part of the chart.
class IgnoreRules
{
public:
    /// Fails on patterns that are malformed or hold "**".
    static Result<IgnoreRules> parse(std::string_view text);

    Result<> add(std::string_view line);
    /// The rule that every chart has: hidden files below templates/ are none of it.
    void addDefaults();
    bool ignores(std::string_view path, bool isDirectory) const;

private:
    struct Rule
    {
        std::string pattern;
        bool isNegated = false;
        bool isForDirectories = false;
        bool isForNames = false; ///< Compared with the last name of the path alone.
    };

    std::vector<Rule> m_rules;
};

} // namespace plumb::helm
