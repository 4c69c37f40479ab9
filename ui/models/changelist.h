// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reconcile/comparison.h"
#include "ui/roles/status.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace plumb::ui {

using ClusterChangeSets = std::shared_ptr<const std::vector<reconcile::ClusterChanges>>;

/// One effect on one object; the same effect on several clusters is one row.
struct ChangeRow
{
    const drift::ObjectDiff *diff = nullptr;
    std::vector<std::string> clusters = {}; ///< Cluster::path

    /// The same row in every list.
    QString key() const;
};

/// What a change of git does to the objects of all clusters, ready to be listed. Keeps what its
/// rows point into alive.
struct ChangeList
{
    ClusterChangeSets changes = {};
    std::vector<ChangeRow> rows = {};

    static std::shared_ptr<const ChangeList> of(ClusterChangeSets changes);

    std::size_t count(drift::Action action) const;
};

/// How an action of git on an object is shown.
Status changeStatus(drift::Action action);
/// How the difference between git and a cluster is shown.
Status driftStatus(drift::Action action);
/// "spec.replicas", "spec.replicas and 2 more": which fields differ.
QString changedFields(const drift::ObjectDiff &diff);

} // namespace plumb::ui
