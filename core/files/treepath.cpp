// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/treepath.h"

#include <algorithm>
#include <cassert>

namespace plumb::files {

namespace {

/// What a '..' at the root does.
enum class AtRoot : std::uint8_t { Refuse, Stay };

/// Applies the segments of @p relative to @p path; false when one climbs above the root.
bool append(std::string &path, std::string_view relative, AtRoot atRoot)
{
    while (!relative.empty()) {
        const auto end = std::min(relative.find('/'), relative.size());
        const std::string_view segment = relative.substr(0, end);
        relative.remove_prefix(std::min(end + 1, relative.size()));
        if (segment.empty() || segment == ".")
            continue;
        if (segment != "..") {
            if (!path.empty())
                path += '/';
            path += segment;
            continue;
        }
        if (path.empty() && atRoot == AtRoot::Refuse)
            return false;
        const auto parentEnd = path.rfind('/');
        path.resize(parentEnd == path.npos ? 0 : parentEnd);
    }
    return true;
}

std::unexpected<Error> invalid(std::string_view text, std::string_view why)
{
    return std::unexpected(
        Error(ErrorCode::InvalidInput, "path '" + std::string(text) + "' " + std::string(why)));
}

} // namespace

Result<TreePath> TreePath::parse(std::string_view text)
{
    return TreePath().resolve(text);
}

Result<TreePath> TreePath::resolve(std::string_view relative) const
{
    if (relative.starts_with('/'))
        return invalid(relative, "is absolute, expected one relative to its folder");
    if (const auto nul = relative.find('\0'); nul != relative.npos)
        return invalid(relative.substr(0, nul), "holds a NUL byte");
    std::string text = m_text;
    if (!append(text, relative, AtRoot::Refuse))
        return invalid(relative, "leads out of the root");
    return TreePath(std::move(text));
}

TreePath TreePath::resolveClamped(std::string_view path) const
{
    std::string text = path.starts_with('/') ? std::string() : m_text;
    // No file system has a name with a NUL in it; what follows one is not part of the name.
    append(text, path.substr(0, path.find('\0')), AtRoot::Stay);
    return TreePath(std::move(text));
}

TreePath TreePath::child(std::string_view name) const
{
    assert(!name.empty() && name != "." && name != ".." && name.find('/') == name.npos
           && name.find('\0') == name.npos);
    std::string text;
    text.reserve(m_text.size() + 1 + name.size());
    text = m_text;
    if (!text.empty())
        text += '/';
    text += name;
    return TreePath(std::move(text));
}

TreePath TreePath::parent() const
{
    const auto end = m_text.rfind('/');
    return TreePath(end == m_text.npos ? std::string() : m_text.substr(0, end));
}

std::string_view TreePath::name() const
{
    const std::string_view text = m_text;
    const auto slash = text.rfind('/');
    return slash == text.npos ? text : text.substr(slash + 1);
}

bool TreePath::isWithin(const TreePath &directory) const
{
    const std::string &outer = directory.m_text;
    return outer.empty() || m_text == outer
           || (m_text.size() > outer.size() && m_text[outer.size()] == '/'
               && m_text.starts_with(outer));
}

std::string TreePath::relativeTo(const TreePath &directory) const
{
    TreePath common = directory;
    std::string text;
    while (!isWithin(common)) {
        common = common.parent();
        text += text.empty() ? ".." : "/..";
    }
    const auto skip = common.isRoot() ? 0 : common.m_text.size() + 1;
    if (m_text.size() > skip) {
        if (!text.empty())
            text += '/';
        text += std::string_view(m_text).substr(skip);
    }
    return text.empty() ? "." : text;
}

} // namespace plumb::files
