// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/clusterbuild.h"

#include "core/build/staticwalk.h"
#include "core/build/variablesource.h"
#include "core/flux/resourceset.h"

#include <algorithm>

namespace plumb::build {

namespace {

using files::EntryKind;
using State = SourceResolver::State;

// A fleet that goes deeper or wider than this builds itself.
constexpr int maximumDepth = 32;
constexpr std::size_t maximumUnits = 20'000;
// An entry point may change itself, and what it is built from.
constexpr int maximumEntryBuilds = 3;

std::string configKey(std::string_view kind, std::string_view namespaceName, std::string_view name)
{
    return std::string(kind) + '/' + std::string(namespaceName) + '/' + std::string(name);
}

// The namespace in which an object without one lands is its Kustomization's own.
flux::Kustomization inNamespace(const Object &object, std::string_view defaultNamespace)
{
    yaml::Value fields = object.fields();
    if (object.namespaceName().empty())
        fields.ensureMapping("metadata")
            .set("namespace", yaml::Value::string(yaml::Text(defaultNamespace)));
    // Its kind was looked at before.
    return Object::from(std::move(fields))
        .and_then(flux::Kustomization::from)
        .value_or(flux::Kustomization());
}

} // namespace

ClusterBuild::ClusterBuild(const FleetRequest &request, const EntryPoint &entry, BuildCache &cache)
    : m_request(request)
    , m_entry(entry)
    , m_cache(cache)
    , m_looked(*request.artifact)
    , m_resolver(request, entry, m_looked)
    , m_key(clusterKey(request, entry))
{
    m_known = cache.content().findCluster(entry.cluster, m_key, *request.artifact);
    if (m_known)
        return;
    for (const Object &object : request.clusterObjects)
        m_configs.try_emplace(configKey(object.kind(), object.namespaceName(), object.name()),
                              object);
    m_root = {std::string(entry.kustomization.namespaceName()),
              std::string(entry.kustomization.name())};
    add(entry.kustomization, nullptr);
}

void ClusterBuild::warn(std::string code, std::string message, const UnitId &id)
{
    m_diagnostics.push_back({.severity = Severity::Warning,
                             .code = std::move(code),
                             .message = std::move(message),
                             .object = "Kustomization/" + id.namespaceName + '/' + id.name});
}

void ClusterBuild::add(flux::Kustomization kustomization, const Unit *parent)
{
    auto unit = std::make_shared<Unit>();
    unit->id = {m_entry.cluster, std::string(kustomization.namespaceName()),
                std::string(kustomization.name())};
    unit->kustomization = std::move(kustomization);
    unit->reached = Reached::Entry;
    if (parent) {
        unit->parent = parent->id;
        unit->depth = parent->depth + 1;
        unit->reached = parent->objects && parent->reached != Reached::Walked ? Reached::Built
                                                                              : Reached::Walked;
    }
    m_units.insert_or_assign({unit->id.namespaceName, unit->id.name}, unit);
    m_pending.push_back({.unit = std::move(unit)});
}

bool ClusterBuild::prepare(Pending &pending)
{
    const flux::Kustomization &kustomization = pending.unit->kustomization;
    const bool isEntry = pending.unit->reached == Reached::Entry;
    pending.place = m_resolver.obtain(isEntry ? m_resolver.rootSource() : kustomization.source());
    pending.variables = {};
    pending.missing.clear();
    const std::optional<flux::PostBuild> postBuild = kustomization.postBuild();
    if (postBuild) {
        for (const flux::SubstituteReference &reference : postBuild->substituteFrom) {
            const auto found = m_configs.find(
                configKey(reference.kind, kustomization.namespaceName(), reference.name));
            if (found != m_configs.end())
                addVariables(pending.variables, found->second, m_cache.sources().get());
            else
                pending.missing.push_back(reference.kind + '/' + reference.name);
        }
        for (const auto &[name, value] : postBuild->substitute)
            pending.variables.set(name, value.text(), definitionOf(value, m_cache.sources().get()));
    }
    return pending.missing.empty() && pending.place.state != State::Unknown;
}

std::vector<ClusterBuild::Pending> ClusterBuild::takeReady()
{
    std::vector<Pending> ready;
    std::deque<Pending> waiting;
    for (Pending &pending : m_pending)
        (prepare(pending) ? static_cast<void>(ready.push_back(std::move(pending)))
                          : waiting.push_back(std::move(pending)));
    m_pending = std::move(waiting);
    return ready;
}

bool ClusterBuild::mayComeFrom(const Pending &pending, const std::vector<std::string> &missing)
{
    if (pending.place.state != State::Found)
        return false;
    std::vector<std::string> names;
    for (const std::string &reference : missing)
        names.push_back("name: " + reference.substr(reference.find('/') + 1));
    const files::TreePath folder =
        SourceResolver::directoryIn(pending.place, pending.unit->kustomization.path());
    m_searched.insert(folder);
    return holdsText(*pending.place.artifact, folder, names);
}

// When nothing is ready, whoever waits for something that no other waiting one could make has
// waited long enough. Where they wait for each other, all have.
std::vector<ClusterBuild::Pending> ClusterBuild::takeStuck()
{
    std::vector<bool> goes(m_pending.size(), true);
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        const auto &missing = m_pending[i].missing;
        goes[i] = missing.empty() || std::ranges::none_of(m_pending, [&](const Pending &other) {
                      return &other != &m_pending[i] && mayComeFrom(other, missing);
                  });
    }
    const bool goesAny = std::ranges::find(goes, true) != goes.end();
    std::vector<Pending> stuck;
    std::deque<Pending> waiting;
    for (std::size_t i = 0; i < m_pending.size(); ++i)
        (goes[i] || !goesAny ? static_cast<void>(stuck.push_back(std::move(m_pending[i])))
                             : waiting.push_back(std::move(m_pending[i])));
    m_pending = std::move(waiting);
    return stuck;
}

