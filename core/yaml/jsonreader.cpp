// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/json.h"
#include "core/yaml/mappingkeys.h"
#include "core/yaml/number.h"
#include "core/yaml/textcache.h"

#include <algorithm>
#include <simdjson.h>

namespace plumb::yaml {

namespace {

using simdjson::ondemand::json_type;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// RFC 8259: -? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][-+]?[0-9]+)?
bool hasNumberForm(std::string_view text)
{
    std::size_t i = text.starts_with('-') ? 1 : 0;
    const auto skipDigits = [&] {
        const std::size_t start = i;
        while (i < text.size() && isDigit(text[i]))
            ++i;
        return i - start;
    };
    const bool startsWithZero = i < text.size() && text[i] == '0';
    const std::size_t whole = skipDigits();
    if (whole == 0 || (startsWithZero && whole > 1))
        return false;
    if (i < text.size() && text[i] == '.') {
        ++i;
        if (skipDigits() == 0)
            return false;
    }
    return isExponentOrNothing(text.substr(i));
}

// What no double can hold is refused, as Go does.
bool isJsonNumber(std::string_view text)
{
    return hasNumberForm(text) && readNumber(text).kind != Number::Kind::None;
}

class Failure
{
public:
    Failure(ErrorCode code, std::string message)
        : code(code)
        , message(std::move(message))
    {
    }
    explicit Failure(simdjson::error_code error)
        : code(ErrorCode::InvalidInput)
        , message(simdjson::error_message(error))
    {
    }

    ErrorCode code;
    std::string message;
};

template<typename T>
using Read = std::expected<T, Failure>;

/// Turns a document of simdjson into values.
class JsonTree
{
public:
    JsonTree(std::string_view text, const ParseOptions &options)
        : m_lineStart(text.data())
        , m_seen(text.data())
        , m_options(options)
    {
    }

    // Works for a document and for a value inside it, which are different types in simdjson.
    template<typename Node>
    Read<Value> read(Node &node, std::uint32_t depth)
    {
        json_type type;
        if (const auto error = node.type().get(type))
            return std::unexpected(Failure(error));
        const char *at = nullptr;
        std::string_view token;
        if (type == json_type::array || type == json_type::object) {
            if (const auto error = node.current_location().get(at))
                return std::unexpected(Failure(error));
            if (depth >= m_options.limits.maximumDepth) {
                return std::unexpected(Failure(ErrorCode::LimitExceeded,
                                               "nested deeper than "
                                                   + std::to_string(m_options.limits.maximumDepth)
                                                   + " levels"));
            }
        } else {
            if (const auto error = rawToken(node).get(token))
                return std::unexpected(Failure(error));
            at = token.data();
        }
        const Origin origin = moveTo(at);
        const std::uint16_t column = columnAt(at);
        auto value = type == json_type::array    ? readArray(node, depth)
                     : type == json_type::object ? readObject(node, depth)
                                                 : readScalar(node, type, token);
        if (value)
            value->setOrigin(origin, column);
        return value;
    }

private:
    static simdjson::simdjson_result<std::string_view>
    rawToken(simdjson::ondemand::document &document)
    {
        return document.raw_json_token();
    }
    static simdjson::simdjson_result<std::string_view> rawToken(simdjson::ondemand::value &value)
    {
        return value.raw_json_token();
    }

    template<typename Node>
    Read<Value> readScalar(Node &node, json_type type, std::string_view token)
    {
        if (type == json_type::string) {
            std::string_view text;
            if (const auto error = node.get_string(true).get(text))
                return std::unexpected(Failure(error));
            return Value::string(m_texts.get(text), Style::DoubleQuoted);
        }
        token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
        if (type == json_type::number) {
            if (!isJsonNumber(token)) {
                return std::unexpected(Failure(ErrorCode::InvalidInput,
                                               "invalid number '" + std::string(token) + "'"));
            }
            // Not taken from simdjson, which would refuse a number that fits no type of its own;
            // it skips what was not taken.
            return Value::scalar(resolvePlain(token, Dialect::Json), token);
        }
        if (type == json_type::boolean) {
            bool value = false;
            if (const auto error = node.get_bool().get(value))
                return std::unexpected(Failure(error));
            return Value::boolean(value);
        }
        bool isNull = false;
        if (const auto error = node.is_null().get(isNull))
            return std::unexpected(Failure(error));
        if (!isNull)
            return std::unexpected(Failure(simdjson::N_ATOM_ERROR));
        return Value::scalar(Kind::Null, "null");
    }

