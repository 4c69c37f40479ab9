// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/values.h"

#include "core/helm/gotext.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace plumb::helm {

namespace {

using yaml::Kind;
using yaml::Value;

Result<std::string> keyText(const yaml::Entry &entry)
{
    const Value key = Value::scalar(entry.keyKind, entry.key, entry.keyStyle);
    switch (entry.keyKind) {
    case Kind::String: return entry.key.toString();
    case Kind::Bool:
    case Kind::Integer:
    case Kind::Float: return goText(key);
    default:
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "error converting YAML to JSON: unsupported map key of type: "
                      + std::string(entry.keyKind == Kind::Null ? "nil" : "map")));
    }
}

bool needsKeyText(const Value &value)
{
    if (value.isSequence())
        return std::ranges::any_of(value.items(), needsKeyText);
    return std::ranges::any_of(value.entries(), [](const yaml::Entry &entry) {
        return entry.keyKind != Kind::String || needsKeyText(entry.value);
    });
}

Result<Value> withKeyText(const Value &value);

Result<Value> mappingWithKeyText(const Value &value)
{
    Value result = Value::mapping(value.style());
    result.setOrigin(value.origin(), value.column());
    for (const yaml::Entry &entry : value.entries()) {
        const std::string key = PLUMB_TRY(keyText(entry));
        result.set(yaml::Text(key), PLUMB_TRY(withKeyText(entry.value)));
    }
    return result;
}

Result<Value> withKeyText(const Value &value)
{
    if (value.isMapping())
        return mappingWithKeyText(value);
    if (!value.isSequence())
        return value;
    std::vector<Value> items;
    items.reserve(value.size());
    for (const Value &item : value.items())
        items.push_back(PLUMB_TRY(withKeyText(item)));
    Value result = Value::sequence(std::move(items), value.style());
    result.setOrigin(value.origin(), value.column());
    return result;
}

// go-yaml counts the lines of its scanner from 1 and those of its parser from 0, and does not say
// the first line.
Error inGoWords(const Error &error)
{
    std::string message = error.message().substr(0, error.message().find(" while "));
    if (message.starts_with("found a tab"))
        message = "found character that cannot start any token";
    const bool isPlain =
        message.starts_with("cannot decode") || message.starts_with("unknown anchor");
    int line = error.where() && !isPlain ? error.where()->line : 0;
    if (message.starts_with("did not find expected") || line == 1)
        --line;
    return Error(error.code(),
                 "error converting YAML to JSON: yaml: "
                     + (line > 0 ? "line " + std::to_string(line) + ": " : "") + message,
                 error.where());
}

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// The line's end, after its newline.
std::size_t lineEnd(std::string_view text, std::size_t from)
{
    const std::size_t end = text.find('\n', from);
    return end == std::string_view::npos ? text.size() : end + 1;
}

Result<Value> readMapping(std::string_view text, const std::string &path, std::uint32_t source)
{
    const auto read = readYaml(text, path, source);
    if (!read) {
        return std::unexpected(Error(read.error().code(),
                                     "cannot unmarshal yaml document: " + read.error().message(),
                                     read.error().where()));
    }
    if (read->isNull())
        return Value::mapping();
    if (!read->isMapping()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "cannot unmarshal yaml document: "
                      + cannotDecode(*read, "value of type map[string]interface {}").message()));
    }
    return *read;
}

} // namespace

Result<Value> readYaml(std::string_view text, const std::string &path, std::uint32_t source)
{
    const yaml::ParseOptions options{.dialect = yaml::Dialect::Kubernetes,
                                     .source = source,
                                     .duplicateKeys = yaml::DuplicateKeys::KeepLast};
    auto documents = yaml::parseAll(text, path, options);
    if (!documents)
        return std::unexpected(inGoWords(documents.error()));
    if (documents->empty())
        return Value();
    Value &first = documents->front();
    if (!needsKeyText(first))
        return std::move(first);
    return withKeyText(first);
}

Result<Value> readJsonObject(std::string_view text)
{
    Value value = PLUMB_TRY(yaml::parseJson(
        text, "json",
        {.dialect = yaml::Dialect::Json, .duplicateKeys = yaml::DuplicateKeys::KeepLast}));
    if (!value.isMapping() && !value.isNull())
        return std::unexpected(cannotDecode(value, "value of type map[string]interface {}"));
    return value;
}

Result<Value> readValues(std::string_view text, const std::string &path, std::uint32_t source)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    Value result = Value::mapping();
    // Lines before the document are kept as empty ones, so that origins name the line of the file.
    std::string lead;
    std::size_t begin = 0;
    std::size_t at = 0;
    bool isFirst = true;
    const auto take = [&](std::size_t end) -> Result<> {
        const std::string_view document = text.substr(begin, end - begin);
        const Value read =
            PLUMB_TRY(lead.empty() ? readMapping(document, path, source)
                                   : readMapping(lead + std::string(document), path, source));
        result = isFirst && result.size() == 0 ? read : mergeMappings(result, read);
        isFirst = false;
        return {};
    };
    while (at < text.size()) {
        const std::size_t end = lineEnd(text, at);
        if (text.substr(at, end - at).starts_with("---")) {
            std::string_view rest = text.substr(at + 3, end - at - 3);
            while (!rest.empty() && isSpace(rest.front()))
                rest.remove_prefix(1);
            if (!rest.empty() && rest.front() != '#') {
                while (isSpace(rest.back()))
                    rest.remove_suffix(1);
                return std::unexpected(
                    Error(ErrorCode::InvalidInput,
                          "error reading yaml document: invalid Yaml document separator: "
                              + std::string(rest)));
            }
            if (at > begin) {
                PLUMB_TRY(take(at));
                lead.assign(std::size_t(std::ranges::count(text.substr(0, end), '\n')), '\n');
                begin = end;
            }
        }
        at = end;
    }
    if (begin < text.size())
        PLUMB_TRY(take(text.size()));
    return result;
}

Value mergeMappings(const Value &under, const Value &over)
{
    Value result = under;
    for (const yaml::Entry &entry : over.entries()) {
        if (entry.value.isMapping()) {
            const Value *const old = result.find(entry.key);
            if (old && old->isMapping()) {
                Value merged = mergeMappings(*old, entry.value);
                *result.findMutable(entry.key) = std::move(merged);
                continue;
            }
        }
        if (Value *const old = result.findMutable(entry.key))
            *old = entry.value;
        else
            result.appendEntry(entry);
    }
    return result;
}

std::string goText(const Value &scalar)
{
    switch (scalar.kind()) {
    case Kind::String: return std::string(scalar.text());
    case Kind::Bool: return *scalar.asBool() ? "true" : "false";
    case Kind::Integer:
        if (const auto value = scalar.asInteger())
            return std::to_string(*value);
        return std::string(scalar.text());
    case Kind::Float: return shortestFloat(scalar.asDouble().value_or(0));
    default: return {};
    }
}

std::string_view jsonKind(const Value &value)
{
    switch (value.kind()) {
    case Kind::Null: return "null";
    case Kind::Bool: return "bool";
    case Kind::Integer:
    case Kind::Float: return "number";
    case Kind::String: return "string";
    case Kind::Sequence: return "array";
    case Kind::Mapping: return "object";
    }
    return {};
}

Error cannotDecode(const Value &value, std::string_view target)
{
    return Error(ErrorCode::InvalidInput,
                 "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
                     + std::string(jsonKind(value)) + " into Go " + std::string(target));
}

} // namespace plumb::helm
