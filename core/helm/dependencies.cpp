// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/coalesce.h"
#include "core/helm/gotext.h"
#include "core/helm/values.h"

#include <algorithm>
#include <set>

namespace plumb::helm {

namespace {

// The boolean at a path of keys; nothing when there is none.
std::optional<bool> flagAt(const ValueTable &values, std::string_view path)
{
    const std::size_t dot = path.rfind('.');
    const TableRef table =
        dot == std::string_view::npos ? nullptr : values.tableAtPath(path.substr(0, dot));
    if (dot != std::string_view::npos && !table)
        return {};
    const ValueSlot *const slot = (table ? *table : values).find(path.substr(dot + 1));
    return slot && !slot->isTable() ? slot->value.asBool() : std::nullopt;
}

// The first condition that is a boolean decides.
void applyConditions(std::vector<Dependency> &dependencies, const ValueTable &values,
                     const std::string &path)
{
    for (Dependency &dependency : dependencies) {
        std::string_view rest = trimSpace(dependency.condition);
        while (!rest.empty()) {
            const std::size_t comma = rest.find(',');
            const std::string_view condition = rest.substr(0, comma);
            rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
            if (condition.empty())
                continue;
            if (const auto flag = flagAt(values, path + std::string(condition))) {
                dependency.isEnabled = *flag;
                break;
            }
        }
    }
}

void applyTags(std::vector<Dependency> &dependencies, const ValueTable &values)
{
    const TableRef tags = values.tableAt("tags");
    if (!tags)
        return;
    for (Dependency &dependency : dependencies) {
        bool hasTrue = false;
        bool hasFalse = false;
        for (const std::string &tag : dependency.tags) {
            if (const auto flag = flagAt(*tags, tag))
                (*flag ? hasTrue : hasFalse) = true;
        }
        dependency.isEnabled = hasTrue || !hasFalse;
    }
}

class DependencyProcessor
{
public:
    explicit DependencyProcessor(ChartSet &charts)
        : m_charts(charts)
    {
    }

    Result<> enable(Chart &chart, const TableRef &values, const std::string &path,
                    std::size_t depth);
    Result<> importValues(Chart &chart);

private:
    std::vector<Chart *> resolve(const Chart &chart);
    Chart *instanceOf(const Chart &chart, const Dependency &dependency);
    static void disable(Chart &chart);

    ChartSet &m_charts;
};

// A chart among the ones at hand, under the name that the dependency gives it.
Chart *DependencyProcessor::instanceOf(const Chart &chart, const Dependency &dependency)
{
    for (const Chart *const candidate : chart.dependencies) {
        if (candidate->name() != dependency.name
            || !isCompatible(dependency.version, candidate->metadata->version))
            continue;
        Chart &instance = m_charts.add(*candidate);
        instance.metadata = std::make_shared<Metadata>(*candidate->metadata);
        std::vector<Chart *> children;
        for (const Chart *const child : candidate->dependencies)
            children.push_back(&m_charts.add(*child));
        instance.setDependencies(std::move(children));
        if (!dependency.alias.empty())
            instance.metadata->name = dependency.alias;
        return &instance;
    }
    return nullptr;
}

// The charts that Chart.yaml does not speak of, then one for each dependency it names.
std::vector<Chart *> DependencyProcessor::resolve(const Chart &chart)
{
    std::vector<Dependency> &named = *chart.metadata->dependencies;
    std::vector<Chart *> resolved;
    for (Chart *const present : chart.dependencies) {
        const bool isNamed = std::ranges::any_of(named, [&](const Dependency &dependency) {
            return present->name() == dependency.name
                   && isCompatible(dependency.version, present->metadata->version);
        });
        if (!isNamed)
            resolved.push_back(present);
    }
    for (Dependency &dependency : named) {
        if (Chart *const instance = instanceOf(chart, dependency))
            resolved.push_back(instance);
        if (!dependency.alias.empty())
            dependency.name = dependency.alias;
    }
    return resolved;
}

// Drops the charts and dependencies that are switched off.
void DependencyProcessor::disable(Chart &chart)
{
    std::set<std::string> off;
    for (const Dependency &dependency : *chart.metadata->dependencies) {
        if (!dependency.isEnabled)
            off.insert(dependency.name);
    }
    std::vector<Chart *> charts = chart.dependencies;
    std::erase_if(charts, [&](const Chart *child) { return off.contains(child->name()); });
    chart.setDependencies(std::move(charts));
    std::erase_if(*chart.metadata->dependencies,
                  [&](const Dependency &dependency) { return off.contains(dependency.name); });
}

Result<> DependencyProcessor::enable(Chart &chart, const TableRef &values, const std::string &path,
                                     std::size_t depth)
{
    if (!chart.metadata->dependencies)
        return {};
    if (depth > 64) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded, "charts depend on one another too deeply"));
    }
    chart.setDependencies(resolve(chart));
    std::vector<Dependency> &dependencies = *chart.metadata->dependencies;
    for (Dependency &dependency : dependencies)
        dependency.isEnabled = true;
    const TableRef merged = PLUMB_TRY(coalesce(chart, values, Nulls::Remove));
    applyTags(dependencies, *merged);
    applyConditions(dependencies, *merged, path);
    disable(chart);
    for (Chart *const child : chart.dependencies)
        PLUMB_TRY(enable(*child, merged, path + child->name() + '.', depth + 1));
    if (dependencies.empty())
        chart.metadata->dependencies.reset();
    return {};
}

TableRef nested(std::string_view path, const TableRef &table)
{
    if (path == ".")
        return table;
    TableRef result = table;
    for (;;) {
        const std::size_t dot = path.rfind('.');
        const auto outer = std::make_shared<ValueTable>();
        outer->set({.key = yaml::Text(path.substr(dot + 1)), .table = result});
        result = outer;
        if (dot == std::string_view::npos)
            return result;
        path = path.substr(0, dot);
    }
}

yaml::Value importsCarriedOut(const std::vector<ValueImport> &imports)
{
    std::vector<yaml::Value> items;
    for (const ValueImport &import : imports) {
        yaml::Value item = yaml::Value::mapping();
        item.set("child", yaml::Value::string(yaml::Text(import.child)));
        item.set("parent", yaml::Value::string(yaml::Text(import.parent)));
        items.push_back(std::move(item));
    }
    return yaml::Value::sequence(std::move(items));
}

Result<> DependencyProcessor::importValues(Chart &chart)
{
    for (Chart *const child : chart.dependencies)
        PLUMB_TRY(importValues(*child));
    if (!chart.metadata->dependencies)
        return {};
    const TableRef merged = PLUMB_TRY(coalesce(chart, nullptr, Nulls::Keep));
    TableRef imported = std::make_shared<ValueTable>();
    for (Dependency &dependency : *chart.metadata->dependencies) {
        for (const ValueImport &import : dependency.imports) {
            TableRef table = merged->tableAtPath(dependency.name + '.' + import.child);
            if (!table)
                continue;
            if (table->empty())
                table = std::make_shared<ValueTable>();
            imported = coalesceTables(imported, nested(import.parent, table), Nulls::Keep);
        }
        dependency.writtenImports = importsCarriedOut(dependency.imports);
        dependency.imports.clear();
    }
    // What the parent says itself comes before what it imports.
    chart.values = coalesceTables(merged->deepCopy(), imported, Nulls::Keep);
    return {};
}

} // namespace

Result<> processDependencies(ChartSet &charts, const TableRef &values)
{
    DependencyProcessor processor(charts);
    PLUMB_TRY(processor.enable(charts.root(), values, "", 0));
    return processor.importValues(charts.root());
}

} // namespace plumb::helm
