// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/schemavalidator.h"
#include "core/helm/schemavalues.h"

#include <algorithm>
#include <optional>
#include <span>

namespace plumb::helm {

using yaml::Kind;
using yaml::Value;

std::vector<std::string> SchemaValidator::absent(const Value &names) const
{
    std::vector<std::string> result;
    for (const Value &name : names.items()) {
        if (!m_value.find(name.text()))
            result.emplace_back(name.text());
    }
    return result;
}

void SchemaValidator::missing(const std::vector<std::string> &names, std::string_view why)
{
    if (names.empty())
        return;
    if (!why.empty())
        fail("properties " + listed(names) + " required, if " + inQuotes(why) + " exists");
    else
        fail((names.size() == 1 ? "missing property " : "missing properties ") + listed(names));
}

void SchemaValidator::object(const Value &schema)
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
            SchemaValidator validator(m_schema, name, {}, m_depth + 1);
            if (!validator.validate(*names, causes))
                fail("invalid propertyName " + inQuotes(entry.key), std::move(causes));
        }
    }
    if (!isBefore(2019))
        dependents(schema);
}

void SchemaValidator::properties(const Value &schema)
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

void SchemaValidator::dependents(const Value &schema)
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

void SchemaValidator::items(const Value &schema)
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

void SchemaValidator::contains(const Value &schema)
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

void SchemaValidator::array(const Value &schema)
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

void SchemaValidator::text(const Value &schema)
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

void SchemaValidator::number(const Value &schema)
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

} // namespace plumb::helm
