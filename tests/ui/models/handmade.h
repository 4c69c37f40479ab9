// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/fleet/fleet.h"
#include "core/reconcile/comparison.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <memory>

namespace plumb::test {

/// Two environments, dev and prod, a cluster each.
fleet::Fleet twoEnvironments();

/// An app whose versions in dev and prod are these; an empty version leaves the cell empty.
fleet::App app(const std::string &name, const std::string &dev, const std::string &prod,
               const std::string &group = "apps");

std::shared_ptr<const fleet::Fleet> fleetOf(std::vector<fleet::App> apps);

/// What clusters/dev builds: flux-system/apps with the objects of a YAML stream.
std::shared_ptr<const build::DesiredState> desiredOf(std::string_view objects);

/// One object that a comparison found.
drift::ObjectDiff diff(const std::string &kind, const std::string &name, drift::Action action,
                       const std::vector<std::string> &fields = {});

/// A comparison of some clusters, in their order.
std::shared_ptr<const std::vector<reconcile::ClusterChanges>>
changesOf(std::vector<std::pair<std::string, std::vector<drift::ObjectDiff>>> clusters);

/// A model the way a person reads it: one line a row, children indented, columns joined by " | ".
QStringList rows(const QAbstractItemModel &model, const QModelIndex &parent = {});

/// The values of one role in the first column.
QStringList values(const QAbstractItemModel &model, int role);

} // namespace plumb::test
