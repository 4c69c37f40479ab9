// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/groupversionkind.h"

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace plumb::kustomize {

/// Kinds that come first, and kinds that come last, in the order that kustomize has always had.
std::span<const std::string_view> kindsThatComeFirst();
std::span<const std::string_view> kindsThatComeLast();

/// "group_version_kind" with placeholders for empty parts: what kustomize sorts kinds of the same
/// rank by.
std::string sortKey(const GroupVersionKind &gvk);

/// Whether kustomize sorts @p a before @p b where it sorts by kind alone.
bool comesBefore(const GroupVersionKind &a, const GroupVersionKind &b);

/// How far from the middle a kind is: negative for those that come first, positive for the last.
class KindRanks
{
public:
    KindRanks(std::span<const std::string> first, std::span<const std::string> last);
    /// The default order.
    KindRanks();

    int rankOf(std::string_view kind) const;

private:
    template<typename Texts>
    void fill(const Texts &first, const Texts &last);

    std::unordered_map<std::string, int> m_ranks;
};

} // namespace plumb::kustomize
