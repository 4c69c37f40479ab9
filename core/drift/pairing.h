// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/objectset.h"

#include <string_view>
#include <vector>

namespace plumb::drift {

/// A desired object and its counterpart; one of them may be null, but not both.
struct ObjectPair
{
    const Object *desired = nullptr;
    const Object *live = nullptr;
};

/// The name without the hash that kustomize appends to generated ConfigMaps and Secrets
/// ("flags-5d8m9kt2gh" is "flags"); empty when there is no such hash.
std::string_view withoutHash(std::string_view name);

/// Pairs the objects of two sets by their ids and, when @p pairsRenames, generated ones by their
/// names without the hash where exactly one on each side is left over. In the order of the ids.
std::vector<ObjectPair> pairObjects(const ObjectSet &desired, const ObjectSet &live,
                                    bool pairsRenames);

} // namespace plumb::drift
