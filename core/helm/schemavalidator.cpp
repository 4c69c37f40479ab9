// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/gotext.h"
#include "core/helm/jsonschema.h"
#include "core/helm/valuetable.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <re2/re2.h>
#include <set>

namespace plumb::helm {

namespace {

using yaml::Kind;
using yaml::Value;

using Failures = std::vector<SchemaFailure>;

/// What of an object or list some schema has looked at.
struct Evaluated
{
    std::set<std::string, std::less<>> properties;
    std::set<std::size_t> items;

    void add(const Evaluated &other)
    {
        properties.insert(other.properties.begin(), other.properties.end());
        items.insert(other.items.begin(), other.items.end());
    }
};

bool matches(const re2::RE2 &regex, std::string_view text)
{
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), regex);
}

bool isNumber(const Value &value)
{
    return value.kind() == Kind::Integer || value.kind() == Kind::Float;
}

bool isWhole(const Value &value)
{
    const auto number = value.asDouble();
    return number && std::isfinite(*number) && *number == std::trunc(*number);
}

std::string_view typeOf(const Value &value)
{
    switch (value.kind()) {
    case Kind::Null: return "null";
    case Kind::Bool: return "boolean";
    case Kind::Integer:
    case Kind::Float: return "number";
    case Kind::String: return "string";
    case Kind::Sequence: return "array";
    case Kind::Mapping: return "object";
    }
    return {};
}

bool sameJson(const Value &a, const Value &b)
{
    if (isNumber(a) && isNumber(b))
        return a.asDouble() == b.asDouble();
    if (a.kind() != b.kind() || a.size() != b.size())
        return false;
    if (a.isSequence())
        return std::ranges::equal(a.items(), b.items(), sameJson);
    if (a.isMapping()) {
        return std::ranges::all_of(a.entries(), [&](const yaml::Entry &entry) {
            const Value *const other = b.find(entry.key);
            return other && sameJson(entry.value, *other);
        });
    }
    return a.kind() == Kind::Bool ? a.asBool() == b.asBool() : a.text() == b.text();
}

// Numbers are printed with a comma between thousands.
std::string grouped(std::string text)
{
    const std::size_t start = text.starts_with('-') ? 1 : 0;
    std::size_t end = text.find_first_not_of("0123456789", start);
    if (end == std::string::npos)
        end = text.size();
    for (std::size_t at = end; at > start + 3; at -= 3)
        text.insert(at - 3, ",");
    return text;
}

std::string shown(double number)
{
    if (number == std::trunc(number) && std::abs(number) < 1e15)
        return grouped(std::to_string(static_cast<std::int64_t>(number)));
    return grouped(shortestFloat(number));
}

std::string inQuotes(std::string_view text)
{
    std::string quotedText = quoted(text);
    std::string result = "'";
    for (std::size_t i = 1; i + 1 < quotedText.size(); ++i) {
        if (quotedText[i] == '\\' && quotedText[i + 1] == '"')
            continue;
        if (quotedText[i] == '\'')
            result += '\\';
        result += quotedText[i];
    }
    return result + '\'';
}

std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + inQuotes(name);
    return text;
}

std::string displayed(const Value &value)
{
    if (value.isString())
        return inQuotes(value.text());
    if (value.isScalar())
        return value.isNull() ? "null" : std::string(value.text());
    return "value";
}

std::size_t countOf(const Value &limit)
{
    return static_cast<std::size_t>(limit.asDouble().value_or(0));
}

