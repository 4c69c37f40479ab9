// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/json.h"
#include "core/yaml/number.h"
#include "core/yaml/utf8.h"

#include <algorithm>
#include <cmath>

namespace plumb::yaml {

namespace {

class JsonWriter
{
public:
    JsonWriter(HtmlEscaping escaping, bool isPretty)
        : m_escaping(escaping)
        , m_isPretty(isPretty)
    {
    }

    void write(const Value &value)
    {
        switch (value.kind()) {
        case Kind::Null: m_out += "null"; return;
        case Kind::Bool: m_out += value.asBool() == true ? "true" : "false"; return;
        case Kind::Integer:
        case Kind::Float: m_out += jsonNumber(value.text()); return;
        case Kind::String: string(value.text()); return;
        case Kind::Sequence: sequence(value); return;
        case Kind::Mapping: mapping(value); return;
        }
    }

    std::string take() { return std::move(m_out); }

private:
    void sequence(const Value &value)
    {
        if (value.size() == 0) {
            m_out += "[]";
            return;
        }
        char separator = '[';
        ++m_depth;
        for (const Value &item : value.items()) {
            m_out += std::exchange(separator, ',');
            lineBreak();
            write(item);
        }
        --m_depth;
        lineBreak();
        m_out += ']';
    }

    void mapping(const Value &value)
    {
        if (value.size() == 0) {
            m_out += "{}";
            return;
        }
        std::vector<const Entry *> sorted;
        for (const Entry &entry : value.entries())
            sorted.push_back(&entry);
        std::ranges::sort(sorted, {}, [](const Entry *entry) { return entry->key.view(); });
        char separator = '{';
        ++m_depth;
        for (const Entry *const entry : sorted) {
            m_out += std::exchange(separator, ',');
            lineBreak();
            string(entry->key);
            m_out += m_isPretty ? ": " : ":";
            write(entry->value);
        }
        --m_depth;
        lineBreak();
        m_out += '}';
    }

    void lineBreak()
    {
        if (!m_isPretty)
            return;
        m_out += '\n';
        m_out.append(m_depth * 2, ' ');
    }

    void string(std::string_view text)
    {
        m_out += '"';
        std::size_t plainFrom = 0;
        for (std::size_t i = 0; i < text.size();) {
            const CodePoint point = codePointAt(text, i);
            if (!needsEscape(point)) {
                i += point.size;
                continue;
            }
            m_out += text.substr(plainFrom, i - plainFrom);
            escape(point);
            i += point.size;
            plainFrom = i;
        }
        m_out += text.substr(plainFrom);
        m_out += '"';
    }

    bool needsEscape(CodePoint point) const
    {
        const char32_t c = point.value;
        if (c < 0x20 || c == '"' || c == '\\')
            return true;
        if (c < 0x80)
            return m_escaping == HtmlEscaping::On && (c == '<' || c == '>' || c == '&');
        return c == 0x2028 || c == 0x2029 || point.size == 1;
    }

    void escape(CodePoint point)
    {
        switch (point.value) {
        case '"': m_out += "\\\""; return;
        case '\\': m_out += "\\\\"; return;
        case '\b': m_out += "\\b"; return;
        case '\f': m_out += "\\f"; return;
        case '\n': m_out += "\\n"; return;
        case '\r': m_out += "\\r"; return;
        case '\t': m_out += "\\t"; return;
        default: break;
        }
        constexpr std::string_view digits = "0123456789abcdef";
        m_out += "\\u";
        for (unsigned shift = 16; shift > 0; shift -= 4)
            m_out += digits[(point.value >> (shift - 4)) & 0xF];
    }

    std::string m_out;
    std::size_t m_depth = 0;
    HtmlEscaping m_escaping;
    bool m_isPretty;
};

std::string_view nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Null: return "null";
    case Kind::Bool: return "a boolean";
    case Kind::Integer:
    case Kind::Float: return "a number";
    default: return "a string";
    }
}

// kustomize reads its own JSON as YAML, which refuses these even in quotes.
bool hasControlCharacter(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        const char32_t c = point.value;
        if (c == 0x7F || (c >= 0x80 && c < 0xA0 && c != 0x85) || c == 0xFFFE || c == 0xFFFF)
            return true;
        i += point.size;
    }
    return false;
}

Result<> requireJsonBelow(const Value &value, const std::string &path, bool isRoot)
{
    if (value.kind() == Kind::Float && !std::isfinite(value.asDouble().value_or(0))) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  std::string(value.text()) + " cannot be written as JSON; put it in quotes",
                  SourcePosition{path, static_cast<int>(value.origin().line), value.column()}));
    }
    if (value.isString() && hasControlCharacter(value.text())) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "control characters are not allowed",
                  SourcePosition{path, static_cast<int>(value.origin().line), value.column()}));
    }
    for (const Value &item : value.items())
        PLUMB_TRY(requireJsonBelow(item, path, false));
    for (const Entry &entry : value.entries()) {
        const bool mayBeAny = isRoot && entry.keyKind != Kind::Null;
        if (!mayBeAny && entry.keyKind != Kind::String) {
            return std::unexpected(Error(ErrorCode::InvalidInput,
                                         "key '" + entry.key.toString() + "' is "
                                             + std::string(nameOf(entry.keyKind))
                                             + ", not a string; put it in quotes",
                                         SourcePosition{path, static_cast<int>(entry.keyLine), 1}));
        }
        PLUMB_TRY(requireJsonBelow(entry.value, path, false));
    }
    return {};
}

} // namespace

std::string toJson(const Value &value, HtmlEscaping escaping)
{
    JsonWriter writer(escaping, false);
    writer.write(value);
    return writer.take();
}

std::string toJsonPretty(const Value &value)
{
    JsonWriter writer(HtmlEscaping::Off, true);
    writer.write(value);
    return writer.take();
}

Result<> requireJson(const Value &value, const std::string &path)
{
    return requireJsonBelow(value, path, true);
}

} // namespace plumb::yaml
