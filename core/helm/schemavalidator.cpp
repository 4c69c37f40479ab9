// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/schemavalidator.h"

#include "core/helm/schemavalues.h"

#include <algorithm>
#include <optional>

namespace plumb::helm {

using yaml::Kind;
using yaml::Value;

void SchemaValidator::fail(std::string message, Failures causes)
{
    m_failures.push_back(
        {.location = m_location, .message = std::move(message), .causes = std::move(causes)});
}

bool SchemaValidator::self(const Value &schema, Failures &failures)
{
    SchemaValidator validator(m_schema, m_value, m_location, m_depth + 1);
    const bool isValid = validator.validate(schema, failures);
    if (isValid)
        m_evaluated.add(validator.evaluated());
    return isValid;
}

bool SchemaValidator::selfIsValid(const Value &schema)
{
    Failures ignored;
    return self(schema, ignored);
}

void SchemaValidator::selfAll(const Value *schema)
{
    if (schema)
        self(*schema, m_failures);
}

bool SchemaValidator::childIsValid(const Value &schema, const Value &value, std::string_view token,
                                   Failures &failures)
{
    SchemaValidator validator(m_schema, value, pointerTo(m_location, token), m_depth + 1);
    return validator.validate(schema, failures);
}

void SchemaValidator::child(const Value &schema, const Value &value, std::string_view token)
{
    childIsValid(schema, value, token, m_failures);
}

bool SchemaValidator::typeAndValue(const Value &schema)
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

bool SchemaValidator::reference(const Value &schema, std::string_view keyword)
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

void SchemaValidator::oneOf(const Value &list)
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

void SchemaValidator::combined(const Value &schema)
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

void SchemaValidator::conditional(const Value &schema)
{
    const Value *const condition = schema.find("if");
    if (condition && !isBefore(7))
        selfAll(schema.find(selfIsValid(*condition) ? "then" : "else"));
}

void SchemaValidator::unevaluated(const Value &schema)
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

bool SchemaValidator::validate(const Value &schema, Failures &failures)
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

namespace {

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
    SchemaValidator validator(schema, values, {}, 0);
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
