// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/gotext.h"

#include "core/gotemplate/strconv.h"

#include <algorithm>
#include <cctype>

namespace plumb::helm {

std::string cleanPath(std::string_view path)
{
    if (path.empty())
        return ".";
    const bool isRooted = path.front() == '/';
    std::string result = isRooted ? "/" : "";
    const std::size_t root = result.size();
    std::size_t keep = root; // nothing before this may be taken back by ".."
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view name = path.substr(0, slash);
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
        if (name.empty() || name == ".")
            continue;
        if (name == ".." && result.size() > keep) {
            const std::size_t last = result.rfind('/');
            result.resize(last == std::string::npos || last < keep ? keep : last);
            continue;
        }
        if (name == ".." && isRooted)
            continue;
        if (result.size() > root)
            result += '/';
        result += name;
        if (name == "..")
            keep = result.size();
    }
    return result.empty() ? "." : result;
}

std::string joinPath(std::string_view a, std::string_view b)
{
    if (a.empty())
        return b.empty() ? std::string() : cleanPath(b);
    if (b.empty())
        return cleanPath(a);
    return cleanPath(std::string(a) + '/' + std::string(b));
}

std::string_view baseName(std::string_view path)
{
    if (path.empty())
        return ".";
    while (path.ends_with('/'))
        path.remove_suffix(1);
    if (path.empty())
        return "/";
    return path.substr(path.rfind('/') + 1);
}

std::string_view extension(std::string_view path)
{
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

std::size_t spaceAtStart(std::string_view text)
{
    if (text.empty())
        return 0;
    const char c = text.front();
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    for (const std::string_view space :
         {"\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",
          "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F",
          "\u3000"}) {
        if (text.starts_with(space))
            return space.size();
    }
    return 0;
}

std::string_view trimSpaceLeft(std::string_view text)
{
    while (const std::size_t size = spaceAtStart(text))
        text.remove_prefix(size);
    return text;
}

std::string_view trimSpace(std::string_view text)
{
    text = trimSpaceLeft(text);
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U)
            --start;
        if (spaceAtStart(text.substr(start)) != text.size() - start)
            break;
        text = text.substr(0, start);
    }
    return text;
}

std::string lowerCase(std::string_view text)
{
    std::string result(text);
    for (char &c : result) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

bool equalFold(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && lowerCase(a) == lowerCase(b);
}

std::string shortestFloat(double value)
{
    return gotemplate::formatFloat(value, 'g', -1, 64);
}

std::string quoted(std::string_view text)
{
    return gotemplate::quote(text);
}

} // namespace plumb::helm
