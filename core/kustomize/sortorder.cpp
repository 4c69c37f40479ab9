// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/sortorder.h"

#include "core/kustomize/kindorder.h"

#include <algorithm>
#include <string>
#include <vector>

namespace plumb::kustomize {

namespace {

struct SortedResource
{
    int rank = 0;
    bool isCoreNamespace = false;
    const GroupVersionKind *gvk = nullptr;
    std::string kindKey;
    std::string nameKey;
    std::size_t position = 0;
};

std::string nameKey(const BuildId &id)
{
    std::string key = toString(id.gvk) + '|';
    key += id.namespaceName.empty() ? "~X" : id.namespaceName;
    key += '|';
    key += id.name.empty() ? "~N" : id.name;
    return key;
}

bool isBefore(const SortedResource &a, const SortedResource &b)
{
    if (*a.gvk == *b.gvk)
        return a.nameKey < b.nameKey;
    if (a.rank != b.rank)
        return a.rank < b.rank;
    // Kubernetes' own Namespaces come before kinds of other groups with that name.
    if (a.gvk->kind == "Namespace" && b.gvk->kind == "Namespace"
        && (a.isCoreNamespace || b.isCoreNamespace))
        return a.kindKey > b.kindKey;
    return a.kindKey < b.kindKey;
}

Result<> sortByRank(ResourceMap &resources, const KindRanks &ranks, const BuildContext &context)
{
    PLUMB_TRY(resources.checkIds(context));
    std::vector<SortedResource> sorted;
    sorted.reserve(resources.size());
    for (std::size_t i = 0; i < resources.size(); ++i) {
        const BuildId &id = resources.at(i).id();
        sorted.push_back({.rank = ranks.rankOf(id.gvk.kind),
                          .isCoreNamespace = id.gvk.kind == "Namespace" && id.gvk.group.empty(),
                          .gvk = &id.gvk,
                          .kindKey = sortKey(id.gvk),
                          .nameKey = nameKey(id),
                          .position = i});
    }
    std::ranges::stable_sort(sorted, isBefore);
    std::vector<std::size_t> order;
    order.reserve(sorted.size());
    for (const SortedResource &resource : sorted)
        order.push_back(resource.position);
    resources.keep(order);
    return {};
}

std::vector<std::string> texts(const yaml::Value *list)
{
    std::vector<std::string> result;
    if (list) {
        for (const yaml::Value &item : list->items())
            result.emplace_back(item.text());
    }
    return result;
}

} // namespace

Result<> sortResources(ResourceMap &resources, const BuildContext &context)
{
    return sortByRank(resources, KindRanks(), context);
}

Result<> sortResources(ResourceMap &resources, const yaml::Value &options,
                       const BuildContext &context)
{
    const std::string_view order = options.textAt({"order"});
    const yaml::Value *const legacy = options.find("legacySortOptions");
    if (order == "fifo") {
        if (!legacy)
            return {};
        return std::unexpected(context.invalid(
            *legacy, "'sortOptions.legacySortOptions' goes with 'order: legacy' only"));
    }
    if (order != "legacy") {
        return std::unexpected(
            context.invalid(options, "'sortOptions.order' must be 'fifo' or 'legacy'"));
    }
    if (!legacy)
        return sortResources(resources, context);
    return sortByRank(
        resources, KindRanks(texts(legacy->find("orderFirst")), texts(legacy->find("orderLast"))),
        context);
}

} // namespace plumb::kustomize
