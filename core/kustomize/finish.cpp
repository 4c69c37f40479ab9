// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/finish.h"

#include "core/kustomize/entrytransformer.h"
#include "core/kustomize/scalarfield.h"
#include "core/yaml/emitter.h"

namespace plumb::kustomize {

namespace {

constexpr std::string_view originKey = "config.kubernetes.io/origin";
constexpr std::string_view transformationsKey = "alpha.config.kubernetes.io/transformations";

bool isLocal(const Resource &resource)
{
    const yaml::Value *const mark =
        resource.fields().find({"metadata", "annotations", "config.kubernetes.io/local-config"});
    return mark && (mark->isNull() || mark->text() != "false");
}

std::string transformationsText(const std::vector<ResourceOrigin> &transformations)
{
    yaml::Value list = yaml::Value::sequence();
    for (const ResourceOrigin &transformation : transformations)
        list.append(transformation.toValue());
    return yaml::toReadableYaml(list);
}

// kustomize writes all annotations anew in the end, as plain keys and strings.
void tidyAnnotations(Resource &resource)
{
    const yaml::Value *const metadata = resource.fields().find("metadata");
    if (!metadata) {
        resource.mutableFields().set("metadata", yaml::Value::mapping());
        return;
    }
    resource.makeAnnotationsStrings();
    const yaml::Value *const annotations = resource.fields().find({"metadata", "annotations"});
    if (annotations && annotations->size() == 0)
        resource.mutableFields().findMutable("metadata")->remove("annotations");
}

void setAnnotation(Resource &resource, std::string_view key, std::string_view text)
{
    resource.mutableFields()
        .ensureMapping("metadata")
        .ensureMapping("annotations")
        .set(key, stringScalar(text));
}

Result<> addManagedBy(ResourceMap &resources, const BuildContext &context)
{
    yaml::Value label = yaml::Value::mapping();
    // What the library inside Flux calls itself; the command writes its version.
    label.set("app.kubernetes.io/managed-by", yaml::Value::string("kustomize-(devel)"));
    return EntryTransformer(label, {{.path = "metadata/labels", .create = true}})
        .transform(resources, context);
}

} // namespace

Result<> dropLocalResources(ResourceMap &resources, const BuildContext &context)
{
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < resources.size(); ++i) {
        const Resource &resource = resources.at(i);
        if (resource.isEmpty())
            continue;
        if (resource.kind().empty())
            return std::unexpected(
                context.invalid(resource.fields(), "the object has lost its kind"));
        if (resource.name().empty() && !resource.kind().ends_with("List")) {
            return std::unexpected(context.invalid(resource.fields(), "the " + resource.kind()
                                                                          + " has lost its name"));
        }
        if (!isLocal(resource))
            kept.push_back(i);
    }
    if (kept.size() != resources.size())
        resources.keep(kept);
    return {};
}

Result<> addBuildMetadata(ResourceMap &resources, const KustomizationFile &file, bool addsManagedBy,
                          const BuildContext &context)
{
    if (addsManagedBy || file.wantsMetadata("managedByLabel"))
        PLUMB_TRY(addManagedBy(resources, context));
    const bool wantsOrigin = file.wantsMetadata("originAnnotations");
    const bool wantsTransformations = file.wantsMetadata("transformerAnnotations");
    for (std::size_t i = 0; i < resources.size(); ++i) {
        Resource &resource = resources.change(i);
        tidyAnnotations(resource);
        if (wantsOrigin && resource.origin)
            setAnnotation(resource, originKey, resource.origin->toYaml());
        if (wantsTransformations && !resource.transformations.empty())
            setAnnotation(resource, transformationsKey,
                          transformationsText(resource.transformations));
    }
    return {};
}

} // namespace plumb::kustomize
