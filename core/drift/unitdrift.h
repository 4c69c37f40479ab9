// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/drift.h"

#include <map>
#include <set>
#include <string>

namespace plumb::drift {

/// The object as the server has it: cluster-wide kinds without the namespace that a build that does
/// not know them has given to them.
Result<Object> inCluster(const Object &object, const cluster::LiveState &live);

/// Compares what one Kustomization builds with what is there of it.
class UnitDrift
{
public:
    UnitDrift(const build::Unit &unit, const cluster::LiveState &live, const DriftOptions &options);

    /// Adds what differs to @p set, not sorted.
    Result<> detect(ChangeSet &set, const Run &run);

private:
    void note(Severity severity, std::string code, std::string message);
    bool isComparable();
    void readIgnoreRules();
    Result<> collectDesired();
    Result<> collectExtra();
    Result<> addExtra(const Object &live);
    void noteUnknownFields(const Object &object);
    void skip(const Object &object, std::string reason);
    std::string extraReason(const Object &live) const;
    std::string skipReason(const Object &desired, const Object *live) const;
    bool isEncrypted(const Object &desired) const;
    bool dependsOnUnknown(const yaml::Value &value) const;
    void dropUnknown(ObjectDiff &diff);
    void findApplied();
    void explain(ObjectDiff &diff) const;
    void finish(ChangeSet &set, ChangeSet compared);

    const build::Unit &m_unit;
    const cluster::LiveState &m_live;
    const DriftOptions &m_options;
    std::string m_name;            ///< "namespace/name"
    const Object *m_kustomization; ///< Of the cluster; null when it is not there.
    CauseFinder m_causes;
    std::set<ResourceId> m_inventory; ///< What the Kustomization in the cluster has applied.
    std::set<ResourceId> m_ids;       ///< All that the unit builds, as the cluster names them.
    ObjectSet m_desired;              ///< What is compared …
    ObjectSet m_present;              ///< … with this.
    bool m_isAppliedKnown = false;    ///< Whether it is known what Flux has applied …
    std::map<ResourceId, const Object *> m_applied; ///< … and that, as the cluster names it.
    std::map<ResourceId, std::string> m_reasons;
    std::vector<ObjectDiff> m_skipped;
    std::vector<Diagnostic> m_diagnostics;
    std::size_t m_unchanged = 0;
};

} // namespace plumb::drift
