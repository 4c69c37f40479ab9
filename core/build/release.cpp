// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/release.h"

namespace plumb::build {

std::string ReleaseValue::dottedPath() const
{
    std::string text;
    for (const std::string &key : path)
        text += (text.empty() ? "" : ".") + key;
    return text;
}

std::vector<const Object *> Release::everything() const
{
    std::vector<const Object *> all;
    for (const Object &object : rendered->customResources)
        all.push_back(&object);
    if (rendered->objects) {
        for (const Object &object : *rendered->objects)
            all.push_back(&object);
    }
    return all;
}

Object withHelmLabels(Object object, const flux::HelmRelease &release)
{
    yaml::Value fields = object.fields();
    yaml::Value &metadata = fields.ensureMapping("metadata");
    metadata.ensureMapping("labels").set("app.kubernetes.io/managed-by",
                                         yaml::Value::string("Helm"));
    yaml::Value &annotations = metadata.ensureMapping("annotations");
    annotations.set("meta.helm.sh/release-name",
                    yaml::Value::string(yaml::Text(release.releaseName())));
    annotations.set("meta.helm.sh/release-namespace",
                    yaml::Value::string(yaml::Text(release.releaseNamespace())));
    // Who the object is has not changed, so it can be read again.
    return Object::from(std::move(fields)).value_or(std::move(object));
}

} // namespace plumb::build
