// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace plumb::git {

/// The SHA-1 name of a git object.
class Oid
{
public:
    using Bytes = std::array<std::uint8_t, 20>;

    Oid() = default; ///< All zeros: no object.
    explicit Oid(const Bytes &bytes)
        : m_bytes(bytes)
    {
    }

    /// Reads 40 hexadecimal digits.
    static Result<Oid> parse(std::string_view text);

    const Bytes &bytes() const { return m_bytes; }
    bool isNull() const { return *this == Oid(); }
    std::string text() const;
    /// The first seven digits, as people write it.
    std::string shortText() const { return text().substr(0, 7); }

    auto operator<=>(const Oid &) const = default;

private:
    Bytes m_bytes = {};
};

} // namespace plumb::git

template<>
struct std::hash<plumb::git::Oid>
{
    std::size_t operator()(const plumb::git::Oid &id) const noexcept
    {
        // The name is a hash already.
        std::size_t value = 0;
        for (std::size_t i = 0; i < sizeof(value); ++i)
            value = value << 8 | id.bytes()[i];
        return value;
    }
};
