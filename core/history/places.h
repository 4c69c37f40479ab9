// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/treepath.h"
#include "core/reconcile/snapshot.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::history {

/// The Kustomizations of an environment: all of its clusters', or, where several environments share
/// a cluster, those that build its apps. NotFound names the environments there are.
Result<std::vector<const build::Unit *>> unitsOf(const reconcile::Snapshot &snapshot,
                                                 std::string_view environment);

/// What one app is in one environment, or in all of them when that is empty: the objects that
/// belong to it. NotFound when there is no such app.
struct AppObject
{
    build::UnitId unit;
    const Object *object = nullptr;
};
Result<std::vector<AppObject>> objectsOfApp(const reconcile::Snapshot &snapshot,
                                            std::string_view app, std::string_view environment);

/// A line of a file that sets some field.
using Line = std::pair<files::TreePath, int>;
/// Every line that sets something in an object, also one that another line overrides.
std::set<Line> linesOf(const Object &object, const yaml::SourceTable &sources);

/// Says which environments a file matters to, by what reads it now, or, for a file that is gone,
/// by how its path is called.
class FileEnvironments
{
public:
    explicit FileEnvironments(const reconcile::Snapshot &snapshot);

    /// In the order of promotion.
    std::vector<std::string> of(const files::TreePath &file) const;
    const std::vector<std::string> &all() const { return m_names; }

private:
    std::vector<std::string> m_names;
    std::map<files::TreePath, std::set<std::size_t>> m_readers;
};

} // namespace plumb::history
