// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/instancepatches.h"

#include "core/files/memorytree.h"
#include "core/kustomize/build.h"

#include <span>
#include <vector>

namespace plumb::fleet {

namespace {

// What the operator makes is in no file; this is what provenance calls it.
constexpr std::string_view syncFile = "flux-operator-sync.yaml";

// A patch without a target says by its own kind and name what it is for.
bool mayConcern(const yaml::Value &patch)
{
    const std::string_view kind = patch.textAt({"target", "kind"});
    return patch.find("target") && (kind.empty() || kind == "Kustomization");
}

} // namespace

flux::Kustomization withInstancePatches(flux::Kustomization sync, const yaml::Value *patches,
                                        yaml::SourceTable &sources)
{
    std::vector<yaml::Value> wanted;
    for (const yaml::Value &patch : patches ? patches->items() : std::span<const yaml::Value>()) {
        if (mayConcern(patch))
            wanted.push_back(patch);
    }
    if (wanted.empty())
        return sync;
    yaml::Value content = yaml::Value::mapping();
    content.set("resources", yaml::Value::sequence({yaml::Value::string(yaml::Text(syncFile))}));
    content.set("patches", yaml::Value::sequence(std::move(wanted)));
    files::MemoryTree tree;
    tree.add(files::TreePath().child(syncFile), kustomize::toText({sync.object()}));
    const kustomize::BuildOptions options{.sources = &sources,
                                          .kustomizationOverride = std::move(content)};
    auto built = kustomize::build(tree, {}, options, {});
    if (!built || built->objects.size() != 1)
        return sync;
    return flux::Kustomization::from(std::move(built->objects.front())).value_or(std::move(sync));
}

} // namespace plumb::fleet