std::optional<UnitJob> ClusterBuild::jobFor(Pending &pending)
{
    Unit &unit = *pending.unit;
    if (pending.place.state != State::Found) {
        unit.diagnostics.push_back({.severity = Severity::Note,
                                    .code = "external-source",
                                    .message = pending.place.reason});
        return std::nullopt;
    }
    const std::string_view path = unit.kustomization.path();
    // The folder of an entry point is known however its path is written.
    unit.directory = unit.reached == Reached::Entry
                         ? m_entry.directory
                         : SourceResolver::directoryIn(pending.place, path);
    const bool isOwn = pending.place.artifact == m_request.artifact;
    const auto kind =
        isOwn ? m_looked.kindOf(*unit.directory) : pending.place.artifact->kindOf(*unit.directory);
    if (!kind || *kind != EntryKind::Directory) {
        Error error(ErrorCode::NotFound,
                    path.contains("${")
                        ? "the path '" + std::string(path)
                              + "' holds a variable that only the cluster knows"
                        : "kustomization path not found: '" + std::string(path) + '\'');
        unit.diagnostics.push_back(
            {.severity = Severity::Error, .code = "path-not-found", .message = error.message()});
        unit.objects = std::unexpected(std::move(error));
        return std::nullopt;
    }
    return UnitJob{.artifact = pending.place.artifact,
                   .directory = *unit.directory,
                   .owner = unit.kustomization,
                   .variables = pending.variables,
                   .remotes = m_request.remotes};
}

std::vector<UnitJob> ClusterBuild::nextJobs()
{
    std::vector<UnitJob> jobs;
    m_running.clear();
    while (jobs.empty() && !m_pending.empty()) {
        std::vector<Pending> ready = takeReady();
        if (ready.empty())
            ready = takeStuck();
        for (Pending &pending : ready) {
            if (pending.place.state == State::Unknown)
                pending.place = m_resolver.assume(pending.unit->kustomization);
            if (std::optional<UnitJob> job = jobFor(pending)) {
                jobs.push_back(*std::move(job));
                m_running.push_back(std::move(pending));
            }
        }
    }
    return jobs;
}

