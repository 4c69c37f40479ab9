// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/jsonschema.h"

#include "core/helm/gotext.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace plumb::helm {

namespace {

using yaml::Kind;
using yaml::Value;

constexpr std::size_t maximumDepth = 300;

enum class Shape : std::uint8_t {
    Schema,       ///< A schema.
    SchemaMap,    ///< A mapping of schemas.
    SchemaList,   ///< A list of schemas.
    Items,        ///< A schema or a list of them.
    Dependents,   ///< A mapping of schemas or lists of names.
    Number,       ///< A number.
    BoolOrNumber, ///< exclusiveMinimum, which was a boolean in draft 4.
    Count,        ///< A whole number that is not negative.
    Bool,         ///< A boolean.
    Text,         ///< A string.
    Regex,        ///< A regular expression.
    Names,        ///< A list of strings.
    NameLists,    ///< A mapping of lists of strings.
    Types,        ///< A type or a list of types.
    List,         ///< A list.
};

struct Keyword
{
    std::string_view name;
    Shape shape;
    int since = 4;
};

constexpr Keyword keywords[] = {
    {"$anchor", Shape::Text, 2019},
    {"$defs", Shape::SchemaMap, 2019},
    {"$id", Shape::Text, 6},
    {"$ref", Shape::Text},
    {"additionalItems", Shape::Schema},
    {"additionalProperties", Shape::Schema},
    {"allOf", Shape::SchemaList},
    {"anyOf", Shape::SchemaList},
    {"contains", Shape::Schema, 6},
    {"definitions", Shape::SchemaMap},
    {"dependencies", Shape::Dependents},
    {"dependentRequired", Shape::NameLists, 2019},
    {"dependentSchemas", Shape::SchemaMap, 2019},
    {"description", Shape::Text},
    {"else", Shape::Schema, 7},
    {"enum", Shape::List},
    {"exclusiveMaximum", Shape::BoolOrNumber},
    {"exclusiveMinimum", Shape::BoolOrNumber},
    {"format", Shape::Text},
    {"if", Shape::Schema, 7},
    {"items", Shape::Items},
    {"maxContains", Shape::Count, 2019},
    {"maxItems", Shape::Count},
    {"maxLength", Shape::Count},
    {"maxProperties", Shape::Count},
    {"maximum", Shape::Number},
    {"minContains", Shape::Count, 2019},
    {"minItems", Shape::Count},
    {"minLength", Shape::Count},
    {"minProperties", Shape::Count},
    {"minimum", Shape::Number},
    {"multipleOf", Shape::Number},
    {"not", Shape::Schema},
    {"oneOf", Shape::SchemaList},
    {"pattern", Shape::Regex},
    {"patternProperties", Shape::SchemaMap},
    {"prefixItems", Shape::SchemaList, 2020},
    {"properties", Shape::SchemaMap},
    {"propertyNames", Shape::Schema, 6},
    {"required", Shape::Names},
    {"then", Shape::Schema, 7},
    {"title", Shape::Text},
    {"type", Shape::Types},
    {"unevaluatedItems", Shape::Schema, 2019},
    {"unevaluatedProperties", Shape::Schema, 2019},
    {"uniqueItems", Shape::Bool},
};

bool isNumber(const Value &value)
{
    return value.kind() == Kind::Integer || value.kind() == Kind::Float;
}

bool isCount(const Value &value)
{
    const auto number = isNumber(value) ? value.asDouble() : std::nullopt;
    return number && *number >= 0 && *number == double(std::int64_t(*number));
}

bool isType(const Value &value)
{
    static constexpr std::string_view types[] = {"array",  "boolean", "integer", "null",
                                                 "number", "object",  "string"};
    return value.isString() && std::ranges::find(types, value.text()) != std::end(types);
}

bool areNames(const Value &value)
{
    return value.isSequence()
           && std::ranges::all_of(value.items(), [](const Value &item) { return item.isString(); });
}

std::string_view metaschemaOf(int draft)
{
    switch (draft) {
    case 4: return "http://json-schema.org/draft-04/schema";
    case 6: return "http://json-schema.org/draft-06/schema";
    case 7: return "http://json-schema.org/draft-07/schema";
    case 2019: return "https://json-schema.org/draft/2019-09/schema";
    default: return "https://json-schema.org/draft/2020-12/schema";
    }
}

std::unexpected<Error> refused(std::string text)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(text)));
}

} // namespace

JsonSchema::JsonSchema() = default;
JsonSchema::JsonSchema(JsonSchema &&) noexcept = default;
JsonSchema &JsonSchema::operator=(JsonSchema &&) noexcept = default;
JsonSchema::~JsonSchema() = default;

Result<JsonSchema> JsonSchema::parse(std::string_view text)
{
    JsonSchema schema;
    schema.m_root = PLUMB_TRY(yaml::parseJson(
        text, "values.schema.json",
        {.dialect = yaml::Dialect::Json, .duplicateKeys = yaml::DuplicateKeys::KeepLast}));
    if (const Value *const draft = schema.m_root.find("$schema"); draft && draft->isString()) {
        schema.m_draft = draftOf(draft->text());
        if (schema.m_draft == 0) {
            return refused("failing loading " + quoted(draft->text())
                           + ": the schema's language is not known");
        }
    }
    schema.collectNames(schema.m_root, 0);
    PLUMB_TRY(schema.check(schema.m_root, "", 0));
    return schema;
}