    template<typename Node>
    Read<Value> readArray(Node &node, std::uint32_t depth)
    {
        simdjson::ondemand::array array;
        if (const auto error = node.get_array().get(array))
            return std::unexpected(Failure(error));
        std::vector<Value> items;
        for (auto element : array) {
            simdjson::ondemand::value item;
            if (const auto error = element.get(item))
                return std::unexpected(Failure(error));
            auto value = read(item, depth + 1);
            if (!value)
                return value;
            items.push_back(*std::move(value));
        }
        return Value::sequence(std::move(items), Style::Flow);
    }

    template<typename Node>
    Read<Value> readObject(Node &node, std::uint32_t depth)
    {
        simdjson::ondemand::object object;
        if (const auto error = node.get_object().get(object))
            return std::unexpected(Failure(error));
        std::vector<Entry> entries;
        for (auto result : object) {
            simdjson::ondemand::field field;
            if (const auto error = std::move(result).get(field))
                return std::unexpected(Failure(error));
            const std::uint32_t line = moveTo(field.key().raw()).line;
            std::string_view key;
            if (const auto error = field.unescaped_key(true).get(key))
                return std::unexpected(Failure(error));
            entries.push_back(
                {.key = m_texts.get(key), .keyLine = line, .keyStyle = Style::DoubleQuoted});
            simdjson::ondemand::value member = field.value();
            auto value = read(member, depth + 1);
            if (!value)
                return value;
            entries.back().value = *std::move(value);
        }
        keepLastOfEachKey(entries);
        Value mapping = Value::mapping(Style::Flow);
        if (!entries.empty())
            mapping.setEntries(std::move(entries));
        return mapping;
    }

    Origin moveTo(const char *at)
    {
        while (m_seen < at) {
            const void *const found =
                std::memchr(m_seen, '\n', static_cast<std::size_t>(at - m_seen));
            if (!found)
                break;
            m_seen = m_lineStart = static_cast<const char *>(found) + 1;
            ++m_line;
        }
        m_seen = std::max(m_seen, at);
        return {.source = m_options.source, .line = m_line};
    }

    std::uint16_t columnAt(const char *at) const
    {
        return static_cast<std::uint16_t>(
            std::clamp<std::ptrdiff_t>(at - m_lineStart + 1, 0, 65535));
    }

    const char *m_lineStart;
    const char *m_seen;
    std::uint32_t m_line = 1;
    const ParseOptions &m_options;
    TextCache m_texts;
};

Error errorAt(const Failure &failure, std::string_view text, std::size_t offset,
              const std::string &path)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const std::size_t lineStart = before.find_last_of('\n') + 1;
    return {failure.code, failure.message,
            SourcePosition{path, static_cast<int>(std::ranges::count(before, '\n')) + 1,
                           static_cast<int>(before.size() - lineStart) + 1}};
}

Result<Value> parseLoaded(const simdjson::padded_string &padded, const std::string &path,
                          const ParseOptions &options)
{
    const std::string_view text = padded;
    const std::size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
    const std::string_view only = text.substr(first, end > first ? end - first : 0);
    if (isJsonNumber(only))
        return Value::scalar(resolvePlain(only, Dialect::Json), only);
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    if (const auto error = parser.iterate(padded).get(document))
        return std::unexpected(errorAt(Failure(error), text, 0, path));
    JsonTree tree(text, options);
    auto value = tree.read(document, 0);
    const char *at = nullptr;
    const auto offset = [&] {
        if (document.current_location().get(at) || at < text.data())
            return text.size();
        return static_cast<std::size_t>(at - text.data());
    };
    if (!value)
        return std::unexpected(errorAt(value.error(), text, offset(), path));
    if (!document.at_end())
        return std::unexpected(errorAt(Failure(simdjson::TRAILING_CONTENT), text, offset(), path));
    return *std::move(value);
}

} // namespace

Result<Value> parseJson(std::string_view text, const std::string &path, const ParseOptions &options)
{
    if (text.size() > options.limits.maximumBytes) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded,
                  "the text has " + std::to_string(text.size()) + " bytes, more than the "
                      + std::to_string(options.limits.maximumBytes) + " that are accepted",
                  SourcePosition{path, 1, 1}));
    }
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    return parseLoaded(simdjson::padded_string(text), path, options);
}

} // namespace plumb::yaml
