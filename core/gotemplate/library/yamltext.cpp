// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/yamltext.h"

#include "core/gotemplate/library/base64.h"
#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/jsonwriter.h"
#include "core/gotemplate/library/runes.h"
#include "core/gotemplate/strconv.h"
#include "core/yaml/emitter.h"
#include "core/yaml/keyorder.h"
#include "core/yaml/parser.h"
#include "core/yaml/readable.h"
#include "core/yaml/utf8.h"

#include <algorithm>
#include <cmath>

namespace plumb::gotemplate {

namespace {

constexpr int maximumDepth = 1000;

/// Whose view of a value is written: sigs.k8s.io/yaml goes through JSON.
enum class View : bool { Json, Yaml };

std::unexpected<Error> problem(std::string message)
{
    return std::unexpected(Error(ErrorCode::BuildFailed, std::move(message)));
}

Result<yaml::Value> floating(double value, View view)
{
    if (std::isfinite(value)) {
        const std::string text = view == View::Json ? jsonFloat(value) : formatFloat(value, 'g');
        return yaml::Value::scalar(yaml::Kind::Float, yaml::Text(text));
    }
    if (view == View::Json) {
        return problem("error marshaling into JSON: json: unsupported value: "
                       + formatFloat(value, 'g'));
    }
    const char *text = std::isnan(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
    return yaml::Value::scalar(yaml::Kind::Float, yaml::Text(text));
}

yaml::Value integer(const std::string &text)
{
    return yaml::Value::scalar(yaml::Kind::Integer, yaml::Text(text));
}

/// go-yaml v3 puts letters that follow a digit before everything else: "1e" before "1-".
bool prettyKeyLess(std::string_view a, std::string_view b)
{
    const std::u32string first = runesOf(a);
    const std::u32string second = runesOf(b);
    const auto [x, y] = std::ranges::mismatch(first, second);
    if (x == first.end() || y == second.end() || x == first.begin())
        return yaml::keyLess(a, b);
    const bool isLetterFirst = isLetter(*x);
    if (isDigit(*(x - 1)) && isLetterFirst != isLetter(*y))
        return isLetterFirst;
    return yaml::keyLess(a, b);
}

/// Whether go-yaml reads the JSON that this is part of: it takes no control characters, which JSON
/// leaves as they are, and no line breaks in keys.
bool isReadable(std::string_view text, bool isKey)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x7f)
            continue;
        const char32_t rune = yaml::codePointAt(text, at).value;
        const bool isControl = rune >= 0x7f && rune < 0xa0 && (rune != 0x85 || isKey);
        if (isControl || rune == 0xfffe || rune == 0xffff)
            return false;
    }
    return true;
}

Result<> requireReadable(std::string_view text, View view, bool isKey)
{
    if (view == View::Yaml || isReadable(text, isKey))
        return {};
    return problem("yaml: control characters are not allowed");
}

Result<yaml::Value> node(const Value &value, View view, int depth);

Result<yaml::Value> sequence(const Value &value, View view, int depth)
{
    std::vector<yaml::Value> items;
    items.reserve(value.size());
    for (const Value &item : value.items())
        items.push_back(PLUMB_TRY(node(item, view, depth)));
    return yaml::Value::sequence(std::move(items));
}

Result<yaml::Value> mapping(const Value &value, View view, int depth)
{
    std::vector<yaml::Entry> entries;
    entries.reserve(value.size());
    for (const MapEntry &entry : value.entries()) {
        PLUMB_TRY(requireReadable(entry.key, view, true));
        entries.push_back({.key = entry.key, .value = PLUMB_TRY(node(entry.value, view, depth))});
    }
    // The readable writer keeps the order it is given.
    if (view == View::Yaml) {
        std::ranges::stable_sort(entries, [](const yaml::Entry &a, const yaml::Entry &b) {
            return prettyKeyLess(a.key, b.key);
        });
    }
    yaml::Value result = yaml::Value::mapping();
    result.setEntries(std::move(entries));
    return result;
}

Result<yaml::Value> collection(const Value &value, View view, int depth)
{
    if (depth == maximumDepth) {
        return problem("error marshaling into JSON: json: unsupported value: encountered a cycle "
                       "via "
                       + std::string(value.type().name));
    }
    if (value.isNilCollection() && view == View::Json)
        return yaml::Value();
    return value.isMap() ? mapping(value, view, depth + 1) : sequence(value, view, depth + 1);
}