std::size_t lengthOf(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// A decimal number as a whole number and the power of ten that it was multiplied with.
struct Decimal
{
    long double digits = 0;
    int places = 0;
};

Decimal decimalOf(const Value &value)
{
    const std::string text = shortestFloat(value.asDouble().value_or(0));
    const std::size_t dot = text.find('.');
    Decimal result{.digits = static_cast<long double>(value.asDouble().value_or(0))};
    if (dot == std::string::npos || text.find('e') != std::string::npos)
        return result;
    result.places = static_cast<int>(text.size() - dot - 1);
    std::string whole = text;
    whole.erase(dot, 1);
    result.digits = std::strtold(whole.c_str(), nullptr);
    return result;
}

bool isMultiple(const Value &value, const Value &factor)
{
    Decimal a = decimalOf(value);
    Decimal b = decimalOf(factor);
    if (b.digits == 0)
        return true;
    for (; a.places < b.places; ++a.places)
        a.digits *= 10;
    for (; b.places < a.places; ++b.places)
        b.digits *= 10;
    return std::fmod(a.digits, b.digits) == 0;
}

std::string pointerTo(const std::string &location, std::string_view token)
{
    std::string result = location + '/';
    for (const char c : token) {
        if (c == '~')
            result += "~0";
        else if (c == '/')
            result += "~1";
        else
            result += c;
    }
    return result;
}

/// Validates one value against one schema; makes others for what is inside.
class Validator
{
public:
    Validator(const JsonSchema &schema, const Value &value, std::string location, int depth)
        : m_schema(schema)
        , m_value(value)
        , m_location(std::move(location))
        , m_depth(depth)
    {
    }

    /// Appends the failures; whether there are none.
    bool validate(const Value &schema, Failures &failures);
    const Evaluated &evaluated() const { return m_evaluated; }

private:
    bool isBefore(int draft) const { return m_schema.draft() < draft; }
    void fail(std::string message, Failures causes = {});
    void missing(const std::vector<std::string> &names, std::string_view why = {});
    std::vector<std::string> absent(const Value &names) const;

    bool self(const Value &schema, Failures &failures);
    bool selfIsValid(const Value &schema);
    void selfAll(const Value *schema);
    void child(const Value &schema, const Value &value, std::string_view token);
    bool childIsValid(const Value &schema, const Value &value, std::string_view token,
                      Failures &failures);

    bool typeAndValue(const Value &schema);
    bool reference(const Value &schema, std::string_view keyword);
    void object(const Value &schema);
    void properties(const Value &schema);
    void dependents(const Value &schema);
    void array(const Value &schema);
    void items(const Value &schema);
    void contains(const Value &schema);
    void text(const Value &schema);
    void number(const Value &schema);
    void combined(const Value &schema);
    void oneOf(const Value &list);
    void conditional(const Value &schema);
    void unevaluated(const Value &schema);

    const JsonSchema &m_schema;
    const Value &m_value;
    std::string m_location;
    int m_depth;
    Evaluated m_evaluated;
    Failures m_failures;
};

void Validator::fail(std::string message, Failures causes)
{
    m_failures.push_back(
        {.location = m_location, .message = std::move(message), .causes = std::move(causes)});
}

bool Validator::self(const Value &schema, Failures &failures)
{
    Validator validator(m_schema, m_value, m_location, m_depth + 1);
    const bool isValid = validator.validate(schema, failures);
    if (isValid)
        m_evaluated.add(validator.evaluated());
    return isValid;
}

bool Validator::selfIsValid(const Value &schema)
{
    Failures ignored;
    return self(schema, ignored);
}

void Validator::selfAll(const Value *schema)
{
    if (schema)
        self(*schema, m_failures);
}

bool Validator::childIsValid(const Value &schema, const Value &value, std::string_view token,
                             Failures &failures)
{
    Validator validator(m_schema, value, pointerTo(m_location, token), m_depth + 1);
    return validator.validate(schema, failures);
}

void Validator::child(const Value &schema, const Value &value, std::string_view token)
{
    childIsValid(schema, value, token, m_failures);
}

bool Validator::typeAndValue(const Value &schema)
{
    if (const Value *const type = schema.find("type")) {
        std::vector<std::string> wanted;
        if (type->isString())
            wanted.emplace_back(type->text());
        for (const Value &item : type->items())
            wanted.emplace_back(item.text());
        const bool matches = std::ranges::any_of(wanted, [&](const std::string &name) {
            return name == typeOf(m_value)
                   || (name == "integer" && isNumber(m_value) && isWhole(m_value));
        });
        if (!matches) {
            // The library lists types in an order of its own.
            static constexpr std::string_view order[] = {"null",   "boolean", "number", "integer",
                                                         "string", "array",   "object"};
            std::string text;
            for (const std::string_view name : order) {
                if (std::ranges::find(wanted, name) != wanted.end())
                    text += (text.empty() ? "" : " or ") + std::string(name);
            }
            fail("got " + std::string(typeOf(m_value)) + ", want " + text);
            return false;
        }
    }
    if (const Value *const wanted = schema.find("const"); wanted && !isBefore(6)) {
        if (!sameJson(m_value, *wanted)) {
            fail(wanted->isScalar() ? "value must be " + displayed(*wanted) : "'const' failed");
            return false;
        }
    }
    const Value *const choices = schema.find("enum");
    if (!choices || std::ranges::any_of(choices->items(), [&](const Value &item) {
            return sameJson(m_value, item);
        }))
        return true;
    std::string text;
    bool isPlain = true;
    for (const Value &item : choices->items()) {
        isPlain = isPlain && item.isScalar();
        text += (text.empty() ? "" : ", ") + displayed(item);
    }
    fail(!isPlain               ? std::string("'enum' failed")
         : choices->size() == 1 ? "value must be " + text
                                : "value must be one of " + text);
    return false;
}

bool Validator::reference(const Value &schema, std::string_view keyword)
{
    const Value *const written = schema.find(keyword);
    if (!written || !written->isString())
        return true;
    const Value *const target = m_schema.target(*written);
    if (!target)
        return true;
    Failures causes;
    if (self(*target, causes))
        return true;
    m_failures.push_back({.location = m_location,
                          .message = "validation failed",
                          .causes = std::move(causes),
                          .isReference = true});
    return false;
}

std::vector<std::string> Validator::absent(const Value &names) const
{
    std::vector<std::string> result;
    for (const Value &name : names.items()) {
        if (!m_value.find(name.text()))
            result.emplace_back(name.text());
    }
    return result;
}

void Validator::missing(const std::vector<std::string> &names, std::string_view why)
{
    if (names.empty())
        return;
    if (!why.empty())
        fail("properties " + listed(names) + " required, if " + inQuotes(why) + " exists");
    else
        fail((names.size() == 1 ? "missing property " : "missing properties ") + listed(names));
}

void Validator::object(const Value &schema)
{
    const Value *limit = schema.find("minProperties");
    if (limit && m_value.size() < countOf(*limit)) {
        fail("minProperties: got " + shown(double(m_value.size())) + ", want "
             + shown(double(countOf(*limit))));
    }
    limit = schema.find("maxProperties");
    if (limit && m_value.size() > countOf(*limit)) {
        fail("maxProperties: got " + shown(double(m_value.size())) + ", want "
             + shown(double(countOf(*limit))));
    }
    if (const Value *const required = schema.find("required"))
        missing(absent(*required));
    if (const Value *const all = schema.find("dependencies")) {
        for (const yaml::Entry &entry : all->entries()) {
            if (!m_value.find(entry.key))
                continue;
            if (entry.value.isSequence())
                missing(absent(entry.value), entry.key);
            else
                self(entry.value, m_failures);
        }
    }
    properties(schema);
    if (const Value *const names = schema.find("propertyNames"); names && !isBefore(6)) {
        for (const yaml::Entry &entry : m_value.entries()) {
            const Value name = Value::string(entry.key);
            Failures causes;
            Validator validator(m_schema, name, {}, m_depth + 1);
            if (!validator.validate(*names, causes))
                fail("invalid propertyName " + inQuotes(entry.key), std::move(causes));
        }
    }
    if (!isBefore(2019))
        dependents(schema);
}

void Validator::properties(const Value &schema)
{
    const Value *const named = schema.find("properties");
    const Value *const patterns = schema.find("patternProperties");
    const Value *const additional = schema.find("additionalProperties");
    std::vector<std::string> unwanted;
    for (const yaml::Entry &entry : m_value.entries()) {
        bool isEvaluated = false;
        if (const Value *const own = named ? named->find(entry.key) : nullptr) {
            isEvaluated = true;
            child(*own, entry.value, entry.key);
        }
        for (const yaml::Entry &pattern :
             patterns ? patterns->entries() : std::span<const yaml::Entry>()) {
            const re2::RE2 *const regex = m_schema.regex(pattern.key);
            if (regex && matches(*regex, entry.key)) {
                isEvaluated = true;
                child(pattern.value, entry.value, entry.key);
            }
        }
        if (!isEvaluated && additional) {
            isEvaluated = true;
            if (additional->kind() == Kind::Bool) {
                if (!*additional->asBool())
                    unwanted.push_back(entry.key.toString());
            } else {
                child(*additional, entry.value, entry.key);
            }
        }
        if (isEvaluated && m_schema.hasUnevaluated())
            m_evaluated.properties.insert(entry.key.toString());
    }
    if (!unwanted.empty())
        fail("additional properties " + listed(unwanted) + " not allowed");
}

void Validator::dependents(const Value &schema)
{
    if (const Value *const schemas = schema.find("dependentSchemas")) {
        for (const yaml::Entry &entry : schemas->entries()) {
            if (m_value.find(entry.key))
                self(entry.value, m_failures);
        }
    }
    if (const Value *const required = schema.find("dependentRequired")) {
        for (const yaml::Entry &entry : required->entries()) {
            if (m_value.find(entry.key))
                missing(absent(entry.value), entry.key);
        }
    }
}

void Validator::items(const Value &schema)
{
    const Value *const list = schema.find(isBefore(2020) ? "items" : "prefixItems");
    const Value *const rest = schema.find(isBefore(2020) ? "additionalItems" : "items");
    const Value *all = isBefore(2020) && list && !list->isSequence() ? list : nullptr;
    std::size_t done = 0;
    const auto validateItem = [&](const Value &wanted, std::size_t index) {
        child(wanted, m_value.items()[index], std::to_string(index));
        if (m_schema.hasUnevaluated())
            m_evaluated.items.insert(index);
    };
    if (all) {
        for (; done < m_value.size(); ++done)
            validateItem(*all, done);
        return;
    }
    for (; list && done < std::min(list->size(), m_value.size()); ++done)
        validateItem(list->items()[done], done);
    if (!rest || (isBefore(2020) && !list))
        return;
    if (isBefore(2020) && rest->kind() == Kind::Bool) {
        if (!*rest->asBool() && done < m_value.size()) {
            fail("last " + shown(double(m_value.size() - done)) + " additionalItem(s) not allowed");
        }
        return;
    }
    for (; done < m_value.size(); ++done)
        validateItem(*rest, done);
}

void Validator::contains(const Value &schema)
{
    const Value *const wanted = schema.find("contains");
    if (!wanted || isBefore(6))
        return;
    std::size_t count = 0;
    Failures causes;
    for (std::size_t i = 0; i < m_value.size(); ++i) {
        if (!childIsValid(*wanted, m_value.items()[i], std::to_string(i), causes))
            continue;
        ++count;
        if (!isBefore(2020))
            m_evaluated.items.insert(i);
    }
    const Value *const least = isBefore(2019) ? nullptr : schema.find("minContains");
    if (least && count < countOf(*least))
        fail("min " + shown(double(countOf(*least))) + " items required to match contains schema",
             std::move(causes));
    else if (!least && count == 0)
        fail("no items match contains schema", std::move(causes));
    const Value *const most = isBefore(2019) ? nullptr : schema.find("maxContains");
    if (most && count > countOf(*most))
        fail("max " + shown(double(countOf(*most))) + " items required to match contains schema");
}

void Validator::array(const Value &schema)
{
    const Value *limit = schema.find("minItems");
    if (limit && m_value.size() < countOf(*limit)) {
        fail("minItems: got " + shown(double(m_value.size())) + ", want "
             + shown(double(countOf(*limit))));
    }
    limit = schema.find("maxItems");
    if (limit && m_value.size() > countOf(*limit)) {
        fail("maxItems: got " + shown(double(m_value.size())) + ", want "
             + shown(double(countOf(*limit))));
    }
    const Value *const unique = schema.find("uniqueItems");
    if (unique && unique->asBool().value_or(false)) {
        const auto list = m_value.items();
        bool found = false;
        for (std::size_t i = 1; i < list.size() && !found; ++i) {
            for (std::size_t j = 0; j < i && !found; ++j) {
                found = sameJson(list[i], list[j]);
                if (found) {
                    fail("items at " + shown(double(j)) + " and " + shown(double(i))
                         + " are equal");
                }
            }
        }
    }
    items(schema);
    contains(schema);
}

void Validator::text(const Value &schema)
{
    const std::string_view value = m_value.text();
    const Value *limit = schema.find("minLength");
    if (limit && lengthOf(value) < countOf(*limit)) {
        fail("minLength: got " + shown(double(lengthOf(value))) + ", want "
             + shown(double(countOf(*limit))));
    }
    limit = schema.find("maxLength");
    if (limit && lengthOf(value) > countOf(*limit)) {
        fail("maxLength: got " + shown(double(lengthOf(value))) + ", want "
             + shown(double(countOf(*limit))));
    }
    if (const Value *const pattern = schema.find("pattern")) {
        const re2::RE2 *const regex = m_schema.regex(pattern->text());
        if (regex && !matches(*regex, value))
            fail(inQuotes(value) + " does not match pattern " + inQuotes(pattern->text()));
    }
}

void Validator::number(const Value &schema)
{
    const double value = m_value.asDouble().value_or(0);
    const auto flag = [&](std::string_view keyword) {
        const Value *const found = schema.find(keyword);
        return found && found->asBool().value_or(false);
    };
    const auto limit = [&](std::string_view keyword) {
        const Value *const found = schema.find(keyword);
        return found && isNumber(*found) ? found->asDouble() : std::nullopt;
    };
    const auto check = [&](std::string_view keyword, std::optional<double> wanted, bool fails) {
        if (wanted && fails)
            fail(std::string(keyword) + ": got " + shown(value) + ", want " + shown(*wanted));
    };
    const auto low = limit("minimum");
    const auto high = limit("maximum");
    if (isBefore(6) && flag("exclusiveMinimum"))
        check("exclusiveMinimum", low, low && value <= *low);
    else
        check("minimum", low, low && value < *low);
    if (isBefore(6) && flag("exclusiveMaximum"))
        check("exclusiveMaximum", high, high && value >= *high);
    else
        check("maximum", high, high && value > *high);
    if (!isBefore(6)) {
        const auto above = limit("exclusiveMinimum");
        check("exclusiveMinimum", above, above && value <= *above);
        const auto below = limit("exclusiveMaximum");
        check("exclusiveMaximum", below, below && value >= *below);
    }
    if (const Value *const factor = schema.find("multipleOf");
        factor && !isMultiple(m_value, *factor)) {
        fail("multipleOf: got " + shown(value) + ", want " + shown(factor->asDouble().value_or(0)));
    }
}

void Validator::oneOf(const Value &list)
{
    std::optional<std::size_t> matched;
    Failures causes;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!self(list.items()[i], causes))
            continue;
        if (matched) {
            fail("'oneOf' failed, subschemas " + shown(double(*matched)) + ", " + shown(double(i))
                 + " matched");
            return;
        }
        matched = i;
    }
    if (!matched)
        fail("'oneOf' failed, none matched", std::move(causes));
}

