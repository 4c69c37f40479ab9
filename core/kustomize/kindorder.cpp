// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/kindorder.h"

#include <array>

namespace plumb::kustomize {

namespace {

constexpr std::array<std::string_view, 22> firstKinds = {"Namespace",
                                                         "ResourceQuota",
                                                         "StorageClass",
                                                         "CustomResourceDefinition",
                                                         "ServiceAccount",
                                                         "PodSecurityPolicy",
                                                         "Role",
                                                         "ClusterRole",
                                                         "RoleBinding",
                                                         "ClusterRoleBinding",
                                                         "ConfigMap",
                                                         "Secret",
                                                         "Endpoints",
                                                         "Service",
                                                         "LimitRange",
                                                         "PriorityClass",
                                                         "PersistentVolume",
                                                         "PersistentVolumeClaim",
                                                         "Deployment",
                                                         "StatefulSet",
                                                         "CronJob",
                                                         "PodDisruptionBudget"};
constexpr std::array<std::string_view, 2> lastKinds = {"MutatingWebhookConfiguration",
                                                       "ValidatingWebhookConfiguration"};

} // namespace

std::span<const std::string_view> kindsThatComeFirst()
{
    return firstKinds;
}

std::span<const std::string_view> kindsThatComeLast()
{
    return lastKinds;
}

std::string sortKey(const GroupVersionKind &gvk)
{
    std::string key = gvk.group.empty() ? "~G" : gvk.group;
    key += '_';
    key += gvk.version.empty() ? "~V" : gvk.version;
    key += '_';
    key += gvk.kind.empty() ? "~K" : gvk.kind;
    return key;
}

bool comesBefore(const GroupVersionKind &a, const GroupVersionKind &b)
{
    static const KindRanks ranks;
    const int rankOfA = ranks.rankOf(a.kind);
    const int rankOfB = ranks.rankOf(b.kind);
    return rankOfA != rankOfB ? rankOfA < rankOfB : sortKey(a) < sortKey(b);
}

KindRanks::KindRanks(std::span<const std::string> first, std::span<const std::string> last)
{
    fill(first, last);
}

KindRanks::KindRanks()
{
    fill(kindsThatComeFirst(), kindsThatComeLast());
}

template<typename Texts>
void KindRanks::fill(const Texts &first, const Texts &last)
{
    // A kind that is listed twice has its last place.
    int rank = -static_cast<int>(first.size());
    for (const auto &kind : first)
        m_ranks[std::string(kind)] = rank++;
    rank = 1;
    for (const auto &kind : last)
        m_ranks[std::string(kind)] = rank++;
}

int KindRanks::rankOf(std::string_view kind) const
{
    const auto found = m_ranks.find(std::string(kind));
    return found == m_ranks.end() ? 0 : found->second;
}

} // namespace plumb::kustomize