void ClusterBuild::describeVariables(Unit &unit, const Pending &pending) const
{
    for (const std::string &reference : pending.missing)
        unit.diagnostics.push_back(
            {.severity = Severity::Note,
             .code = "variables-not-in-git",
             .message = "the variables of " + reference + " are not in this repository"});
    // With every source of variables at hand, one without a value has none in the cluster either.
    const bool isCertain = pending.missing.empty();
    for (const std::string &name : unit.unknownVariables) {
        const flux::Variable *variable = pending.variables.find(name);
        if (variable && variable->isHidden)
            continue;
        unit.diagnostics.push_back(
            {.severity = isCertain ? Severity::Warning : Severity::Note,
             .code = "variable-not-set",
             .message = "variable '" + name + "' has no value"
                        + (isCertain ? ": kustomize-controller refuses this since Flux 2.9"
                                     : " in this repository")});
    }
}

void ClusterBuild::complete(Unit &unit, const Pending &pending, const BuiltUnit &built)
{
    unit.objects = built.objects;
    unit.scanned = built.scanned;
    unit.unknownVariables = built.unknownVariables;
    unit.encrypted = built.encrypted;
    unit.filesRead = built.filesRead;
    unit.diagnostics.insert(unit.diagnostics.end(), built.diagnostics.begin(),
                            built.diagnostics.end());
    if (!pending.place.reason.empty())
        unit.diagnostics.push_back({.severity = Severity::Note,
                                    .code = "rearranged-source",
                                    .message = pending.place.reason});
    describeVariables(unit, pending);
    if (!unit.encrypted.empty() && !unit.kustomization.hasDecryption())
        unit.diagnostics.push_back(
            {.severity = Severity::Error,
             .code = "decryption-not-configured",
             .message = "holds SOPS documents, and spec.decryption is not set: the cluster will "
                        "refuse them"});
}

// In a settled cluster the entry point's own object is the one that it builds, with the patches
// that it applies to itself.
bool ClusterBuild::replaceEntry(const Unit &entry)
{
    for (const Object &object : entry.known()) {
        if (!flux::Kustomization::matches(object) || object.name() != m_root.second)
            continue;
        flux::Kustomization self = inNamespace(object, entry.id.namespaceName);
        if (self.namespaceName() != m_root.first)
            continue;
        ++m_entryBuilds;
        if (m_entryBuilds >= maximumEntryBuilds
            || self.spec().sameData(entry.kustomization.spec())) {
            m_units.at(m_root)->kustomization = std::move(self);
            return false;
        }
        m_pending.clear();
        add(std::move(self), nullptr);
        return true;
    }
    return false;
}

// The source that the entry point builds may leave out some of the files that it was built from.
bool ClusterBuild::readsOtherFiles(const Unit &entry, const Pending &pending)
{
    for (const Object &object : entry.known())
        m_resolver.learnRoot(object, entry.id.namespaceName);
    const SourceResolver::Place place = m_resolver.resolve(m_resolver.rootSource());
    if (m_entryBuilds >= maximumEntryBuilds || place.artifact == pending.place.artifact)
        return false;
    ++m_entryBuilds;
    m_pending.clear();
    add(entry.kustomization, nullptr);
    return true;
}

void ClusterBuild::expandResourceSets(Unit &unit) const
{
    for (const Object &object : unit.known()) {
        const auto set = flux::ResourceSet::from(object);
        if (!set)
            continue;
        const auto note = [&](std::string message) {
            unit.diagnostics.push_back({.severity = Severity::Note,
                                        .code = "resource-set",
                                        .message = std::move(message),
                                        .object = object.displayName()});
        };
        if (set->hasForeignInputs())
            note("takes inputs that only the cluster knows; what it makes of them is not shown");
        Result<std::vector<Object>> made = set->expand();
        if (!made) {
            note("is not expanded: " + made.error().description());
            continue;
        }
        for (Object &one : *made) {
            const std::string name = one.displayName();
            if (!unit.expanded.add(std::move(one)))
                note("makes '" + name + "', which another ResourceSet makes as well");
        }
    }
}