void Validator::combined(const Value &schema)
{
    if (const Value *const unwanted = schema.find("not"); unwanted && selfIsValid(*unwanted))
        fail("'not' failed");
    if (const Value *const all = schema.find("allOf")) {
        Failures causes;
        for (const Value &item : all->items())
            self(item, causes);
        if (!causes.empty())
            fail("'allOf' failed", std::move(causes));
    }
    if (const Value *const any = schema.find("anyOf")) {
        Failures causes;
        bool matched = false;
        for (const Value &item : any->items()) {
            matched = self(item, causes) || matched;
            if (matched && !m_schema.hasUnevaluated())
                break;
        }
        if (!matched)
            fail("'anyOf' failed", std::move(causes));
    }
    if (const Value *const one = schema.find("oneOf"))
        oneOf(*one);
    conditional(schema);
}

void Validator::conditional(const Value &schema)
{
    const Value *const condition = schema.find("if");
    if (condition && !isBefore(7))
        selfAll(schema.find(selfIsValid(*condition) ? "then" : "else"));
}

void Validator::unevaluated(const Value &schema)
{
    if (!m_schema.hasUnevaluated())
        return;
    if (const Value *const rest = schema.find("unevaluatedProperties")) {
        for (const yaml::Entry &entry : m_value.entries()) {
            if (m_evaluated.properties.insert(entry.key.toString()).second)
                child(*rest, entry.value, entry.key);
        }
    }
    if (const Value *const rest = schema.find("unevaluatedItems")) {
        for (std::size_t i = 0; i < m_value.size() && m_value.isSequence(); ++i) {
            if (m_evaluated.items.insert(i).second)
                child(*rest, m_value.items()[i], std::to_string(i));
        }
    }
}

