// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/resource.h"

#include "core/kustomize/buildannotations.h"
#include "core/kustomize/scalarfield.h"

#include <algorithm>

namespace plumb::kustomize {

namespace {

// The text of a field of metadata; kustomize takes a null or an empty collection for absent.
std::string_view metadataText(const yaml::Value &fields, std::string_view key)
{
    const yaml::Value *const value = fields.find({"metadata", key});
    if (!value || value->isNull())
        return {};
    return value->text();
}

bool shareEnding(const std::vector<std::string> &a, const std::vector<std::string> &b)
{
    const auto &shorter = a.size() < b.size() ? a : b;
    const auto &longer = a.size() < b.size() ? b : a;
    if (shorter.empty())
        return longer.empty();
    return std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin());
}

} // namespace

Resource::Resource(yaml::Value fields, const SchemaInUse &schema)
    : m_fields(std::move(fields))
    , m_schema(&schema)
{
    takeBuildAnnotations();
}

yaml::Value &Resource::mutableFields()
{
    m_id.reset();
    return m_fields;
}

bool Resource::isEmpty() const
{
    return m_fields.isNull() || (!m_fields.isScalar() && m_fields.size() == 0);
}

const BuildId &Resource::id() const
{
    if (m_id)
        return *m_id;
    BuildId &id = m_id.emplace();
    const yaml::Value *const apiVersion = m_fields.find("apiVersion");
    const yaml::Value *const kind = m_fields.find("kind");
    id.gvk = GroupVersionKind::from(apiVersion ? apiVersion->text() : std::string_view(),
                                    kind ? kind->text() : std::string_view());
    id.name = metadataText(m_fields, "name");
    id.namespaceName = metadataText(m_fields, "namespace");
    id.isClusterScoped = schema().isNamespaced(id.gvk) == false;
    return id;
}

BuildId Resource::originalId() const
{
    if (m_previousIds.empty())
        return id();
    const PreviousId &first = m_previousIds.front();
    return {.gvk = {gvk().group, gvk().version, first.kind},
            .name = first.name,
            .namespaceName = first.namespaceName};
}

std::vector<BuildId> Resource::previousIds() const
{
    std::vector<BuildId> ids;
    ids.reserve(m_previousIds.size());
    for (const PreviousId &previous : m_previousIds) {
        ids.push_back({.gvk = {gvk().group, gvk().version, previous.kind},
                       .name = previous.name,
                       .namespaceName = previous.namespaceName});
    }
    return ids;
}

bool Resource::hadName(std::string_view name) const
{
    return std::ranges::any_of(
        m_previousIds, [name](const PreviousId &previous) { return previous.name == name; });
}

bool Resource::hadKind(const GroupVersionKind &selector) const
{
    if (m_previousIds.empty() || (!selector.group.empty() && selector.group != gvk().group)
        || (!selector.version.empty() && selector.version != gvk().version))
        return false;
    return selector.kind.empty()
           || std::ranges::any_of(m_previousIds, [&selector](const PreviousId &previous) {
                  return previous.kind == selector.kind;
              });
}

bool Resource::hasOrHad(const BuildId &wanted) const
{
    if (id().matches(wanted))
        return true;
    if (gvk().group != wanted.gvk.group || gvk().version != wanted.gvk.version)
        return false;
    return std::ranges::any_of(m_previousIds, [&wanted](const PreviousId &previous) {
        const std::string_view namespaceName = previous.namespaceName.empty()
                                                   ? std::string_view("default")
                                                   : std::string_view(previous.namespaceName);
        return previous.name == wanted.name && previous.kind == wanted.gvk.kind
               && namespaceName == wanted.effectiveNamespace();
    });
}

bool Resource::hasOrHadKindAndName(const BuildId &wanted) const
{
    if (gvk().group != wanted.gvk.group || gvk().version != wanted.gvk.version)
        return false;
    const auto fits = [&wanted](std::string_view name, std::string_view kind) {
        return name == wanted.name && kind == wanted.gvk.kind;
    };
    return fits(name(), kind())
           || std::ranges::any_of(m_previousIds, [&fits](const PreviousId &previous) {
                  return fits(previous.name, previous.kind);
              });
}

std::string_view Resource::label(std::string_view key) const
{
    return m_fields.textAt({"metadata", "labels", key});
}

std::string_view Resource::annotation(std::string_view key) const
{
    return m_fields.textAt({"metadata", "annotations", key});
}

yaml::Value *Resource::metadataForChange()
{
    const yaml::Value *const metadata = m_fields.find("metadata");
    if (metadata && !metadata->isMapping() && !metadata->isNull())
        return nullptr;
    return &mutableFields().ensureMapping("metadata");
}

void Resource::setName(std::string_view name)
{
    if (yaml::Value *const metadata = metadataForChange())
        setScalarField(*metadata, "name", name);
}

