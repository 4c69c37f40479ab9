// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/setvalues.h"

#include "core/gotemplate/strconv.h"
#include "core/helm/gotext.h"
#include "core/helm/valuetable.h"
#include "core/yaml/json.h"

#include <optional>

namespace plumb::helm {

namespace {

using yaml::Value;

constexpr int maximumNesting = 30;
constexpr std::int64_t maximumIndex = 65'536;

std::unexpected<Error> wrong(std::string text)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(text)));
}

/// Text up to a character that ends it.
struct Piece
{
    std::string text;
    char stop = 0; ///< 0 at the end of the input.
};

// How far a list or key got. At the end of the input a loop of assignments ends.
enum class Progress : std::uint8_t { More, End };

class Setter
{
public:
    Setter(std::string_view input, SetSyntax syntax, const ReadFile &readFile)
        : m_rest(input)
        , m_syntax(syntax)
        , m_readFile(readFile)
    {
    }

    Result<> apply(Value &values)
    {
        for (;;) {
            if (PLUMB_TRY(key(values, 0)) == Progress::End)
                return {};
        }
    }

private:
    Result<Progress> key(Value &mapping, int nesting);
    Result<Progress> assign(Value &mapping, const std::string &name);
    Result<Progress> nested(Value &mapping, const std::string &name, int nesting);
    Result<Progress> indexed(Value &mapping, const std::string &name, int nesting);
    Result<Progress> item(Value &list, std::int64_t index, int nesting);
    Result<Progress> itemList(Value &list, std::int64_t index, int nesting);
    Result<Progress> itemMapping(Value &list, std::int64_t index, int nesting);
    Result<Progress> assignItem(Value &list, std::int64_t index);
    Result<std::int64_t> index();

    Result<std::optional<Value>> list();
    Result<Value> value(std::string text) const;
    Result<Value> json();
    bool isEmptyValue();
    Piece until(std::string_view stops);
    bool isLiteral() const { return m_syntax == SetSyntax::Literal; }

    std::string_view m_rest;
    SetSyntax m_syntax;
    const ReadFile &m_readFile;
};

void set(Value &mapping, const std::string &name, Value value)
{
    if (!name.empty())
        mapping.set(yaml::Text(name), std::move(value));
}

Result<> setIndex(Value &list, std::int64_t index, Value value)
{
    if (index < 0)
        return wrong("negative " + std::to_string(index) + " index not allowed");
    if (index > maximumIndex) {
        return wrong("index of " + std::to_string(index)
                     + " is greater than maximum supported index of "
                     + std::to_string(maximumIndex));
    }
    std::vector<Value> &items = list.mutableItems();
    if (items.size() <= std::size_t(index))
        items.resize(std::size_t(index) + 1);
    items[std::size_t(index)] = std::move(value);
    return {};
}

Piece Setter::until(std::string_view stops)
{
    Piece piece;
    while (!m_rest.empty()) {
        const char c = m_rest.front();
        m_rest.remove_prefix(1);
        if (stops.find(c) != std::string_view::npos) {
            piece.stop = c;
            return piece;
        }
        if (c != '\\' || isLiteral()) {
            piece.text += c;
        } else if (!m_rest.empty()) {
            piece.text += m_rest.front();
            m_rest.remove_prefix(1);
        }
    }
    return piece;
}

Result<Progress> Setter::key(Value &mapping, int nesting)
{
    Piece piece = until(isLiteral() ? "=[." : "=[,.");
    switch (piece.stop) {
    case 0:
        if (piece.text.empty())
            return Progress::End;
        return wrong("key " + quoted(piece.text) + " has no value");
    case '[': return indexed(mapping, piece.text, nesting);
    case '=': return assign(mapping, piece.text);
    case ',':
        set(mapping, piece.text, Value::string(""));
        return wrong("key " + quoted(piece.text) + " has no value (cannot end with ,)");
    default: return nested(mapping, piece.text, nesting + 1);
    }
}

