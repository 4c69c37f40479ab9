// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/sourceresolver.h"

#include "core/source/generatedartifact.h"
#include "core/source/sourceaccess.h"

#include <algorithm>

namespace plumb::build {

namespace {

using files::TreePath;
using Place = SourceResolver::Place;
using State = SourceResolver::State;

Place external(std::string reason)
{
    return {.state = State::External, .reason = std::move(reason)};
}

flux::ObjectReference nameOf(const Object &object, std::string_view defaultNamespace)
{
    return flux::ObjectReference{.kind = std::string(object.kind()),
                                 .namespaceName = std::string(object.namespaceName()),
                                 .name = std::string(object.name())}
        .in(defaultNamespace);
}

} // namespace

SourceResolver::SourceResolver(const FleetRequest &request, const EntryPoint &entry,
                               const RecordingTree &looked)
    : m_request(request)
    , m_entry(entry)
    , m_looked(looked)
    , m_rootSource(entry.kustomization.source())
    , m_root(entry.sourceRoot)
{
}

void SourceResolver::learn(const Object &object, std::string_view defaultNamespace)
{
    if (flux::Source::matches(object)) {
        if (auto source = flux::Source::from(object))
            m_sources.insert_or_assign(nameOf(object, defaultNamespace).toString(),
                                       *std::move(source));
    } else if (flux::ArtifactGenerator::matches(object)) {
        std::erase_if(m_generators, [&object](const flux::ArtifactGenerator &known) {
            return known.object().id() == object.id();
        });
        if (auto generator = flux::ArtifactGenerator::from(object))
            m_generators.push_back(*std::move(generator));
    } else if (object.kind() == "Secret") {
        const flux::ObjectReference name = nameOf(object, defaultNamespace);
        m_secrets.insert_or_assign(name.namespaceName + '/' + name.name, object);
    }
}

void SourceResolver::learnRoot(const Object &object, std::string_view defaultNamespace)
{
    if (flux::Source::matches(object) && nameOf(object, defaultNamespace) == m_rootSource)
        learn(object, defaultNamespace);
}

std::size_t SourceResolver::existingPaths(const std::vector<flux::Kustomization> &children,
                                          const flux::ObjectReference &source,
                                          const TreePath &root) const
{
    return static_cast<std::size_t>(std::ranges::count_if(children, [&](const auto &child) {
        if (child.source() != source)
            return false;
        const TreePath path = directoryIn({.state = State::Found, .root = root}, child.path());
        const auto kind = m_looked.kindOf(path);
        return kind && *kind == files::EntryKind::Directory;
    }));
}

void SourceResolver::adopt(const std::vector<flux::Kustomization> &children)
{
    if (!m_entry.isMadeUp || children.empty())
        return;
    std::vector<TreePath> roots{TreePath()};
    for (TreePath path = m_entry.directory; !path.isRoot(); path = path.parent())
        roots.push_back(path);
    std::ranges::stable_sort(roots, {}, [](const TreePath &path) { return path.text().size(); });

    // The assumed name of the source comes first, and so wins where nothing speaks against it.
    std::vector<flux::ObjectReference> sources{m_rootSource};
    for (const flux::Kustomization &child : children) {
        const flux::ObjectReference source = child.source();
        if (source.kind == "GitRepository" && std::ranges::find(sources, source) == sources.end())
            sources.push_back(source);
    }
    std::size_t best = 0;
    for (const flux::ObjectReference &source : sources) {
        for (const TreePath &root : roots) {
            const std::size_t existing = existingPaths(children, source, root);
            if (existing <= best)
                continue;
            best = existing;
            m_rootSource = source;
            m_root = root;
        }
    }
}

const flux::Source *SourceResolver::find(const flux::ObjectReference &reference) const
{
    const auto known = m_sources.find(reference.toString());
    if (known != m_sources.end())
        return &known->second;
    return nullptr;
}

std::string SourceResolver::ownUrl() const
{
    const flux::Source *source = find(m_rootSource);
    return source ? source->url() : m_entry.url;
}

// This repository's files as a source of it gives them.
Place SourceResolver::own(const flux::Source *source) const
{
    Place place{.state = State::Found, .artifact = m_request.artifact, .root = m_root};
    const std::optional<std::string> ignore = source ? source->ignore() : std::nullopt;
    if (!ignore)
        return place;
    auto files = m_request.artifact->ignoring(*ignore, m_root);
    if (!files)
        return external(files.error().description());
    m_leavesOut = true;
    place.artifact = *std::move(files);
    return place;
}

void SourceResolver::settle(flux::ObjectReference rootSource, TreePath root)
{
    m_rootSource = std::move(rootSource);
    m_root = std::move(root);
}

// By its whole name, or by a shorter one that a person may have given.
std::optional<Place> SourceResolver::standIn(const flux::ObjectReference &reference) const
{
    const std::string names[] = {reference.toString(),
                                 reference.namespaceName + '/' + reference.name, reference.name};
    for (const std::string &name : names) {
        const auto folder = m_request.standIns.find(name);
        if (folder != m_request.standIns.end())
            return Place{.state = State::Found, .artifact = folder->second};
    }
    for (const std::string &name : names) {
        const auto place = m_request.placedSources.find(name);
        if (place != m_request.placedSources.end())
            return Place{
                .state = State::Found, .artifact = m_request.artifact, .root = place->second};
    }
    return std::nullopt;
}

Place SourceResolver::resolve(const flux::ObjectReference &reference) const
{
    return resolve(reference, 0);
}

std::vector<Object> SourceResolver::secretsOf(const flux::Source &source) const
{
    std::vector<Object> secrets;
    for (const std::string &name : source::secretNames(source)) {
        const auto known =
            m_secrets.find(std::string(source.object().namespaceName()) + '/' + name);
        if (known != m_secrets.end())
            secrets.push_back(known->second);
    }
    return secrets;
}

Place SourceResolver::obtain(const flux::ObjectReference &reference) const
{
    Place place = resolve(reference);
    const bool isFetched = reference.kind == "OCIRepository" || reference.kind == "Bucket";
    if (place.state != State::External || !isFetched || !m_request.artifacts)
        return place;
    const flux::Source *source = find(reference);
    if (!source) {
        return {.state = State::Unknown,
                .reason = "nothing in this repository says what " + reference.toString() + " is"};
    }
    const auto known = m_fetched.find(reference.toString());
    if (known != m_fetched.end())
        return known->second;
    const auto fetched = m_request.artifacts->artifact(*source, secretsOf(*source));
    if (fetched) {
        place = {.state = State::Found,
                 .artifact = fetched->files,
                 .reason =
                     "files are those of " + reference.toString() + " at " + fetched->revision};
    } else {
        place = external(fetched.error().description());
    }
    m_fetched.emplace(reference.toString(), place);
    return place;
}

Place SourceResolver::resolve(const flux::ObjectReference &reference, int depth) const
{
    if (reference == m_rootSource)
        return own(find(m_rootSource));
    if (std::optional<Place> place = standIn(reference))
        return *std::move(place);
    if (reference.kind == "GitRepository")
        return resolveGit(reference);
    if (reference.kind == "ExternalArtifact")
        return resolveGenerated(reference, depth);
    return external(reference.toString() + " is not part of this repository");
}

Place SourceResolver::resolveGit(const flux::ObjectReference &reference) const
{
    const flux::Source *source = find(reference);
    if (!source)
        return {.state = State::Unknown,
                .reason = "nothing in this repository says what " + reference.toString() + " is"};
    if (!flux::isSameRepository(source->url(), ownUrl()))
        return external(reference.toString() + " is the repository " + source->url());
    // The same repository at another branch or tag is another artifact.
    const flux::Source *root = find(m_rootSource);
    if (root && root->revision() != source->revision())
        return external(reference.toString() + " is '" + std::string(source->revision().text())
                        + "' of this repository");
    return own(source);
}

Place SourceResolver::resolveGenerated(const flux::ObjectReference &reference, int depth) const
{
    constexpr int maximumDepth = 8;
    const auto known = m_generated.find(reference.toString());
    if (known != m_generated.end())
        return known->second;
    for (const flux::ArtifactGenerator &generator : m_generators) {
        const auto copies = generator.copies(reference.name);
        if (!copies || generator.object().namespaceName() != reference.namespaceName)
            continue;
        if (copies->empty() || depth >= maximumDepth)
            return external(reference.toString() + " copies nothing");
        const std::string &alias = copies->front().alias;
        const bool isOneSource = std::ranges::all_of(
            *copies, [&alias](const flux::ArtifactCopy &copy) { return copy.alias == alias; });
        const auto from = generator.source(alias);
        if (!isOneSource || !from)
            return external(reference.toString() + " is made of several sources");
        Place place = resolve(*from, depth + 1);
        if (place.state != State::Found)
            return place;
        auto made = source::generateArtifact(place.artifact, place.root, *copies);
        if (!made)
            return external(reference.toString() + ": " + made.error().description());
        place = {.state = State::Found, .artifact = made->files, .root = made->root};
        if (made->isRearranged)
            place.reason = "files have the paths that they have in " + reference.toString();
        m_generated.emplace(reference.toString(), place);
        return place;
    }
    return {.state = State::Unknown,
            .reason = "nothing in this repository makes " + reference.toString()};
}

Place SourceResolver::assume(const flux::Kustomization &kustomization) const
{
    const flux::ObjectReference reference = kustomization.source();
    Place place = obtain(reference);
    const bool isNamedAlike =
        reference.kind == m_rootSource.kind && reference.name == m_rootSource.name;
    if (place.state != State::Unknown || !isNamedAlike || find(m_rootSource))
        return place;
    place = own(nullptr);
    const auto kind = m_looked.kindOf(directoryIn(place, kustomization.path()));
    if (!kind || *kind != files::EntryKind::Directory)
        return external(reference.toString() + " is written nowhere in this repository");
    place.reason = reference.toString() + " is taken for this repository";
    return place;
}

TreePath SourceResolver::directoryIn(const Place &place, std::string_view path)
{
    const TreePath within = TreePath().resolveClamped(path);
    return within.isRoot() ? place.root : place.root.resolveClamped(within.text());
}

} // namespace plumb::build
