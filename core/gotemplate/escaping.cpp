// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/builtins.h"
#include "core/gotemplate/format.h"
#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

namespace plumb::gotemplate {
namespace {

constexpr std::string_view upperHex = "0123456789ABCDEF";

// The arguments as one text, nil as a template prints it.
std::string argumentText(const Call &call)
{
    for (Value &argument : call.arguments) {
        if (argument.isNil())
            argument = Value::string("<no value>");
    }
    return sprint(call.arguments);
}

std::string_view htmlEscape(char c)
{
    switch (c) {
    case '\0': return "\xEF\xBF\xBD";
    case '"': return "&#34;";
    case '\'': return "&#39;";
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    default: return {};
    }
}

void appendJs(std::string &out, char32_t rune)
{
    switch (rune) {
    case '\\': out += "\\\\"; return;
    case '\'': out += "\\'"; return;
    case '"': out += "\\\""; return;
    case '<': out += "\\u003C"; return;
    case '>': out += "\\u003E"; return;
    case '&': out += "\\u0026"; return;
    case '=': out += "\\u003D"; return;
    default: break;
    }
    if (rune < ' ') {
        out += "\\u00";
        out += upperHex[(rune >> 4U) & 15U];
        out += upperHex[rune & 15U];
    } else if (rune < 0x80 || isPrint(rune)) {
        yaml::appendUtf8(out, rune);
    } else {
        const Value number = Value::integer(rune);
        out += sprintf("\\u%04X", std::span(&number, 1));
    }
}

} // namespace

Result<Value> htmlFunction(Call &call)
{
    std::string out;
    for (const char c : argumentText(call)) {
        const std::string_view escape = htmlEscape(c);
        if (escape.empty())
            out += c;
        else
            out += escape;
    }
    return Value::string(out);
}

Result<Value> jsFunction(Call &call)
{
    const std::string text = argumentText(call);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const yaml::CodePoint point = yaml::codePointAt(text, at);
        if (point.value == 0xFFFD && point.size == 1)
            out += text[at];
        else
            appendJs(out, point.value);
        at += point.size;
    }
    return Value::string(out);
}

Result<Value> urlQueryFunction(Call &call)
{
    std::string out;
    for (const char c : argumentText(call)) {
        const auto byte = static_cast<unsigned char>(c);
        const char lower = static_cast<char>(c | 0x20);
        if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9')
            || std::string_view("-_.~").find(c) != std::string_view::npos) {
            out += c;
        } else if (c == ' ') {
            out += '+';
        } else {
            out += '%';
            out += upperHex[byte >> 4U];
            out += upperHex[byte & 15U];
        }
    }
    return Value::string(out);
}

} // namespace plumb::gotemplate
