// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::files {

/// A place inside a FileTree: relative, with '/' between names, and never outside the root.
///
/// Always normalised: no empty, "." or ".." segment, no slash at either end. The root is "".
class TreePath
{
public:
    TreePath() = default;

    /// Reads a path as people write it ("./a", "a/", "a//b", "a/../b"). A path that is absolute,
    /// holds a NUL, or climbs above the root is InvalidInput.
    static Result<TreePath> parse(std::string_view text);

    /// Resolves @p relative against this directory; climbing above the root is InvalidInput.
    Result<TreePath> resolve(std::string_view relative) const;

    /// Resolves like filepath-securejoin: '..' at the root stays at the root, and an absolute
    /// path starts at the root (flux-semantics §3.1 "secure-join").
    TreePath resolveClamped(std::string_view path) const;

    /// This directory's entry called @p name, which must be one plain segment.
    TreePath child(std::string_view name) const;

    /// The directory that holds this; the root's parent is the root.
    TreePath parent() const;
    /// The last segment; empty for the root.
    std::string_view name() const;
    bool isRoot() const { return m_text.empty(); }
    /// Whether this is @p directory or lies below it.
    bool isWithin(const TreePath &directory) const;
    /// How one gets here from @p directory: "../base/a.yaml"; "." for the same place.
    std::string relativeTo(const TreePath &directory) const;

    const std::string &text() const { return m_text; }

    auto operator<=>(const TreePath &) const = default;

private:
    explicit TreePath(std::string text)
        : m_text(std::move(text))
    {
    }

    std::string m_text;
};

} // namespace plumb::files
