// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/drift.h"

#include <string>
#include <vector>

namespace plumb::drift {

/// Compares what the chart of one HelmRelease renders with what is there of it, as helm-controller
/// would treat each object. Hooks and CRDs are not compared, as it does not look at them either.
class ReleaseDrift
{
public:
    ReleaseDrift(const build::Release &release, const cluster::LiveState &live,
                 const DriftOptions &options);

    /// Adds what differs to @p set, not sorted.
    Result<> detect(ChangeSet &set, const Run &run);

private:
    bool isComparable(ChangeSet &set) const;
    bool isCurrent() const;
    Result<> collect(ChangeSet &set);
    std::string skipReason(const Object &desired, const Object *live) const;
    void explain(ObjectDiff &diff) const;
    Cause ofChange(const FieldChange &change, const ssa::ManagedFields &managed) const;
    Cause notApplied() const;
    std::string outlook() const;

    const build::Release &m_release;
    const cluster::LiveState &m_live;
    const DriftOptions &m_options;
    std::string m_name;        ///< "namespace/name"
    const Object *m_installed; ///< The HelmRelease in the cluster; null when it is not there.
    bool m_isCurrent;          ///< It has installed just what is shown.
    IgnoreRules m_rules;
    ObjectSet m_desired; ///< What is compared …
    ObjectSet m_present; ///< … with this.
};

} // namespace plumb::drift
