// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/liveobject.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace plumb::cluster {

namespace {

// kustomize-controller puts them on everything it applies.
constexpr std::string_view nameLabel = "kustomize.toolkit.fluxcd.io/name";
constexpr std::string_view namespaceLabel = "kustomize.toolkit.fluxcd.io/namespace";

std::uint64_t hashOf(std::string_view uid)
{
    return uid.empty() ? 0 : std::hash<std::string_view>()(uid);
}

std::string_view controllerOf(const Object &object)
{
    const yaml::Value *owners = object.fields().find({"metadata", "ownerReferences"});
    if (!owners)
        return {};
    for (const yaml::Value &owner : owners->items()) {
        if (owner.textAt({"controller"}) == "true")
            return owner.textAt({"uid"});
    }
    // Not every operator says that it controls what it owns.
    return owners->size() == 1 ? owners->items().front().textAt({"uid"}) : std::string_view();
}

} // namespace

Object LiveObject::unpack() const
{
    return Object::accepting(packer->unpack(packed));
}

LiveObjectPointer packed(const Object &object, const std::shared_ptr<yaml::Packer> &packer,
                         std::chrono::system_clock::time_point now)
{
    const yaml::Value &fields = object.fields();
    return std::make_shared<const LiveObject>(LiveObject{
        .id = object.id(),
        .resourceVersion = std::string(fields.textAt({"metadata", "resourceVersion"})),
        .ownerName = object.label(nameLabel),
        .ownerNamespace = object.label(namespaceLabel),
        .uid = hashOf(fields.textAt({"metadata", "uid"})),
        .controllerUid = hashOf(controllerOf(object)),
        .health = healthOf(object, now).health,
        .packed = packer->pack(fields),
        .packer = packer,
    });
}

} // namespace plumb::cluster
