// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <array>
#include <cstdint>
#include <deque>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace plumb::yaml {

/// Keeps many values in few bytes: a packed value takes about a tenth of its tree, as it has no
/// pointers and refers to what all of them say (keys, and texts that come again) by number.
///
/// A value that was read from JSON comes back as it was, but for the positions in its source.
/// The bytes only mean something to the packer that made them. May be used from any thread.
class Packer
{
public:
    std::string pack(const Value &value);
    /// A null value when the bytes are none of this packer's.
    Value unpack(std::string_view packed) const;

    /// How many texts are known by number.
    std::size_t sharedTexts() const;

private:
    class Writer;
    class Reader;

    static constexpr std::size_t longestShared = 200;
    static constexpr std::size_t mostShared = std::size_t(1) << 16;

    mutable std::shared_mutex m_mutex; // guards what follows
    std::deque<Text> m_texts;
    std::unordered_map<std::string_view, std::uint32_t> m_numbers; ///< Views into m_texts.
    /// Hashes of texts that came once, by their last bits: a text is worth a number when it comes
    /// again before another one takes its place.
    std::array<std::uint32_t, 4096> m_seenOnce = {};
};

} // namespace plumb::yaml
