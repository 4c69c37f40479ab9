// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/objecttable.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace plumb::ui {

namespace {

// Objects are found by name in every place they are known by; names in Kubernetes are ASCII.
bool containsWord(std::string_view text, std::string_view word)
{
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a))
               == std::tolower(static_cast<unsigned char>(b));
    };
    return !std::ranges::search(text, word, same).empty();
}

bool matches(const ObjectRow &row, const std::vector<std::string> &words)
{
    return std::ranges::all_of(words, [&row](const std::string &word) {
        for (int column = 0; column < objectColumnCount; ++column) {
            if (containsWord(objectCell(row, static_cast<ObjectColumn>(column)), word))
                return true;
        }
        return false;
    });
}

std::vector<std::string> wordsOf(const QString &filter)
{
    std::vector<std::string> words;
    for (const QString &word : filter.split(u' ', Qt::SkipEmptyParts))
        words.push_back(word.toStdString());
    return words;
}

bool isInScope(const ObjectRow &row, const FleetScope &scope)
{
    if (scope.kind != FleetScope::Kind::Environment)
        return true;
    return row.cluster->environment == scope.name.toStdString();
}

} // namespace

std::shared_ptr<const ObjectTable>
ObjectTable::of(std::shared_ptr<const fleet::Fleet> fleet,
                std::shared_ptr<const build::DesiredState> desired)
{
    auto table = std::make_shared<ObjectTable>();
    for (const build::ClusterState &state : desired->clusters) {
        const fleet::Cluster *cluster = fleet->cluster(state.cluster);
        if (!cluster)
            continue;
        for (const std::shared_ptr<const build::Unit> &unit : state.units) {
            for (const Object &object : unit->known())
                table->rows.push_back({.object = &object, .unit = unit.get(), .cluster = cluster});
        }
    }
    table->fleet = std::move(fleet);
    table->desired = std::move(desired);
    return table;
}

std::string_view objectCell(const ObjectRow &row, ObjectColumn column)
{
    switch (column) {
    case ObjectColumn::Kind: return row.object->kind();
    case ObjectColumn::Namespace: return row.object->namespaceName();
    case ObjectColumn::Name: return row.object->name();
    case ObjectColumn::Cluster: return row.cluster->name;
    case ObjectColumn::Environment: return row.cluster->environment;
    case ObjectColumn::Owner: return row.unit->id.name;
    case ObjectColumn::ApiVersion: return row.object->fields().textAt({"apiVersion"});
    }
    return {};
}

ArrangedObjects ArrangedObjects::arrange(std::shared_ptr<const ObjectTable> table,
                                         const ObjectArrangement &arrangement)
{
    const std::vector<std::string> words = wordsOf(arrangement.filter);
    std::vector<std::uint32_t> order;
    order.reserve(table->rows.size());
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        if (isInScope(table->rows[i], arrangement.scope) && matches(table->rows[i], words))
            order.push_back(static_cast<std::uint32_t>(i));
    }
    const auto cell = [&](std::uint32_t row) {
        return objectCell(table->rows[row], arrangement.sortBy);
    };
    if (arrangement.order == Qt::AscendingOrder)
        std::ranges::stable_sort(order, std::less(), cell);
    else
        std::ranges::stable_sort(order, std::greater(), cell);
    return {.table = std::move(table), .arrangement = arrangement, .order = std::move(order)};
}

} // namespace plumb::ui
