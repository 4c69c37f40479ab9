// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/reference.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::flux {

/// Which revision of a repository or artifact a source follows; the first of digest or commit,
/// name, semver, tag and branch that is set decides.
struct SourceRevision
{
    std::string branch = {};
    std::string tag = {};
    std::string semver = {};
    std::string name = {};
    std::string commit = {}; ///< Of a GitRepository.
    std::string digest = {}; ///< Of an OCIRepository.

    bool operator==(const SourceRevision &) const = default;

    /// What a person would call the version; empty when nothing is set.
    std::string_view text() const;
    /// Whether the registry or repository decides which version it is.
    bool isRange() const
    {
        return digest.empty() && commit.empty() && name.empty() && !semver.empty();
    }
    /// The field of spec.ref that decides: "tag", "semver" …; empty when nothing is set.
    std::string_view field() const;
};

/// GitRepository, OCIRepository, HelmRepository, Bucket or ExternalArtifact, of any served version.
class Source
{
public:
    static Result<Source> from(Object object);
    static bool matches(const Object &object);

    const Object &object() const { return m_object; }
    std::string_view kind() const { return m_object.kind(); }
    /// A Bucket's is "endpoint/bucketName".
    std::string url() const;
    SourceRevision revision() const;
    /// spec.ignore; nothing when it is not set.
    std::optional<std::string> ignore() const;
    bool isSuspended() const;

private:
    Object m_object;
};

/// One copy rule of an ArtifactGenerator: "@alias/glob" to "@artifact/folder".
struct ArtifactCopy
{
    std::string alias;
    std::string glob;
    std::string destination; ///< Within the artifact; a trailing '/' means into that folder.
    std::vector<std::string> excludes;
    bool isPlain = true; ///< Neither merges YAML nor unpacks archives.
};

/// An ArtifactGenerator: which files of which sources make which ExternalArtifacts.
class ArtifactGenerator
{
public:
    static Result<ArtifactGenerator> from(Object object);
    static bool matches(const Object &object);

    const Object &object() const { return m_object; }
    /// The source that an alias stands for, with the generator's namespace filled in.
    std::optional<ObjectReference> source(std::string_view alias) const;
    /// The copy rules of one artifact; nothing when the generator makes none of that name.
    std::optional<std::vector<ArtifactCopy>> copies(std::string_view artifactName) const;

private:
    Object m_object;
};

/// Whether two URLs name one repository, however it is reached: over ssh or https, with or
/// without user, port and ".git", in any case of letters.
bool isSameRepository(std::string_view a, std::string_view b);

} // namespace plumb::flux
