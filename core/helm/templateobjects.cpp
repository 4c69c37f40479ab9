// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/templateobjects.h"

#include "core/gotemplate/functions.h"

#include <algorithm>

namespace plumb::helm {

namespace {

using gotemplate::Call;
using gotemplate::Function;
using gotemplate::GoType;
using gotemplate::Value;
namespace types = gotemplate::types;

Value text(std::string_view text)
{
    return Value::string(yaml::Text(text));
}

Value texts(const std::vector<std::string> &items)
{
    std::vector<Value> list;
    list.reserve(items.size());
    for (const std::string &item : items)
        list.push_back(text(item));
    return Value::list(std::move(list));
}

Value dependencyObject(const Dependency &dependency)
{
    Value map = Value::map();
    map.set("Alias", text(dependency.alias));
    map.set("Condition", text(dependency.condition));
    map.set("Enabled", Value::boolean(dependency.isEnabled));
    map.set("ImportValues", dependency.writtenImports.isSequence()
                                ? templateValue(dependency.writtenImports)
                                : Value::list());
    map.set("Name", text(dependency.name));
    map.set("Repository", text(dependency.repository));
    map.set("Tags", texts(dependency.tags));
    map.set("Version", text(dependency.version));
    return map;
}

Value maintainerObject(const Maintainer &maintainer)
{
    Value map = Value::map();
    map.set("Email", text(maintainer.email));
    map.set("Name", text(maintainer.name));
    map.set("URL", text(maintainer.url));
    return map;
}

Value annotationsObject(const Metadata &metadata)
{
    if (!metadata.annotations)
        return Value::nilOf(types::stringMap);
    Value map = Value::map(types::stringMap);
    for (const auto &[key, value] : *metadata.annotations)
        map.set(key, text(value));
    return map;
}

// The fields of a struct in their own order, which JSON keeps.
Value structure(std::initializer_list<std::pair<const char *, Value>> fields)
{
    Value map = Value::map();
    for (const auto &[name, value] : fields)
        map.sharedMap().entries.push_back({.key = name, .value = value});
    return map;
}

/// .Capabilities.KubeVersion
class KubeVersionObject final : public gotemplate::Object
{
public:
    explicit KubeVersionObject(const KubeVersion &version);

    Value field(std::string_view name) const override
    {
        if (name == "Version")
            return ::plumb::helm::text(m_version.version);
        if (name == "Major")
            return ::plumb::helm::text(m_version.major);
        if (name == "Minor")
            return ::plumb::helm::text(m_version.minor);
        return {};
    }
    std::string text() const override
    {
        return '{' + m_version.version + ' ' + m_version.normalized + ' ' + m_version.major + ' '
               + m_version.minor + '}';
    }
    std::string printed() const override { return m_version.normalized; }
    Value encoded() const override
    {
        return structure(
            {{"Version", field("Version")}, {"Major", field("Major")}, {"Minor", field("Minor")}});
    }
    const KubeVersion &version() const { return m_version; }

private:
    KubeVersion m_version;
};

Result<Value> gitVersion(Call &call)
{
    const auto *const object = static_cast<const KubeVersionObject *>(call.receiver.asObject());
    return text(object->version().version);
}

Result<Value> versionString(Call &call)
{
    const auto *const object = static_cast<const KubeVersionObject *>(call.receiver.asObject());
    return text(object->version().normalized);
}

constexpr Function kubeVersionMethods[] = {
    {"GitVersion", gitVersion, {}},
    {"String", versionString, {}},
};

constexpr GoType kubeVersionType = {.name = "common.KubeVersion",
                                    .kind = "struct",
                                    .methods = kubeVersionMethods,
                                    .methodCount = std::size(kubeVersionMethods)};

KubeVersionObject::KubeVersionObject(const KubeVersion &version)
    : Object(kubeVersionType)
    , m_version(version)
{
}

constexpr GoType buildInfoType = {.name = "version.BuildInfo", .kind = "struct"};

/// .Capabilities.HelmVersion
class BuildInfoObject final : public gotemplate::Object
{
public:
    BuildInfoObject()
        : Object(buildInfoType)
    {
    }

