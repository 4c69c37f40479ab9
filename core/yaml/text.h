// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace plumb::yaml {

/// Immutable text in 16 bytes. Up to 12 bytes are kept in place, longer text is shared by
/// reference count, so that copying a tree of values copies no characters.
class Text
{
public:
    Text() = default;
    Text(std::string_view text);
    Text(const std::string &text)
        : Text(std::string_view(text))
    {
    }
    Text(const char *text)
        : Text(std::string_view(text))
    {
    }
    Text(const Text &other)
        : m_size(other.m_size)
    {
        std::memcpy(m_bytes, other.m_bytes, sizeof m_bytes);
        if (isShared())
            block()->references.fetch_add(1, std::memory_order_relaxed);
    }
    Text(Text &&other) noexcept
        : m_size(other.m_size)
    {
        std::memcpy(m_bytes, other.m_bytes, sizeof m_bytes);
        other.m_size = 0;
    }
    Text &operator=(Text other) noexcept
    {
        std::swap(m_size, other.m_size);
        char bytes[sizeof m_bytes];
        std::memcpy(bytes, m_bytes, sizeof bytes);
        std::memcpy(m_bytes, other.m_bytes, sizeof bytes);
        std::memcpy(other.m_bytes, bytes, sizeof bytes);
        return *this;
    }
    ~Text()
    {
        if (isShared())
            release();
    }

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    std::string_view view() const
    {
        return {isShared() ? reinterpret_cast<const char *>(block() + 1) : m_bytes, m_size};
    }
    operator std::string_view() const { return view(); }
    std::string toString() const { return std::string(view()); }

    friend bool operator==(const Text &a, const Text &b) { return a.view() == b.view(); }
    friend bool operator==(const Text &a, std::string_view b) { return a.view() == b; }
    friend bool operator==(const Text &a, const char *b) { return a.view() == b; }
    friend auto operator<=>(const Text &a, const Text &b) { return a.view() <=> b.view(); }

private:
    // The characters follow the block in the same allocation.
    struct Block
    {
        std::atomic<std::uint32_t> references;
    };

    static constexpr std::size_t inPlace = 12;

    bool isShared() const { return m_size > inPlace; }
    Block *block() const
    {
        Block *block;
        std::memcpy(static_cast<void *>(&block), m_bytes, sizeof(void *));
        return block;
    }
    void release();

    std::uint32_t m_size = 0;
    char m_bytes[inPlace] = {};
};

} // namespace plumb::yaml
