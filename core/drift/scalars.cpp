// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/scalars.h"

#include "core/object/quantity.h"
#include "core/yaml/base64.h"

#include <algorithm>
#include <set>

namespace plumb::drift {

using yaml::Kind;
using yaml::Value;

namespace {

bool isNumber(const Value &value)
{
    return value.kind() == Kind::Integer || value.kind() == Kind::Float;
}

/// Whether the field, or the mapping it is in, holds resource quantities wherever it occurs.
bool isQuantity(const FieldPath &path)
{
    static const std::set<std::string_view> fields = {
        "averageValue",
        "divisor",
        "sizeLimit",
        "storage",
    };
    static const std::set<std::string_view> mappings = {
        "allocatable",
        "capacity",
        "default",
        "defaultRequest",
        "hard",
        "limits",
        "max",
        "min",
        "overhead",
        "requests",
        "used",
        "podFixed",
        "maxLimitRequestRatio",
    };
    const auto &steps = path.steps();
    if (steps.empty() || steps.front().text == "data" || steps.front().text == "metadata")
        return false;
    return fields.contains(steps.back().text)
           || (steps.size() > 1 && mappings.contains(steps[steps.size() - 2].text))
           || (steps.back().text == "value" && steps.size() > 1
               && steps[steps.size() - 2].text == "target");
}

bool isBase64(const FieldPath &path, KindRules rules)
{
    const auto &steps = path.steps();
    if (steps.empty())
        return false;
    return steps.back().text == "caBundle"
           || (steps.size() == 2
               && (steps[0].text == "binaryData" || (rules.isSecret && steps[0].text == "data")));
}

bool sameBytes(std::string_view a, std::string_view b)
{
    const auto first = yaml::decodeBase64(a);
    return first && first == yaml::decodeBase64(b);
}

} // namespace

bool scalarsAreEqual(const Value &a, const Value &b, const FieldPath &path, KindRules rules)
{
    if (a.sameData(b))
        return true;
    if (isNumber(a) && isNumber(b) && a.asDouble() == b.asDouble())
        return true;
    if (isQuantity(path) && sameQuantity(a.text(), b.text()))
        return true;
    if (!rules.isBuiltin)
        return false;
    if (a.kind() != b.kind() && !a.isNull() && !b.isNull() && a.text() == b.text())
        return true;
    return a.isString() && b.isString() && isBase64(path, rules) && sameBytes(a.text(), b.text());
}

bool isAllocated(const FieldPath &path)
{
    static const std::set<std::string_view> fields = {
        "clusterIP",
        "healthCheckNodePort",
        "nodeName",
        "nodePort",
    };
    return !path.isRoot() && fields.contains(path.steps().back().text);
}

} // namespace plumb::drift
