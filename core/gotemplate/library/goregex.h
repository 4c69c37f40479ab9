// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::gotemplate {

enum class Replacement : bool {
    Literal,  ///< Stands for itself.
    Template, ///< $1 and ${name} are what these groups matched.
};

/// A regular expression with what Go's package regexp makes of it: matches in linear time, and the
/// rules of that package for empty matches.
class GoRegex
{
public:
    /// Compiles a pattern, or hands out the one compiled lately. The error has Go's words.
    static Result<std::shared_ptr<const GoRegex>> compile(std::string_view pattern);

    ~GoRegex();
    GoRegex(const GoRegex &) = delete;
    GoRegex &operator=(const GoRegex &) = delete;

    bool matches(std::string_view text) const;
    /// At most @p count matches; all of them when it is negative.
    std::vector<std::string_view> findAll(std::string_view text, std::int64_t count) const;
    /// What lies between matches, in at most @p count parts.
    std::vector<std::string_view> split(std::string_view text, std::int64_t count) const;
    std::string replaceAll(std::string_view text, std::string_view replacement,
                           Replacement kind) const;

private:
    struct Engine;
    using Groups = std::vector<std::string_view>;

    explicit GoRegex(std::string_view pattern);
    bool match(std::string_view text, std::size_t from, Groups &groups) const;
    void expand(std::string &out, std::string_view replacement, const Groups &groups) const;

    std::unique_ptr<Engine> m_engine;
};

} // namespace plumb::gotemplate