void Resource::setNamespace(std::string_view namespaceName)
{
    yaml::Value *const metadata = metadataForChange();
    if (!metadata)
        return;
    if (namespaceName.empty())
        metadata->remove("namespace");
    else
        setScalarField(*metadata, "namespace", namespaceName);
}

void Resource::setKind(std::string_view kind)
{
    setScalarField(mutableFields(), "kind", kind);
}

void Resource::setGvk(const GroupVersionKind &gvk)
{
    setScalarField(mutableFields(), "kind", gvk.kind);
    setScalarField(mutableFields(), "apiVersion", gvk.apiVersion());
}

void Resource::setAnnotations(const std::map<std::string, std::string> &annotations)
{
    setMetadataMap("annotations", annotations);
}

void Resource::makeAnnotationsStrings()
{
    const yaml::Value *const annotations = m_fields.find({"metadata", "annotations"});
    if (!annotations || !annotations->isMapping())
        return;
    yaml::Value strings = yaml::Value::mapping();
    for (const yaml::Entry &entry : annotations->entries()) {
        yaml::Value text = entry.value.isString() ? entry.value : stringScalar(entry.value.text());
        text.setOrigin(entry.value.origin(), entry.value.column());
        strings.appendEntry(plainEntry(entry.key, std::move(text)));
    }
    strings.setOrigin(annotations->origin(), annotations->column());
    metadataForChange()->set("annotations", std::move(strings));
}

void Resource::setLabels(const std::map<std::string, std::string> &labels)
{
    setMetadataMap("labels", labels);
}

void Resource::setMetadataMap(std::string_view field,
                              const std::map<std::string, std::string> &entries)
{
    yaml::Value *const metadata = metadataForChange();
    if (!metadata)
        return;
    metadata->remove(field);
    if (entries.empty())
        return;
    yaml::Value map = yaml::Value::mapping();
    for (const auto &[key, text] : entries)
        map.appendEntry(plainEntry(key, stringScalar(text)));
    metadata->set(field, std::move(map));
}

void Resource::storePreviousId()
{
    const BuildId &current = id();
    if (current.name.empty())
        return; // lists and other things without a name have no history
    m_previousIds.push_back({.name = current.name,
                             .namespaceName = std::string(current.effectiveNamespace()),
                             .kind = current.gvk.kind});
}

void Resource::addNamePrefix(std::string_view prefix)
{
    if (!prefix.empty())
        m_namePrefixes.emplace_back(prefix);
}

void Resource::addNameSuffix(std::string_view suffix)
{
    if (!suffix.empty())
        m_nameSuffixes.emplace_back(suffix);
}

bool Resource::sharesPrefixesAndSuffixes(const Resource &other, bool emptyMatches) const
{
    const auto fits = [emptyMatches](const auto &a, const auto &b) {
        return (emptyMatches && (a.empty() || b.empty())) || shareEnding(a, b);
    };
    return fits(m_namePrefixes, other.m_namePrefixes) && fits(m_nameSuffixes, other.m_nameSuffixes);
}

void Resource::takeHistoryFrom(const Resource &other)
{
    m_previousIds = other.m_previousIds;
    m_namePrefixes = other.m_namePrefixes;
    m_nameSuffixes = other.m_nameSuffixes;
    behavior = other.behavior;
    needsHashSuffix = needsHashSuffix && other.needsHashSuffix;
    isFromChart = other.isFromChart;
    allowsNameChange = other.allowsNameChange;
    allowsKindChange = other.allowsKindChange;
    referrers = other.referrers;
    variables = other.variables;
    transformations = other.transformations;
    if (!origin)
        origin = other.origin;
}

bool Resource::hasBuildState() const
{
    return !m_previousIds.empty() || !m_namePrefixes.empty() || !m_nameSuffixes.empty()
           || behavior != Behavior::Unspecified || needsHashSuffix || isFromChart
           || allowsNameChange || allowsKindChange || !referrers.empty() || origin
           || !transformations.empty();
}

void Resource::takeBuildAnnotations()
{
    BuildAnnotations found = BuildAnnotations::takeFrom(m_fields);
    if (found.isEmpty)
        return;
    const std::size_t count = std::min(
        {found.previousNames.size(), found.previousNamespaces.size(), found.previousKinds.size()});
    for (std::size_t i = 0; i < count; ++i) {
        m_previousIds.push_back({.name = found.previousNames[i],
                                 .namespaceName = found.previousNamespaces[i],
                                 .kind = found.previousKinds[i]});
    }
    m_namePrefixes = std::move(found.prefixes);
    m_nameSuffixes = std::move(found.suffixes);
    behavior = found.behavior;
    needsHashSuffix = found.needsHashSuffix;
    isFromChart = found.isFromChart;
    allowsNameChange = found.allowsNameChange;
    allowsKindChange = found.allowsKindChange;
}

} // namespace plumb::kustomize
