// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/builder.h"
#include "core/build/recordingtree.h"
#include "core/flux/sourceobjects.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumb::build {

/// Finds the files that a Kustomization's sourceRef means in one cluster.
class SourceResolver
{
public:
    enum class State : std::uint8_t {
        Found,
        External, ///< Another repository, revision or artifact, of which nothing is here.
        Unknown,  ///< No object of that name is known yet.
    };

    struct Place
    {
        State state = State::Unknown;
        std::shared_ptr<const source::Artifact> artifact = {};
        files::TreePath root = {}; ///< Where the source's root is in the artifact.
        std::string reason = {};   ///< Why it is External, or what is odd about it.
    };

    /// @p looked records what is asked of the request's artifact.
    SourceResolver(const FleetRequest &request, const EntryPoint &entry,
                   const RecordingTree &looked);

    /// Learns of sources, their Secrets and generators among the objects that a unit builds.
    void learn(const Object &object, std::string_view defaultNamespace);
    /// Takes the source that most of these Kustomizations name for the one of the entry point, and
    /// the folder below which most of their paths exist for its root, when the entry is made up.
    void adopt(const std::vector<flux::Kustomization> &children);

    Place resolve(const flux::ObjectReference &reference) const;
    /// The same, with what an OCIRepository or a Bucket has where that may be fetched.
    Place obtain(const flux::ObjectReference &reference) const;
    /// The folder that stands in for a source; nothing when none was given.
    std::optional<Place> standIn(const flux::ObjectReference &reference) const;
    /// The object of a source that was learnt of; null when there is none.
    const flux::Source *source(const flux::ObjectReference &reference) const
    {
        return find(reference);
    }
    /// What an unknown source is taken for when nothing will say any more: this repository, where
    /// it has the name of the entry point's source, which is written nowhere either.
    Place assume(const flux::Kustomization &kustomization) const;
    /// The folder that a Kustomization builds, '..' at the source's root staying there.
    static files::TreePath directoryIn(const Place &place, std::string_view path);

    const flux::ObjectReference &rootSource() const { return m_rootSource; }
    const files::TreePath &sourceRoot() const { return m_root; }
    /// Takes over what was adopted at an earlier time.
    void settle(flux::ObjectReference rootSource, files::TreePath root);
    /// Takes over what the object says when it is the source of the entry point.
    void learnRoot(const Object &object, std::string_view defaultNamespace);
    /// Whether files are others than those on disk: rearranged as an ArtifactGenerator says,
    /// left out as spec.ignore does, or fetched.
    bool hasDerived() const { return !m_generated.empty() || !m_fetched.empty() || m_leavesOut; }

private:
    Place resolveGit(const flux::ObjectReference &reference) const;
    Place resolveGenerated(const flux::ObjectReference &reference, int depth) const;
    Place resolve(const flux::ObjectReference &reference, int depth) const;
    Place own(const flux::Source *source) const;
    const flux::Source *find(const flux::ObjectReference &reference) const;
    std::vector<Object> secretsOf(const flux::Source &source) const;
    std::string ownUrl() const;
    std::size_t existingPaths(const std::vector<flux::Kustomization> &children,
                              const flux::ObjectReference &source,
                              const files::TreePath &root) const;

    const FleetRequest &m_request;
    const EntryPoint &m_entry;
    const RecordingTree &m_looked;
    flux::ObjectReference m_rootSource;
    files::TreePath m_root;
    std::map<std::string, flux::Source> m_sources;
    std::vector<flux::ArtifactGenerator> m_generators;
    std::map<std::string, Object> m_secrets; // "namespace/name"
    mutable std::map<std::string, Place> m_generated;
    mutable std::map<std::string, Place> m_fetched;
    mutable bool m_leavesOut = false;
};

} // namespace plumb::build