    Value field(std::string_view name) const override
    {
        if (name == "Version")
            return ::plumb::helm::text(helmVersion);
        if (name == "GoVersion")
            return ::plumb::helm::text(helmGoVersion);
        if (name == "KubeClientVersion")
            return ::plumb::helm::text(helmClientVersion);
        if (name == "GitCommit" || name == "GitTreeState")
            return ::plumb::helm::text("");
        return {};
    }
    Value encoded() const override
    {
        return structure({{"version", field("Version")},
                          {"go_version", field("GoVersion")},
                          {"kube_client_version", field("KubeClientVersion")}});
    }
    std::string text() const override
    {
        return '{' + std::string(helmVersion) + "   " + std::string(helmGoVersion) + ' '
               + std::string(helmClientVersion) + '}';
    }
};

Result<Value> hasVersion(Call &call)
{
    const std::string_view wanted = call.text(0);
    return Value::boolean(std::ranges::any_of(
        call.receiver.items(), [&](const Value &item) { return item.text() == wanted; }));
}

constexpr Function versionSetMethods[] = {{"Has", hasVersion, {&types::string}}};

constexpr GoType versionSetType = {.name = "common.VersionSet",
                                   .kind = "slice",
                                   .element = &types::string,
                                   .underlying = &types::stringList,
                                   .methods = versionSetMethods,
                                   .methodCount = std::size(versionSetMethods)};

constexpr GoType capabilitiesType = {.name = "*common.Capabilities", .kind = "ptr"};

class CapabilitiesObject final : public gotemplate::Object
{
public:
    explicit CapabilitiesObject(const Capabilities &capabilities)
        : Object(capabilitiesType)
        , m_kubeVersion(Value::object(new KubeVersionObject(capabilities.kubeVersion)))
        , m_helmVersion(Value::object(new BuildInfoObject))
    {
        std::vector<Value> versions;
        versions.reserve(capabilities.apiVersions.size());
        for (const std::string &version : capabilities.apiVersions)
            versions.push_back(::plumb::helm::text(version));
        m_apiVersions = Value::list(std::move(versions), versionSetType);
    }

    Value field(std::string_view name) const override
    {
        if (name == "KubeVersion")
            return m_kubeVersion;
        if (name == "APIVersions")
            return m_apiVersions;
        if (name == "HelmVersion")
            return m_helmVersion;
        return {};
    }
    Value encoded() const override
    {
        return structure({{"KubeVersion", field("KubeVersion")},
                          {"APIVersions", field("APIVersions")},
                          {"HelmVersion", field("HelmVersion")}});
    }
    std::string text() const override
    {
        std::string result = "&{" + m_kubeVersion.asObject()->text() + " [";
        for (const Value &version : m_apiVersions.items())
            result += (result.ends_with('[') ? "" : " ") + std::string(version.text());
        return result + "] " + m_helmVersion.asObject()->text() + '}';
    }

private:
    Value m_kubeVersion;
    Value m_apiVersions;
    Value m_helmVersion;
};

} // namespace

Value templateValue(const yaml::Value &value)
{
    if (isTypedInteger(value))
        return Value::integer(value.asInteger().value_or(0), types::int64);
    if (value.isSequence()) {
        std::vector<Value> items;
        items.reserve(value.size());
        for (const yaml::Value &item : value.items())
            items.push_back(templateValue(item));
        return Value::list(std::move(items));
    }
    if (!value.isMapping())
        return Value::fromYaml(value);
    Value map = Value::map();
    for (const yaml::Entry &entry : value.entries())
        map.set(entry.key, templateValue(entry.value));
    return map;
}

Value templateValue(const ValueTable &table, const GoType &type)
{
    Value map = Value::map(type);
    std::vector<gotemplate::MapEntry> &entries = map.sharedMap().entries;
    entries.reserve(table.slots().size());
    // Slots are in the order of their keys, as entries must be.
    for (const ValueSlot &slot : table.slots()) {
        entries.push_back({.key = slot.key,
                           .value = slot.table ? templateValue(*slot.table, types::map)
                                               : templateValue(slot.value)});
    }
    return map;
}

Value chartObject(const Chart &chart)
{
    const Metadata &metadata = *chart.metadata;
    std::vector<Value> maintainers;
    for (const Maintainer &maintainer : metadata.maintainers)
        maintainers.push_back(maintainerObject(maintainer));
    std::vector<Value> dependencies;
    if (metadata.dependencies) {
        for (const Dependency &dependency : *metadata.dependencies)
            dependencies.push_back(dependencyObject(dependency));
    }
    Value map = Value::map();
    map.set("APIVersion", text(metadata.apiVersion));
    map.set("Annotations", annotationsObject(metadata));
    map.set("AppVersion", text(metadata.appVersion));
    map.set("Condition", text(metadata.condition));
    map.set("Dependencies", Value::list(std::move(dependencies)));
    map.set("Deprecated", Value::boolean(metadata.isDeprecated));
    map.set("Description", text(metadata.description));
    map.set("Home", text(metadata.home));
    map.set("Icon", text(metadata.icon));
    map.set("IsRoot", Value::boolean(chart.isRoot()));
    map.set("Keywords", texts(metadata.keywords));
    map.set("KubeVersion", text(metadata.kubeVersion));
    map.set("Maintainers", Value::list(std::move(maintainers)));
    map.set("Name", text(metadata.name));
    map.set("Sources", texts(metadata.sources));
    map.set("Tags", text(metadata.tags));
    map.set("Type", text(metadata.type));
    map.set("Version", text(metadata.version));
    return map;
}

Value capabilitiesObject(const Capabilities &capabilities)
{
    return Value::object(new CapabilitiesObject(capabilities));
}

} // namespace plumb::helm
