// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/resourceorigin.h"

#include "core/kustomize/remoteurl.h"
#include "core/yaml/emitter.h"
#include "core/yaml/value.h"

#include <array>
#include <utility>
#include <vector>

namespace plumb::kustomize {

namespace {

// Joins like Go's filepath.Join: without "." and with ".." resolved as far as it goes.
std::string joined(std::string_view base, std::string_view step)
{
    std::vector<std::string_view> parts;
    for (std::string_view text : {base, step}) {
        while (!text.empty()) {
            const std::size_t slash = text.find('/');
            const std::string_view part = text.substr(0, slash);
            text = slash == std::string_view::npos ? std::string_view() : text.substr(slash + 1);
            if (part.empty() || part == ".")
                continue;
            if (part == ".." && !parts.empty() && parts.back() != "..")
                parts.pop_back();
            else
                parts.push_back(part);
        }
    }
    std::string path;
    for (const std::string_view part : parts) {
        if (!path.empty())
            path += '/';
        path += part;
    }
    return path;
}

yaml::Value withFields(std::initializer_list<std::pair<const char *, const std::string *>> fields)
{
    yaml::Value mapping = yaml::Value::mapping();
    for (const auto &[key, text] : fields) {
        if (!text->empty())
            mapping.set(key, yaml::Value::string(*text));
    }
    return mapping;
}

} // namespace

ResourceOrigin ResourceOrigin::within(std::string_view step) const
{
    ResourceOrigin origin = *this;
    if (const std::optional<RemoteUrl> url = RemoteUrl::parse(step)) {
        origin.repository = url->cloneUrl();
        origin.ref = url->ref;
        origin.path = joined({}, url->directory);
        return origin;
    }
    origin.path = joined(origin.path, step);
    return origin;
}

yaml::Value ResourceOrigin::toValue() const
{
    yaml::Value value = withFields(
        {{"path", &path}, {"repo", &repository}, {"ref", &ref}, {"configuredIn", &configuredIn}});
    yaml::Value by = withFields({{"apiVersion", &configuredByApiVersion},
                                 {"kind", &configuredByKind},
                                 {"name", &configuredByName},
                                 {"namespace", &configuredByNamespace}});
    if (by.size() != 0)
        value.set("configuredBy", std::move(by));
    return value;
}

std::string ResourceOrigin::toYaml() const
{
    return yaml::toReadableYaml(toValue());
}

} // namespace plumb::kustomize