bool Validator::validate(const Value &schema, Failures &failures)
{
    if (m_depth > 200) {
        fail("references lead back to themselves");
    } else if (schema.kind() == Kind::Bool) {
        if (!*schema.asBool())
            fail("false schema");
    } else if (typeAndValue(schema)) {
        const Value *const format = schema.find("format");
        if (format && isBefore(2019) && m_value.isString()
            && !hasFormat(m_value.text(), format->text())) {
            fail(inQuotes(m_value.text()) + " is not valid " + std::string(format->text()));
        } else if (reference(schema, "$ref") && isBefore(2019) && schema.find("$ref")) {
            // Older drafts look at nothing beside a reference.
        } else if (m_failures.empty() || !isBefore(2019)) {
            if (m_value.isMapping())
                object(schema);
            else if (m_value.isSequence())
                array(schema);
            else if (m_value.isString())
                text(schema);
            else if (isNumber(m_value))
                number(schema);
            if (!isBefore(2019)) {
                reference(schema, "$recursiveRef");
                reference(schema, "$dynamicRef");
            }
            combined(schema);
            if (!isBefore(2019))
                unevaluated(schema);
        }
    }
    if (m_failures.empty())
        return true;
    if (m_failures.size() == 1) {
        failures.push_back(std::move(m_failures.front()));
    } else {
        fail("validation failed");
        SchemaFailure group = std::move(m_failures.back());
        m_failures.pop_back();
        group.causes = std::move(m_failures);
        failures.push_back(std::move(group));
    }
    return false;
}

