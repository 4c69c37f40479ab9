// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/zonename.h"

#include "core/gotemplate/strconv.h"

#include <algorithm>

namespace plumb::gotemplate {

namespace {

bool isDigitAt(std::string_view text, std::size_t at)
{
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::size_t upperCount(std::string_view text)
{
    const auto end = std::ranges::find_if(text, [](char c) { return c < 'A' || c > 'Z'; });
    return static_cast<std::size_t>(end - text.begin());
}

/// The size of "+3" or "-11" at the start; 0 when there is none.
std::size_t signedOffsetSize(std::string_view text)
{
    if (text.empty() || (text[0] != '+' && text[0] != '-'))
        return 0;
    std::size_t end = 1;
    int number = 0;
    for (; isDigitAt(text, end) && number <= 23; ++end)
        number = number * 10 + (text[end] - '0');
    return end == 1 || number > 23 ? 0 : end;
}

} // namespace

std::size_t zoneNameSize(std::string_view text)
{
    if (text.size() < 3)
        return 0;
    if (text.starts_with("ChST") || text.starts_with("MeST"))
        return 4;
    if (text.starts_with("GMT"))
        return 3 + signedOffsetSize(text.substr(3));
    if (text[0] == '+' || text[0] == '-')
        return signedOffsetSize(text);
    switch (upperCount(text)) {
    case 3: return 3;
    case 4: return text[3] == 'T' || text.starts_with("WITA") ? 4 : 0;
    case 5: return text[4] == 'T' ? 5 : 0;
    default: return 0;
    }
}

Zone writtenZone(std::optional<std::int32_t> offset, const std::string &name)
{
    const bool isLocal = name.empty() && offset.value_or(0) == 0;
    if (isLocal)
        return {};
    // A name alone says nothing of the offset, but for "GMT+3".
    if (!offset && name.starts_with("GMT") && name.size() > 3)
        offset = static_cast<std::int32_t>(atoi(name.substr(3)).value_or(0)) * 3600;
    return {.offset = offset.value_or(0), .abbreviation = name};
}

} // namespace plumb::gotemplate
