// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/builder.h"
#include "core/files/memorytree.h"
#include "core/fleet/discovery.h"
#include "core/fleet/fleet.h"

#include <QByteArray>

#include <functional>
#include <map>
#include <string>

namespace plumb::test {

/// A fleet in memory, found, built and described.
struct BuiltFleet
{
    std::vector<fleet::Discovered> discovered = {};
    build::DesiredState state = {};
    fleet::Fleet fleet = {};
    std::shared_ptr<yaml::SourceTable> sources = {};

    /// "ok 3", "error: …", "external" of the unit namespace/name in a cluster; "" when there is
    /// none.
    QByteArray outcome(const std::string &cluster, const std::string &name) const;
    const build::Unit *unit(const std::string &cluster, const std::string &name) const;
};

/// @p prepare may change what is asked for.
BuiltFleet buildFleet(const std::map<std::string, std::string> &files, build::BuildCache &cache,
                      const std::function<void(build::FleetRequest &)> &prepare = {});
BuiltFleet buildFleet(const std::map<std::string, std::string> &files);

/// A Flux Kustomization in flux-system with a source of that name; @p more is put under spec.
std::string fluxKustomization(const std::string &name, const std::string &path,
                              const std::string &more = {});

} // namespace plumb::test