void write(const SchemaFailure &failure, int indent, std::string &text)
{
    const bool isHidden = failure.isReference && failure.causes.size() == 1;
    if (!isHidden) {
        text.append(std::size_t(indent) * 2, ' ');
        text += "- at " + inQuotes(failure.location) + ": " + failure.message + '\n';
    }
    for (const SchemaFailure &cause : failure.causes)
        write(cause, isHidden ? indent : indent + 1, text);
}

} // namespace

void findFailures(const JsonSchema &schema, const Value &values, Failures &failures)
{
    Validator validator(schema, values, {}, 0);
    validator.validate(schema.root(), failures);
    // A group at the top is shown as what it holds.
    if (failures.size() == 1 && failures.front().message == "validation failed"
        && !failures.front().isReference) {
        Failures inside = std::move(failures.front().causes);
        failures = std::move(inside);
    }
}

Result<> validateValues(std::string_view schema, const Value &values)
{
    const JsonSchema parsed = PLUMB_TRY(JsonSchema::parse(schema));
    Failures failures;
    findFailures(parsed, values, failures);
    if (failures.empty())
        return {};
    std::string text;
    for (const SchemaFailure &failure : failures)
        write(failure, 0, text);
    return std::unexpected(Error(ErrorCode::BuildFailed, std::move(text)));
}

} // namespace plumb::helm