Result<Progress> Setter::nested(Value &mapping, const std::string &name, int nesting)
{
    if (nesting > maximumNesting) {
        return wrong("value name nested level is greater than maximum supported nested level of "
                     + std::to_string(maximumNesting));
    }
    Value inner = Value::mapping();
    if (const Value *const old = mapping.find(name)) {
        if (!old->isMapping()) {
            return wrong("unable to parse key: interface conversion: interface {} is not "
                         "map[string]interface {}");
        }
        inner = *old;
    }
    auto progress = key(inner, nesting);
    if (progress && *progress == Progress::More && inner.size() == 0)
        return wrong("key map " + quoted(name) + " has no value");
    if (inner.size() > 0)
        set(mapping, name, std::move(inner));
    return progress;
}

Result<std::int64_t> Setter::index()
{
    const Piece piece = until("]");
    if (piece.stop == 0)
        return wrong("error parsing index: EOF");
    return within("error parsing index", gotemplate::atoi(piece.text));
}

Result<Progress> Setter::indexed(Value &mapping, const std::string &name, int nesting)
{
    const std::int64_t at = PLUMB_TRY(index());
    Value list = Value::sequence();
    if (const Value *const old = mapping.find(name)) {
        if (!old->isSequence()) {
            return wrong(
                "unable to parse key: interface conversion: interface {} is not []interface {}");
        }
        list = *old;
    }
    auto progress = item(list, at, nesting);
    set(mapping, name, std::move(list));
    return progress;
}

Result<Progress> Setter::item(Value &list, std::int64_t at, int nesting)
{
    if (at < 0)
        return wrong("negative " + std::to_string(at) + " index not allowed");
    const Piece piece = until("[.=");
    if (!piece.text.empty())
        return wrong("unexpected data at end of array index: " + quoted(piece.text));
    switch (piece.stop) {
    case '=': return assignItem(list, at);
    case '[': return itemList(list, at, nesting);
    case '.': return itemMapping(list, at, nesting);
    default: return Progress::End;
    }
}

Result<Progress> Setter::itemList(Value &list, std::int64_t at, int nesting)
{
    const std::int64_t next = PLUMB_TRY(index());
    Value inner = Value::sequence();
    if (std::size_t(at) < list.size() && !list.items()[std::size_t(at)].isNull()) {
        inner = list.items()[std::size_t(at)];
        if (!inner.isSequence()) {
            return wrong(
                "unable to parse key: interface conversion: interface {} is not []interface {}");
        }
    }
    if (nesting > maximumNesting)
        return wrong("lists are nested too deeply");
    const Progress progress = PLUMB_TRY(item(inner, next, nesting + 1));
    if (progress == Progress::End && inner.size() == 0)
        return progress;
    PLUMB_TRY(setIndex(list, at, std::move(inner)));
    return progress;
}

Result<Progress> Setter::itemMapping(Value &list, std::int64_t at, int nesting)
{
    Value inner = Value::mapping();
    const bool isThere = std::size_t(at) < list.size();
    if (isThere && list.items()[std::size_t(at)].isMapping())
        inner = list.items()[std::size_t(at)];
    auto progress = key(inner, nesting);
    if (!progress || *progress == Progress::End) {
        // What was set before the end stays only where a mapping was there to be set.
        if (isThere)
            PLUMB_TRY(setIndex(list, at, std::move(inner)));
        return progress;
    }
    PLUMB_TRY(setIndex(list, at, std::move(inner)));
    return progress;
}

// Skips blanks and one comma; whether nothing else came before the comma or the end.
bool Setter::isEmptyValue()
{
    for (;;) {
        if (m_rest.empty())
            return true;
        if (m_rest.front() == ',') {
            m_rest.remove_prefix(1);
            return true;
        }
        const std::size_t space = spaceAtStart(m_rest);
        if (space == 0)
            return false;
        m_rest.remove_prefix(space);
    }
}

