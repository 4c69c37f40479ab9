// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/queryvalue.h"

namespace plumb::cluster {

std::string queryValue(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                             || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        const auto byte = static_cast<unsigned char>(c);
        if (isPlain)
            result += c;
        else
            (result += '%') += {digits[byte >> 4], digits[byte & 15]};
    }
    return result;
}

} // namespace plumb::cluster
