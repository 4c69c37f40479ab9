// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/packer.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace plumb::yaml {

// A node is a byte of kind and style, then its text, or the number of its children and these.
// Numbers are written seven bits a byte, the lowest first. A text is (number × 2 + 1) of a shared
// one, or (size × 2) and its characters.
namespace {

constexpr unsigned kindBits = 3;
constexpr std::uint32_t deepest = 2000;

} // namespace

class Packer::Writer
{
public:
    explicit Writer(Packer &packer)
        : m_packer(packer)
    {
    }

    void write(const Value &value)
    {
        const auto style = static_cast<unsigned>(value.style());
        m_bytes += static_cast<char>(static_cast<unsigned>(value.kind()) | style << kindBits);
        if (value.isScalar()) {
            writeText(value.text(), false);
        } else if (value.isSequence()) {
            writeNumber(value.size());
            for (const Value &item : value.items())
                write(item);
        } else {
            writeNumber(value.size());
            for (const Entry &entry : value.entries()) {
                writeText(entry.key, true);
                write(entry.value);
            }
        }
    }

    std::string take() { return std::move(m_bytes); }

private:
    void writeNumber(std::size_t number)
    {
        for (; number >= 0x80; number >>= 7)
            m_bytes += static_cast<char>((number & 0x7f) | 0x80);
        m_bytes += static_cast<char>(number);
    }

    void writeText(std::string_view text, bool isKey)
    {
        if (const auto number = numberOf(text, isKey)) {
            writeNumber(std::size_t(*number) * 2 + 1);
            return;
        }
        writeNumber(text.size() * 2);
        m_bytes += text;
    }

    std::optional<std::uint32_t> numberOf(std::string_view text, bool isKey)
    {
        // A number takes as much as what it would stand for.
        if (text.size() < 3 || text.size() > longestShared)
            return {};
        if (const auto known = m_packer.m_numbers.find(text); known != m_packer.m_numbers.end())
            return known->second;
        if (m_packer.m_texts.size() >= mostShared || (!isKey && !hasComeBefore(text)))
            return {};
        const auto number = static_cast<std::uint32_t>(m_packer.m_texts.size());
        const Text &kept = m_packer.m_texts.emplace_back(text);
        m_packer.m_numbers.emplace(kept.view(), number);
        return number;
    }

    bool hasComeBefore(std::string_view text)
    {
        const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
        std::uint32_t &slot = m_packer.m_seenOnce[hash % m_packer.m_seenOnce.size()];
        return std::exchange(slot, hash) == hash;
    }

    Packer &m_packer;
    std::string m_bytes;
};

class Packer::Reader
{
public:
    Reader(const Packer &packer, std::string_view bytes)
        : m_packer(packer)
        , m_bytes(bytes)
    {
    }

    Value read(std::uint32_t depth = 0)
    {
        if (m_bytes.empty() || depth > deepest)
            return {};
        const auto head = static_cast<unsigned char>(m_bytes.front());
        m_bytes.remove_prefix(1);
        const auto kind = static_cast<Kind>(head & ((1u << kindBits) - 1));
        const auto style = static_cast<Style>(head >> kindBits);
        if (kind < Kind::Sequence)
            return Value::scalar(kind, readText(), style);
        const std::size_t count = std::min(readNumber(), m_bytes.size());
        if (kind == Kind::Sequence) {
            std::vector<Value> items;
            items.reserve(count);
            for (std::size_t i = 0; i < count; ++i)
                items.push_back(read(depth + 1));
            return Value::sequence(std::move(items), style);
        }
        const Style keyStyle = style == Style::Flow ? Style::DoubleQuoted : Style::Plain;
        std::vector<Entry> entries;
        entries.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            entries.push_back({.key = readText(), .keyStyle = keyStyle});
            entries.back().value = read(depth + 1);
        }
        Value mapping = Value::mapping(style);
        if (!entries.empty())
            mapping.setEntries(std::move(entries));
        return mapping;
    }

private:
    std::size_t readNumber()
    {
        std::size_t number = 0;
        for (unsigned shift = 0; !m_bytes.empty() && shift < 63; shift += 7) {
            const auto byte = static_cast<unsigned char>(m_bytes.front());
            m_bytes.remove_prefix(1);
            number |= std::size_t(byte & 0x7f) << shift;
            if (byte < 0x80)
                break;
        }
        return number;
    }

    Text readText()
    {
        const std::size_t number = readNumber();
        if (number % 2 == 1)
            return number / 2 < m_packer.m_texts.size() ? m_packer.m_texts[number / 2] : Text();
        const std::string_view text = m_bytes.substr(0, number / 2);
        m_bytes.remove_prefix(text.size());
        return Text(text);
    }

    const Packer &m_packer;
    std::string_view m_bytes;
};

std::string Packer::pack(const Value &value)
{
    const std::unique_lock lock(m_mutex);
    Writer writer(*this);
    writer.write(value);
    std::string bytes = writer.take();
    bytes.shrink_to_fit();
    return bytes;
}

Value Packer::unpack(std::string_view packed) const
{
    const std::shared_lock lock(m_mutex);
    return Reader(*this, packed).read();
}

std::size_t Packer::sharedTexts() const
{
    const std::shared_lock lock(m_mutex);
    return m_texts.size();
}

} // namespace plumb::yaml
