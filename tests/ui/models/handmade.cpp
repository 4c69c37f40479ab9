// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/models/handmade.h"

#include "tests/support/objects.h"

namespace plumb::test {

using namespace Qt::StringLiterals;

fleet::Fleet twoEnvironments()
{
    fleet::Fleet fleet;
    fleet.clusters = {{.path = "clusters/dev", .name = "dev", .environment = "dev"},
                      {.path = "clusters/prod", .name = "prod", .environment = "prod"}};
    fleet.environments = {{.name = "dev", .clusters = {"clusters/dev"}},
                          {.name = "prod", .clusters = {"clusters/prod"}}};
    return fleet;
}

fleet::App app(const std::string &name, const std::string &dev, const std::string &prod,
               const std::string &group)
{
    const auto cell = [&](const std::string &cluster, const std::string &version) {
        fleet::Cell result;
        if (!version.empty())
            result.instances.push_back(
                {.unit = {.cluster = cluster, .namespaceName = "flux-system", .name = "apps"},
                 .object = {"helm.toolkit.fluxcd.io", "HelmRelease", name, name},
                 .version = {.kind = fleet::VersionKind::Chart, .text = version}});
        return result;
    };
    return {.name = name,
            .kind = "HelmRelease",
            .namespaceName = name,
            .group = group,
            .cells = {cell("clusters/dev", dev), cell("clusters/prod", prod)}};
}

std::shared_ptr<const fleet::Fleet> fleetOf(std::vector<fleet::App> apps)
{
    fleet::Fleet fleet = twoEnvironments();
    fleet.apps = std::move(apps);
    return std::make_shared<const fleet::Fleet>(std::move(fleet));
}

std::shared_ptr<const build::DesiredState> desiredOf(std::string_view objects)
{
    auto unit = std::make_shared<build::Unit>();
    unit->id = {.cluster = "clusters/dev", .namespaceName = "flux-system", .name = "apps"};
    unit->objects = objectsOf(objects);
    build::DesiredState desired;
    desired.clusters.push_back({.cluster = "clusters/dev", .units = {std::move(unit)}});
    return std::make_shared<const build::DesiredState>(std::move(desired));
}

drift::ObjectDiff diff(const std::string &kind, const std::string &name, drift::Action action,
                       const std::vector<std::string> &fields)
{
    drift::ObjectDiff result{.id = {"", kind, "web", name}, .action = action};
    for (const std::string &field : fields)
        result.changes.push_back({.path = FieldPath::parse(field).value()});
    return result;
}

std::shared_ptr<const std::vector<reconcile::ClusterChanges>>
changesOf(std::vector<std::pair<std::string, std::vector<drift::ObjectDiff>>> clusters)
{
    std::vector<reconcile::ClusterChanges> changes;
    for (auto &[cluster, objects] : clusters) {
        reconcile::ClusterChanges one;
        one.cluster = cluster;
        one.changes.objects = std::move(objects);
        changes.push_back(std::move(one));
    }
    return std::make_shared<const std::vector<reconcile::ClusterChanges>>(std::move(changes));
}

QStringList rows(const QAbstractItemModel &model, const QModelIndex &parent)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells << model.index(row, column, parent).data().toString();
        result << cells.join(u" | "_s);
        for (const QString &child : rows(model, model.index(row, 0, parent)))
            result << u"  "_s + child;
    }
    return result;
}

QStringList values(const QAbstractItemModel &model, int role)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.index(row, 0).data(role).toString();
    return result;
}

} // namespace plumb::test
