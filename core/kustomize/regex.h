// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <memory>
#include <string>
#include <string_view>

namespace plumb::kustomize {

/// A regular expression of Go's syntax: compiled once, matched in linear time.
class Regex
{
public:
    /// Compiles @p pattern; one that is no expression matches nothing, see isValid().
    explicit Regex(const std::string &pattern);
    ~Regex();
    Regex(Regex &&) noexcept;
    Regex &operator=(Regex &&) noexcept;

    bool isValid() const;
    /// What is wrong with a pattern that is not valid.
    std::string problem() const;

    /// Whether the expression is found anywhere in the text.
    bool matches(std::string_view text) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace plumb::kustomize
