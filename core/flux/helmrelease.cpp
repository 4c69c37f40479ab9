// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/helmrelease.h"

#include "core/crypto/sha256.h"

namespace plumb::flux {

namespace {

bool isSet(const yaml::Value &mapping, std::string_view key)
{
    const yaml::Value *value = mapping.find(key);
    return value && value->asBool().value_or(false);
}

ValuesReference readReference(const yaml::Value &item)
{
    ValuesReference reference{.kind = std::string(item.textAt({"kind"})),
                              .name = std::string(item.textAt({"name"})),
                              .targetPath = std::string(item.textAt({"targetPath"})),
                              .isOptional = isSet(item, "optional"),
                              .isLiteral = isSet(item, "literal")};
    if (const std::string_view key = item.textAt({"valuesKey"}); !key.empty())
        reference.key = key;
    return reference;
}

} // namespace

bool HelmRelease::matches(const Object &object)
{
    return isKind(object, helmGroup, "HelmRelease");
}

Result<HelmRelease> HelmRelease::from(Object object)
{
    if (!matches(object))
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "'" + object.displayName() + "' is no HelmRelease"));
    HelmRelease release;
    release.m_object = std::move(object);
    return release;
}

std::optional<ObjectReference> HelmRelease::chartReference() const
{
    const yaml::Value *reference = m_object.fields().find({"spec", "chartRef"});
    if (!reference)
        return std::nullopt;
    return ObjectReference::from(reference).in(namespaceName());
}

ObjectReference HelmRelease::chartSource() const
{
    const yaml::Value *reference = m_object.fields().find({"spec", "chart", "spec", "sourceRef"});
    return reference ? ObjectReference::from(reference).in(namespaceName()) : ObjectReference();
}

bool HelmRelease::isSuspended() const
{
    const yaml::Value *suspend = m_object.fields().find({"spec", "suspend"});
    return suspend && suspend->asBool().value_or(false);
}

std::vector<ValuesReference> HelmRelease::valuesFrom() const
{
    std::vector<ValuesReference> references;
    if (const yaml::Value *list = find("valuesFrom")) {
        for (const yaml::Value &item : list->items())
            references.push_back(readReference(item));
    }
    return references;
}

std::optional<HelmChart> HelmRelease::chartTemplate() const
{
    const yaml::Value *spec = m_object.fields().find({"spec", "chart", "spec"});
    if (!spec || chartReference())
        return std::nullopt;
    yaml::Value fields = yaml::Value::mapping();
    fields.set("apiVersion", yaml::Value::string(std::string(sourceGroup) + "/v1"));
    fields.set("kind", yaml::Value::string(std::string(HelmChart::kind)));
    yaml::Value &metadata = fields.ensureMapping("metadata");
    metadata.set("name",
                 yaml::Value::string(std::string(namespaceName()) + '-' + std::string(name())));
    metadata.set("namespace", yaml::Value::string(chartSource().namespaceName));
    fields.set("spec", *spec);
    auto chart = Object::from(std::move(fields)).and_then(HelmChart::from);
    return chart ? std::optional(*std::move(chart)) : std::nullopt;
}

std::string HelmRelease::releaseName() const
{
    constexpr std::size_t longest = 53;
    constexpr std::size_t hashLength = 12;
    std::string release(m_object.fields().textAt({"spec", "releaseName"}));
    if (release.empty()) {
        const std::string_view target = m_object.fields().textAt({"spec", "targetNamespace"});
        release = (target.empty() ? "" : std::string(target) + '-') + std::string(name());
    }
    if (release.size() <= longest)
        return release;
    return release.substr(0, longest - hashLength - 1) + '-'
           + crypto::sha256Hex(release).substr(0, hashLength);
}

std::string_view HelmRelease::releaseNamespace() const
{
    const std::string_view target = m_object.fields().textAt({"spec", "targetNamespace"});
    return target.empty() ? namespaceName() : target;
}

std::string_view HelmRelease::storageNamespace() const
{
    const std::string_view storage = m_object.fields().textAt({"spec", "storageNamespace"});
    return storage.empty() ? namespaceName() : storage;
}

CrdPolicy HelmRelease::crdPolicy(bool isUpgrade) const
{
    const std::string_view action = isUpgrade ? "upgrade" : "install";
    const std::string_view policy = m_object.fields().textAt({"spec", action, "crds"});
    if (policy == "Skip")
        return CrdPolicy::Skip;
    return policy == "CreateReplace" ? CrdPolicy::CreateReplace : CrdPolicy::Create;
}

PostRenderStrategy HelmRelease::postRenderStrategy() const
{
    const std::string_view strategy = m_object.fields().textAt({"spec", "postRenderStrategy"});
    if (strategy == "nohooks")
        return PostRenderStrategy::NoHooks;
    return strategy == "separate" ? PostRenderStrategy::Separate : PostRenderStrategy::Combined;
}

std::string_view HelmRelease::driftDetectionMode() const
{
    const std::string_view mode = m_object.fields().textAt({"spec", "driftDetection", "mode"});
    return mode.empty() ? "disabled" : mode;
}

} // namespace plumb::flux