Result<yaml::Value> bytes(const Value &value, View view)
{
    if (view == View::Json) {
        return value.isNilCollection()
                   ? yaml::Value()
                   : yaml::Value::string(yaml::Text(encodeBase64(value.byteView())));
    }
    std::vector<yaml::Value> items;
    for (const char byte : value.byteView())
        items.push_back(integer(std::to_string(static_cast<unsigned char>(byte))));
    return yaml::Value::sequence(std::move(items));
}

Result<yaml::Value> node(const Value &value, View view, int depth)
{
    switch (value.kind()) {
    case Kind::Invalid:
    case Kind::Nil: return yaml::Value();
    case Kind::Bool: return yaml::Value::boolean(value.asBool());
    case Kind::Int: return integer(std::to_string(value.asInt()));
    case Kind::Uint: return integer(std::to_string(value.asUint()));
    case Kind::Float: return floating(value.asFloat(), view);
    case Kind::Complex:
        return problem("error marshaling into JSON: json: unsupported type: complex128");
    case Kind::String:
        PLUMB_TRY(requireReadable(value.text(), view, false));
        return yaml::Value::string(value.sharedText());
    case Kind::Bytes: return bytes(value, view);
    case Kind::List:
    case Kind::Map: return collection(value, view, depth);
    case Kind::Object: break;
    }
    const Value encoded = value.asObject()->encoded();
    if (!encoded.isValid())
        return yaml::Value::mapping();
    return node(encoded, view, depth);
}

/// An infinity or NaN, which JSON cannot say.
std::optional<double> findOddNumber(const Value &value)
{
    if (value.kind() == Kind::Float && !std::isfinite(value.asFloat()))
        return value.asFloat();
    for (const Value &item : value.items()) {
        if (const std::optional<double> odd = findOddNumber(item))
            return odd;
    }
    for (const MapEntry &entry : value.entries()) {
        if (const std::optional<double> odd = findOddNumber(entry.value))
            return odd;
    }
    return {};
}

/// A parser's error as go-yaml words it: without context. It counts a scanner's lines from 1 and a
/// parser's from 0, and leaves the first line unsaid.
std::string goWords(const Error &error)
{
    std::string message = error.message().substr(0, error.message().find(" while "));
    if (message.starts_with("found a tab"))
        message = "found character that cannot start any token";
    constexpr std::string_view decoding = "cannot decode ";
    if (message.starts_with(decoding))
        return message.insert(decoding.size(), "!!str ");
    if (message.starts_with("unknown anchor"))
        return message;
    const int line = error.where() ? error.where()->line : 0;
    const bool isParsers = message.starts_with("did not find expected");
    const int shown = isParsers || line == 1 ? line - 1 : line;
    return (shown > 0 ? "line " + std::to_string(shown) + ": " : "") + message;
}

std::string withoutLineEnd(std::string text)
{
    if (text.ends_with('\n'))
        text.pop_back();
    return text;
}

} // namespace

Result<std::string> toYaml(const Value &value)
{
    PLUMB_TRY(requireWritable(value));
    return withoutLineEnd(yaml::toKubernetesYaml(PLUMB_TRY(node(value, View::Json, 0))));
}

Result<std::string> toPrettyYaml(const Value &value)
{
    PLUMB_TRY(requireWritable(value));
    return withoutLineEnd(yaml::toReadableYaml(PLUMB_TRY(node(value, View::Yaml, 0)),
                                               yaml::Layout{.indentsSequences = true}));
}

Result<Value> fromYaml(std::string_view text)
{
    // Go's decoder reads the first document and no more.
    const Result<std::vector<yaml::Value>> documents = yaml::parseAll(
        text, std::string(),
        {.dialect = yaml::Dialect::Kubernetes, .duplicateKeys = yaml::DuplicateKeys::KeepLast});
    if (documents && documents->empty())
        return Value::nil();
    if (documents) {
        Value value = Value::fromYaml(documents->front(), NumberRule::Json);
        if (const std::optional<double> odd = findOddNumber(value)) {
            return std::unexpected(Error(ErrorCode::InvalidInput,
                                         "error converting YAML to JSON: json: unsupported value: "
                                             + formatFloat(*odd, 'g')));
        }
        return value;
    }
    return std::unexpected(Error(ErrorCode::InvalidInput, "error converting YAML to JSON: yaml: "
                                                              + goWords(documents.error())));
}

} // namespace plumb::gotemplate
