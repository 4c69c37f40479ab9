// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/helm/jsonschema.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::helm {

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

/// Validates one value against one schema; makes others for what is inside.
class SchemaValidator
{
public:
    SchemaValidator(const JsonSchema &schema, const yaml::Value &value, std::string location,
                    int depth)
        : m_schema(schema)
        , m_value(value)
        , m_location(std::move(location))
        , m_depth(depth)
    {
    }

    /// Appends the failures; whether there are none.
    bool validate(const yaml::Value &schema, Failures &failures);
    const Evaluated &evaluated() const { return m_evaluated; }

private:
    bool isBefore(int draft) const { return m_schema.draft() < draft; }
    void fail(std::string message, Failures causes = {});
    void missing(const std::vector<std::string> &names, std::string_view why = {});
    std::vector<std::string> absent(const yaml::Value &names) const;

    bool self(const yaml::Value &schema, Failures &failures);
    bool selfIsValid(const yaml::Value &schema);
    void selfAll(const yaml::Value *schema);
    void child(const yaml::Value &schema, const yaml::Value &value, std::string_view token);
    bool childIsValid(const yaml::Value &schema, const yaml::Value &value, std::string_view token,
                      Failures &failures);

    bool typeAndValue(const yaml::Value &schema);
    bool reference(const yaml::Value &schema, std::string_view keyword);
    void object(const yaml::Value &schema);
    void properties(const yaml::Value &schema);
    void dependents(const yaml::Value &schema);
    void array(const yaml::Value &schema);
    void items(const yaml::Value &schema);
    void contains(const yaml::Value &schema);
    void text(const yaml::Value &schema);
    void number(const yaml::Value &schema);
    void combined(const yaml::Value &schema);
    void oneOf(const yaml::Value &list);
    void conditional(const yaml::Value &schema);
    void unevaluated(const yaml::Value &schema);

    const JsonSchema &m_schema;
    const yaml::Value &m_value;
    std::string m_location;
    int m_depth;
    Evaluated m_evaluated;
    Failures m_failures;
};

} // namespace plumb::helm
