// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/jsonwriter.h"

#include "core/gotemplate/library/base64.h"
#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <cmath>

namespace plumb::gotemplate {

namespace {

// encoding/json gives up where a value holds itself; ours does so at a depth.
constexpr int maximumDepth = 1000;

class JsonWriter
{
public:
    explicit JsonWriter(JsonStyle style)
        : m_style(style)
    {
    }

    Result<> write(const Value &value)
    {
        switch (value.kind()) {
        case Kind::Invalid:
        case Kind::Nil: m_out += "null"; return {};
        case Kind::Bool: m_out += value.asBool() ? "true" : "false"; return {};
        case Kind::Int: m_out += std::to_string(value.asInt()); return {};
        case Kind::Uint: m_out += std::to_string(value.asUint()); return {};
        case Kind::Float: return floating(value.asFloat());
        case Kind::Complex:
            return std::unexpected(
                Error(ErrorCode::BuildFailed, "json: unsupported type: complex128"));
        case Kind::String: string(value.text()); return {};
        case Kind::Bytes: bytes(value); return {};
        case Kind::List: return collection(value, &JsonWriter::list);
        case Kind::Map: return collection(value, &JsonWriter::map);
        case Kind::Object: return object(value);
        }
        return {};
    }

    std::string take() { return std::move(m_out); }

private:
    Result<> floating(double value)
    {
        if (!std::isfinite(value)) {
            return std::unexpected(Error(ErrorCode::BuildFailed,
                                         "json: unsupported value: " + formatFloat(value, 'g')));
        }
        m_out += jsonFloat(value);
        return {};
    }

    void bytes(const Value &value)
    {
        if (value.isNilCollection())
            m_out += "null";
        else
            m_out += '"' + encodeBase64(value.byteView()) + '"';
    }

    Result<> object(const Value &value)
    {
        const Value encoded = value.asObject()->encoded();
        if (encoded.isValid())
            return write(encoded);
        m_out += "{}";
        return {};
    }

    Result<> collection(const Value &value, Result<> (JsonWriter::*write)(const Value &))
    {
        if (value.isNilCollection()) {
            m_out += "null";
            return {};
        }
        if (m_depth == maximumDepth) {
            return std::unexpected(
                Error(ErrorCode::BuildFailed, "json: unsupported value: encountered a cycle via "
                                                  + std::string(value.type().name)));
        }
        ++m_depth;
        PLUMB_TRY((this->*write)(value));
        --m_depth;
        return {};
    }

    Result<> list(const Value &value)
    {
        m_out += '[';
        bool isFirst = true;
        for (const Value &item : value.items()) {
            separate(isFirst);
            PLUMB_TRY(write(item));
        }
        close(']', isFirst);
        return {};
    }

    Result<> map(const Value &value)
    {
        m_out += '{';
        bool isFirst = true;
        for (const MapEntry &entry : value.entries()) {
            separate(isFirst);
            string(entry.key);
            m_out += m_style.isIndented ? ": " : ":";
            PLUMB_TRY(write(entry.value));
        }
        close('}', isFirst);
        return {};
    }

    void separate(bool &isFirst)
    {
        if (!isFirst)
            m_out += ',';
        isFirst = false;
        newLine(m_depth);
    }

    void close(char bracket, bool isEmpty)
    {
        if (!isEmpty)
            newLine(m_depth - 1);
        m_out += bracket;
    }

    void newLine(int depth)
    {
        if (m_style.isIndented)
            m_out.append(1, '\n').append(static_cast<std::size_t>(depth) * 2, ' ');
    }

    void string(std::string_view text)
    {
        m_out += '"';
        for (std::size_t at = 0; at < text.size();) {
            const yaml::CodePoint point = yaml::codePointAt(text, at);
            const bool isInvalid = point.value == 0xfffd && point.size == 1;
            if (isInvalid || point.value == 0x2028 || point.value == 0x2029)
                escape(point.value);
            else if (point.value < 0x80)
                ascii(static_cast<char>(point.value));
            else
                m_out += text.substr(at, point.size);
            at += point.size;
        }
        m_out += '"';
    }

    void ascii(char c)
    {
        const bool isHtml = c == '<' || c == '>' || c == '&';
        switch (c) {
        case '"':
        case '\\': m_out += {'\\', c}; return;
        case '\b': m_out += "\\b"; return;
        case '\f': m_out += "\\f"; return;
        case '\n': m_out += "\\n"; return;
        case '\r': m_out += "\\r"; return;
        case '\t': m_out += "\\t"; return;
        default: break;
        }
        if (c < 0x20 || (isHtml && m_style.escapesHtml))
            escape(static_cast<char32_t>(c));
        else
            m_out += c;
    }

    void escape(char32_t rune)
    {
        constexpr std::string_view digits = "0123456789abcdef";
        m_out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            m_out += digits[rune >> shift & 15];
    }

    std::string m_out;
    JsonStyle m_style;
    int m_depth = 0;
};

} // namespace

Result<std::string> toJson(const Value &value, JsonStyle style)
{
    PLUMB_TRY(requireWritable(value));
    JsonWriter writer(style);
    PLUMB_TRY(writer.write(value));
    return writer.take();
}

std::string jsonFloat(double value)
{
    const double magnitude = std::abs(value);
    if (magnitude == 0 || (magnitude >= 1e-6 && magnitude < 1e21))
        return formatFloat(value, 'f');
    std::string text = formatFloat(value, 'e');
    // e-09 is written e-9.
    const std::size_t size = text.size();
    if (size >= 4 && text[size - 4] == 'e' && text[size - 3] == '-' && text[size - 2] == '0')
        text.erase(size - 2, 1);
    return text;
}

} // namespace plumb::gotemplate
