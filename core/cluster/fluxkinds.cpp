// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/fluxkinds.h"

#include <algorithm>

namespace plumb::cluster {

namespace {

constexpr std::string_view fluxGroups[] = {
    "helm.toolkit.fluxcd.io",
    "kustomize.toolkit.fluxcd.io",
    "source.extensions.fluxcd.io",
    "source.toolkit.fluxcd.io",
};

} // namespace

std::vector<const ApiResource *> fluxKinds(const ApiResources &resources)
{
    std::vector<const ApiResource *> kinds;
    for (const ApiResource &resource : resources.all()) {
        const GroupVersionKind &gvk = resource.gvk;
        if (resource.isListable && std::ranges::contains(fluxGroups, gvk.group)
            && resources.preferred(gvk.group, gvk.kind) == &resource)
            kinds.push_back(&resource);
    }
    return kinds;
}

bool isKustomization(std::string_view group, std::string_view kind)
{
    return kind == "Kustomization" && group == "kustomize.toolkit.fluxcd.io";
}

} // namespace plumb::cluster