Result<> JsonSchema::check(const Value &schema, const std::string &location, std::size_t depth)
{
    const auto wrong = [&](const std::string &text) {
        return refused("\"file:///values.schema.json#\" is not valid against metaschema: "
                       "jsonschema validation failed with '"
                       + std::string(metaschemaOf(m_draft)) + "#'\n- at '" + location
                       + "': " + text);
    };
    if (depth > maximumDepth)
        return refused("the schema is nested too deeply");
    if (schema.kind() == Kind::Bool
        && (m_draft > 4 || location.ends_with("additionalProperties")
            || location.ends_with("additionalItems")))
        return {};
    if (!schema.isMapping()) {
        return wrong("got "
                     + std::string(schema.isNull()       ? "null"
                                   : isNumber(schema)    ? "number"
                                   : schema.isString()   ? "string"
                                   : schema.isSequence() ? "array"
                                                         : "boolean")
                     + ", want " + (m_draft > 4 ? "boolean or object" : "object"));
    }
    PLUMB_TRY(checkReference(schema));
    if (m_draft < 2019 && schema.find("$ref"))
        return {};
    for (const yaml::Entry &entry : schema.entries()) {
        if (auto checked =
                checkKeyword(entry.key, entry.value, pointerTo(location, entry.key), depth);
            !checked)
            return checked;
    }
    return {};
}

std::unexpected<Error> JsonSchema::wrong(const std::string &location, std::string_view wanted) const
{
    return refused("\"file:///values.schema.json#\" is not valid against metaschema: jsonschema "
                   "validation failed with '"
                   + std::string(metaschemaOf(m_draft)) + "#'\n- at '" + location + "': want "
                   + std::string(wanted));
}

Result<> JsonSchema::addPattern(std::string_view pattern, const std::string &location)
{
    auto regex = std::make_unique<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()),
                                            re2::RE2::Quiet);
    if (!regex->ok())
        return wrong(location, "regex: " + regex->error());
    m_patterns.emplace(std::string(pattern), std::move(regex));
    return {};
}

Result<> JsonSchema::checkList(const Value &list, const std::string &location, std::size_t depth)
{
    for (const Value &item : list.items())
        PLUMB_TRY(check(item, location, depth + 1));
    return {};
}

// A mapping of schemas, and where @p allowsNames of lists of names too.
Result<> JsonSchema::checkMapping(const Value &mapping, const std::string &location,
                                  std::size_t depth, bool allowsNames)
{
    if (!mapping.isMapping())
        return wrong(location, "object");
    const bool arePatterns = location.ends_with("/patternProperties");
    for (const yaml::Entry &entry : mapping.entries()) {
        if (arePatterns)
            PLUMB_TRY(addPattern(entry.key, location));
        if (allowsNames && areNames(entry.value))
            continue;
        PLUMB_TRY(check(entry.value, pointerTo(location, entry.key), depth + 1));
    }
    return {};
}

Result<> JsonSchema::checkPlain(std::size_t shape, const Value &value,
                                const std::string &location) const
{
    const auto need = [&](bool isGood, std::string_view wanted) -> Result<> {
        return isGood ? Result<>() : wrong(location, wanted);
    };
    switch (static_cast<Shape>(shape)) {
    case Shape::Number: return need(isNumber(value), "number");
    case Shape::BoolOrNumber:
        return m_draft == 4 ? need(value.kind() == Kind::Bool, "boolean")
                            : need(isNumber(value), "number");
    case Shape::Count: return need(isCount(value), "integer that is not negative");
    case Shape::Bool: return need(value.kind() == Kind::Bool, "boolean");
    case Shape::Text: return need(value.isString(), "string");
    case Shape::Names:
        return need(areNames(value) && (m_draft > 4 || value.size() > 0), "array of strings");
    case Shape::NameLists:
        return need(value.isMapping()
                        && std::ranges::all_of(
                            value.entries(),
                            [](const yaml::Entry &entry) { return areNames(entry.value); }),
                    "object of arrays of strings");
    case Shape::Types:
        return need(isType(value)
                        || (value.size() > 0 && std::ranges::all_of(value.items(), isType)),
                    "one of 'array', 'boolean', 'integer', 'null', 'number', 'object', 'string'");
    default: return need(value.isSequence(), "array");
    }
}

Result<> JsonSchema::checkKeyword(std::string_view keyword, const Value &value,
                                  const std::string &location, std::size_t depth)
{
    const auto found = std::ranges::lower_bound(keywords, keyword, {}, &Keyword::name);
    if (found == std::end(keywords) || found->name != keyword || found->since > m_draft)
        return {};
    if (keyword.starts_with("unevaluated"))
        m_hasUnevaluated = true;
    switch (found->shape) {
    case Shape::Schema: return check(value, location, depth + 1);
    case Shape::Items:
        return value.isSequence() && m_draft < 2020 ? checkList(value, location, depth)
                                                    : check(value, location, depth + 1);
    case Shape::SchemaList:
        return value.size() > 0 && value.isSequence() ? checkList(value, location, depth)
                                                      : wrong(location, "array of schemas");
    case Shape::SchemaMap:
    case Shape::Dependents:
        return checkMapping(value, location, depth, found->shape == Shape::Dependents);
    case Shape::Regex:
        return value.isString() ? addPattern(value.text(), location) : wrong(location, "string");
    default: return checkPlain(static_cast<std::size_t>(found->shape), value, location);
    }
}

} // namespace plumb::helm