void ClusterBuild::learn(const Object &object, const Unit &unit,
                         std::vector<flux::Kustomization> &children)
{
    m_resolver.learn(object, unit.id.namespaceName);
    const bool isConfig =
        object.gvk().group.empty() && (object.kind() == "ConfigMap" || object.kind() == "Secret");
    if (isConfig) {
        const std::string_view namespaceName = object.namespaceName().empty()
                                                   ? std::string_view(unit.id.namespaceName)
                                                   : object.namespaceName();
        m_configs.insert_or_assign(configKey(object.kind(), namespaceName, object.name()), object);
    } else if (flux::Kustomization::matches(object)) {
        children.push_back(inNamespace(object, unit.id.namespaceName));
    }
}

void ClusterBuild::learn(const Unit &unit)
{
    std::vector<flux::Kustomization> children;
    for (const Object *object : unit.everything())
        learn(*object, unit, children);
    if (unit.reached == Reached::Entry)
        m_resolver.adopt(children);

    Unit &parent = *m_units.at({unit.id.namespaceName, unit.id.name});
    for (flux::Kustomization &child : children) {
        const Key key{child.namespaceName(), child.name()};
        if (key == m_root)
            continue;
        if (const auto known = m_units.find(key); known != m_units.end()) {
            if (known->second->parent != unit.parent && known->second->id != unit.id)
                warn("built-twice",
                     "is built by " + unit.id.namespaceName + '/' + unit.id.name + " as well",
                     known->second->id);
            continue;
        }
        if (parent.depth >= maximumDepth || m_units.size() >= maximumUnits) {
            warn("too-many-kustomizations", "is not built: the fleet is too deep or too large",
                 {m_entry.cluster, key.first, key.second});
            continue;
        }
        parent.children.push_back({m_entry.cluster, key.first, key.second});
        add(std::move(child), &parent);
    }
}

void ClusterBuild::finish(std::vector<KeptUnit> results)
{
    for (KeptUnit &result : results) {
        m_isKeepable = m_isKeepable && result.footprint;
        m_footprints.push_back(std::move(result.footprint));
    }
    for (std::size_t i = 0; i < results.size(); ++i) {
        Unit &unit = *m_running[i].unit;
        complete(unit, m_running[i], *results[i].unit);
        if (unit.reached == Reached::Entry
            && (readsOtherFiles(unit, m_running[i]) || replaceEntry(unit)))
            return;
        expandResourceSets(unit);
        learn(unit);
    }
}

void ClusterBuild::flatten(const Key &key, ClusterState &state, std::set<Key> &seen) const
{
    const auto found = m_units.find(key);
    if (found == m_units.end() || !seen.insert(key).second)
        return;
    state.units.push_back(found->second);
    for (const UnitId &child : found->second->children)
        flatten({child.namespaceName, child.name}, state, seen);
}

KeptCluster ClusterBuild::takeResult()
{
    if (m_known)
        return *std::move(m_known);
    KeptCluster result{.state = {.cluster = m_entry.cluster},
                       .diagnostics = std::move(m_diagnostics),
                       .rootSource = m_resolver.rootSource(),
                       .sourceRoot = m_resolver.sourceRoot()};
    std::set<Key> seen;
    flatten(m_root, result.state, seen);
    // What is made of the files is others at each look.
    if (m_isKeepable && !m_resolver.hasDerived())
        m_cache.content().keepCluster({.key = m_key,
                                       .state = result.state,
                                       .diagnostics = result.diagnostics,
                                       .units = std::move(m_footprints),
                                       .own = Footprint(m_looked, *m_request.artifact),
                                       .searched = std::move(m_searched),
                                       .heldFor = m_request.artifact->serial(),
                                       .rootSource = result.rootSource,
                                       .sourceRoot = result.sourceRoot});
    return result;
}

} // namespace plumb::build
