// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/valuesschema.h"

#include "core/helm/jsonschema.h"
#include "core/helm/values.h"

namespace plumb::helm {

namespace {

std::string problemsOf(const Chart &chart, const ValueTable &values)
{
    std::string problems;
    if (chart.schema) {
        if (auto valid = validateValues(*chart.schema, values.toYaml()); !valid)
            problems += chart.name() + ":\n" + valid.error().message();
    }
    for (const Chart *const child : chart.dependencies) {
        const ValueSlot *const slot = values.find(child->name());
        if (!slot || slot->isNull())
            continue;
        if (slot->table) {
            problems += problemsOf(*child, *slot->table);
        } else {
            problems += child->name() + ":\ninvalid type for values: expected object (map), got "
                        + std::string(jsonKind(slot->value)) + '\n';
        }
    }
    return problems;
}

} // namespace

Result<> checkSchemas(const Chart &chart, const ValueTable &values)
{
    const std::string problems = problemsOf(chart, values);
    if (problems.empty())
        return {};
    return std::unexpected(
        Error(ErrorCode::BuildFailed,
              "values don't meet the specifications of the schema(s) in the following chart(s):\n"
                  + problems));
}

} // namespace plumb::helm