// The length of the JSON value at the start, which must be a whole one.
std::optional<std::size_t> jsonLength(std::string_view text)
{
    std::size_t depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
            if (!inString && depth == 0)
                return i + 1;
            continue;
        }
        if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return i > 0 ? std::optional(i) : std::nullopt;
            if (--depth == 0)
                return i + 1;
        } else if (depth == 0 && (c == ',' || spaceAtStart(text.substr(i)) > 0)) {
            return i > 0 ? std::optional(i) : std::nullopt;
        }
    }
    return !inString && depth == 0 && !text.empty() ? std::optional(text.size()) : std::nullopt;
}

Result<Value> Setter::json()
{
    if (isEmptyValue())
        return Value();
    const auto length = jsonLength(m_rest);
    if (!length)
        return wrong("unexpected EOF");
    Value value = PLUMB_TRY(yaml::parseJson(
        m_rest.substr(0, *length), "--set-json",
        {.dialect = yaml::Dialect::Json, .duplicateKeys = yaml::DuplicateKeys::KeepLast}));
    m_rest.remove_prefix(*length);
    isEmptyValue();
    return value;
}

Result<Value> Setter::value(std::string text) const
{
    if (m_syntax == SetSyntax::File) {
        if (!m_readFile)
            return wrong("files cannot be read here");
        return Value::string(yaml::Text(PLUMB_TRY(m_readFile(text))));
    }
    if (m_syntax == SetSyntax::Typed) {
        if (equalFold(text, "true"))
            return Value::boolean(true);
        if (equalFold(text, "false"))
            return Value::boolean(false);
        if (equalFold(text, "null"))
            return Value();
        if (text == "0")
            return typedInteger(0);
        if (!text.empty() && text.front() != '0') {
            if (const auto number = gotemplate::parseInt(text, 10))
                return typedInteger(*number);
        }
    }
    return Value::string(yaml::Text(text));
}

// A list in braces; nothing when there is none.
Result<std::optional<Value>> Setter::list()
{
    if (isLiteral() || !m_rest.starts_with('{'))
        return std::nullopt;
    m_rest.remove_prefix(1);
    std::vector<Value> items;
    for (;;) {
        Piece piece = until(",}");
        if (piece.stop == 0)
            return wrong("list must terminate with '}'");
        const bool isLast = piece.stop == '}';
        if (isLast && m_rest.starts_with(','))
            m_rest.remove_prefix(1);
        items.push_back(PLUMB_TRY(value(std::move(piece.text))));
        if (isLast)
            return Value::sequence(std::move(items));
    }
}

Result<Progress> Setter::assign(Value &mapping, const std::string &name)
{
    if (m_syntax == SetSyntax::Json) {
        set(mapping, name, PLUMB_TRY(json()));
        return Progress::More;
    }
    if (m_rest.empty() && !isLiteral()) {
        set(mapping, name, Value::string(""));
        return Progress::End;
    }
    if (auto items = PLUMB_TRY(list())) {
        set(mapping, name, *std::move(items));
        return Progress::More;
    }
    set(mapping, name, PLUMB_TRY(value(until(isLiteral() ? "" : ",").text)));
    return Progress::More;
}

Result<Progress> Setter::assignItem(Value &list, std::int64_t at)
{
    if (m_syntax == SetSyntax::Json) {
        PLUMB_TRY(setIndex(list, at, PLUMB_TRY(json())));
        return Progress::More;
    }
    if (m_rest.empty() && !isLiteral()) {
        PLUMB_TRY(setIndex(list, at, Value::string("")));
        return Progress::More;
    }
    if (auto items = PLUMB_TRY(this->list())) {
        PLUMB_TRY(setIndex(list, at, *std::move(items)));
        return Progress::More;
    }
    PLUMB_TRY(setIndex(list, at, PLUMB_TRY(value(until(isLiteral() ? "" : ",").text))));
    return Progress::More;
}

} // namespace

Result<> applySet(std::string_view assignments, SetSyntax syntax, Value &values,
                  const ReadFile &readFile)
{
    return Setter(assignments, syntax, readFile).apply(values);
}

} // namespace plumb::helm
