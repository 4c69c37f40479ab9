// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/jsonpointer.h"

#include <charconv>

namespace plumb::yaml {

namespace {

std::string unescaped(std::string_view token)
{
    std::string text;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const bool isEscape =
            token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1');
        text += isEscape ? (token[i + 1] == '1' ? '/' : '~') : token[i];
        i += isEscape ? 1 : 0;
    }
    return text;
}

const Value *findIn(const Value &value, std::string_view token)
{
    if (!value.isSequence())
        return value.find(token);
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool isIndex = error == std::errc() && end == token.data() + token.size();
    return isIndex && index < value.size() ? &value.items()[index] : nullptr;
}

} // namespace

Result<JsonPointer> JsonPointer::parse(std::string_view text)
{
    std::vector<std::string> tokens;
    if (text.empty())
        return JsonPointer();
    if (text[0] != '/') {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "not a JSON pointer: '" + std::string(text) + "' does not begin with '/'"));
    }
    while (!text.empty()) {
        text.remove_prefix(1);
        const std::string_view token = text.substr(0, text.find('/'));
        tokens.push_back(unescaped(token));
        text.remove_prefix(token.size());
    }
    return JsonPointer(std::move(tokens));
}

JsonPointer JsonPointer::child(std::string_view token) const
{
    JsonPointer result = *this;
    result.m_tokens.emplace_back(token);
    return result;
}

const Value *JsonPointer::find(const Value &document) const
{
    const Value *value = &document;
    for (const std::string &token : m_tokens) {
        value = findIn(*value, token);
        if (!value)
            return nullptr;
    }
    return value;
}

std::string JsonPointer::toString() const
{
    std::string text;
    for (const std::string &token : m_tokens) {
        text += '/';
        for (const char c : token) {
            if (c == '~')
                text += "~0";
            else if (c == '/')
                text += "~1";
            else
                text += c;
        }
    }
    return text;
}

} // namespace plumb::yaml
