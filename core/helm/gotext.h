// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Small rules of Go's standard library that charts depend on.
namespace plumb::helm {

/// path.Clean.
std::string cleanPath(std::string_view path);
/// path.Join of two parts.
std::string joinPath(std::string_view a, std::string_view b);
/// path.Base.
std::string_view baseName(std::string_view path);
/// filepath.Ext: from the last dot of the last name.
std::string_view extension(std::string_view path);
/// filepath.Match: '*' and '?' do not match '/'; nothing when the pattern is malformed.
std::optional<bool> matchPath(std::string_view pattern, std::string_view name);

/// strings.TrimSpace.
std::string_view trimSpace(std::string_view text);
/// strings.TrimLeftFunc(text, unicode.IsSpace).
std::string_view trimSpaceLeft(std::string_view text);
/// strings.EqualFold for ASCII.
bool equalFold(std::string_view a, std::string_view b);
std::string lowerCase(std::string_view text);
/// unicode.IsSpace of the character at the start; its length in bytes, or 0.
std::size_t spaceAtStart(std::string_view text);

/// strconv.FormatFloat(value, 'g', -1, 64).
std::string shortestFloat(double value);
/// strconv.Quote, as %q prints text.
std::string quoted(std::string_view text);

} // namespace plumb::helm
