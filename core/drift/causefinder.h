// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/changeset.h"
#include "core/drift/ignorerules.h"
#include "core/ssa/managedfields.h"

#include <string>

namespace plumb::drift {

/// The state of git that a cluster is compared with.
struct ShownRevision
{
    std::string commit = {}; ///< Its full id; empty outside of git.
    bool isEdited = false;   ///< Files on disk that are not as in the commit.

    bool operator==(const ShownRevision &) const = default;
};

/// The commit in a revision as Flux writes it, "main@sha1:3f2a…" or "main/3f2a…"; empty for other
/// kinds of revisions.
std::string_view commitOf(std::string_view revision);

/// What it means that a manager who is not the applier owns the live value.
Cause causeBy(const ssa::FieldManager &manager, FieldChange::Kind kind);

/// What git builds of one object at two revisions, to tell which commits have changed.
struct BuiltForms
{
    const Object &desired; ///< As it is shown.
    /// At the revision that Flux has applied; null when git did not have the object then.
    const Object *applied = nullptr;
    bool isKnown = false; ///< Whether it is known what was built at that revision.
};

/// Finds out why what one Kustomization applies is not as git says.
class CauseFinder
{
public:
    /// @p kustomization is the one in the cluster; null when the cluster does not have it.
    CauseFinder(const Object *kustomization, const ShownRevision &shown);

    void setIgnoreRules(IgnoreRules rules) { m_rules = std::move(rules); }

    /// Whether Flux has applied just the state that is shown.
    bool hasAppliedShown() const { return m_applied == Applied::Shown; }

    /// The commit that Flux has applied; empty when that is not known.
    std::string_view appliedCommit() const { return commitOf(m_revision); }

    /// Gives every change of an object that is in git and in the cluster its cause.
    void explain(ObjectDiff &diff, const BuiltForms &built, const Object &live) const;
    /// Why an object is missing; @p wasApplied when Flux remembers having applied it.
    Cause ofMissing(bool wasApplied) const;
    /// Why there is an object that git does not have.
    Cause ofExtra(const Object &live, bool isRemembered, bool isPruned) const;

private:
    enum class Applied : std::uint8_t { Never, Shown, Other, Unknown };

    /// Whether commits that Flux has not applied yet change a field.
    enum class Waiting : std::uint8_t { Unknown, Yes, No };
    class Revisions;

    Cause ofChange(const FieldChange &change, Waiting waiting,
                   const ssa::ManagedFields &managed) const;
    Cause ofOwner(const ssa::FieldManager &manager, FieldChange::Kind kind, Waiting waiting) const;
    Cause ofUnowned(const FieldChange &change, Waiting waiting,
                    const ssa::ManagedFields &managed) const;
    bool hasApplied(Waiting waiting) const;
    bool isOwnAddition(const FieldChange &change, Waiting waiting,
                       const ssa::ManagedFields &managed) const;
    Cause notApplied() const;

    IgnoreRules m_rules;
    Applied m_applied = Applied::Never;
    bool m_isEdited = false;
    bool m_isSuspended = false;
    bool m_hasClusterVariables = false; ///< postBuild.substituteFrom, which may change unseen.
    std::string m_revision;             ///< That Flux applied last.
    std::string m_failure;              ///< The reason of a Ready condition that is False.
};

} // namespace plumb::drift
