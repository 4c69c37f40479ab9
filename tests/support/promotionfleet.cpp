// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/promotionfleet.h"

#include <algorithm>

using namespace plumb;

namespace {

QByteArray sync(const QByteArray &cluster)
{
    return "apiVersion: source.toolkit.fluxcd.io/v1\n"
           "kind: GitRepository\n"
           "metadata: {name: flux-system, namespace: flux-system}\n"
           "spec: {interval: 1m, url: https://example.org/fleet.git, ref: {branch: main}}\n"
           "---\n"
           "apiVersion: kustomize.toolkit.fluxcd.io/v1\n"
           "kind: Kustomization\n"
           "metadata: {name: flux-system, namespace: flux-system}\n"
           "spec:\n"
           "  interval: 10m\n"
           "  path: ./clusters/"
           + cluster
           + "\n"
             "  prune: true\n"
             "  sourceRef: {kind: GitRepository, name: flux-system}\n";
}

QByteArray apps(const QByteArray &cluster, const QByteArray &version)
{
    return "# What runs in " + cluster
           + "\n"
             "apiVersion: kustomize.toolkit.fluxcd.io/v1\n"
             "kind: Kustomization\n"
             "metadata:\n"
             "  name: apps\n"
             "  namespace: flux-system\n"
             "spec:\n"
             "  interval: 10m\n"
             "  path: ./apps/"
           + cluster
           + "\n"
             "  prune: true\n"
             "  sourceRef: {kind: GitRepository, name: flux-system}\n"
             "  postBuild:\n"
             "    substitute:\n"
             "      WEB_VERSION: \""
           + version
           + "\" # renovate: web\n"
             "      DOMAIN: "
           + cluster + ".example.org\n";
}

// Both environments' overlays of the app "web"; the production one has Windows line ends.
QByteArray webPatch(const QByteArray &chart, const QByteArray &replicas, const QByteArray &host)
{
    return "apiVersion: helm.toolkit.fluxcd.io/v2\n"
           "kind: HelmRelease\n"
           "metadata:\n"
           "  name: web   # the shop\n"
           "  namespace: web\n"
           "spec:\n"
           "  chart:\n"
           "    spec:\n"
           "      version: "
           + chart
           + " # pinned on purpose\n"
             "  values:\n"
             "    defaults: &defaults {a: 1}\n"
             "    other: *defaults\n"
             "    replicas: "
           + replicas
           + "\n"
             "    ingress:\n"
             "      host: "
           + host + "\n";
}

constexpr const char *webBase = "apiVersion: helm.toolkit.fluxcd.io/v2\n"
                                "kind: HelmRelease\n"
                                "metadata: {name: web, namespace: web}\n"
                                "spec:\n"
                                "  interval: 5m\n"
                                "  chart:\n"
                                "    spec:\n"
                                "      chart: web\n"
                                "      version: 1.0.0\n"
                                "      sourceRef: {kind: HelmRepository, name: web}\n";

constexpr const char *policy = "apiVersion: image.toolkit.fluxcd.io/v1\n"
                               "kind: ImagePolicy\n"
                               "metadata: {name: web, namespace: flux-system}\n"
                               "spec:\n"
                               "  imageRepositoryRef: {name: web}\n"
                               "  policy: {semver: {range: 5.x}}\n"
                               "---\n"
                               "apiVersion: image.toolkit.fluxcd.io/v1\n"
                               "kind: ImageUpdateAutomation\n"
                               "metadata: {name: web, namespace: flux-system}\n"
                               "spec:\n"
                               "  interval: 5m\n"
                               "  sourceRef: {kind: GitRepository, name: flux-system}\n"
                               "  update: {path: ./apps, strategy: Setters}\n";

QByteArray images(const QByteArray &tag)
{
    return "apiVersion: v1\n"
           "kind: ConfigMap\n"
           "metadata: {name: images, namespace: web}\n"
           "data:\n"
           "  image: example.org/web:"
           + tag + " # {\"$imagepolicy\": \"flux-system:web\"}\n";
}

} // namespace

PromotionFleet::PromotionFleet()
{
    m_repository.write(QStringLiteral("apps/base/web.yaml"), webBase);
    m_repository.write(QStringLiteral("apps/base/policy.yaml"), policy);
    m_repository.write(QStringLiteral("apps/base/kustomization.yaml"),
                       "resources: [web.yaml, policy.yaml]\n");
    for (const QByteArray cluster : {"staging", "production"}) {
        const bool isStaging = cluster == "staging";
        const QString name = QString::fromLatin1(cluster);
        const QString folder = QStringLiteral("apps/") + name + QLatin1Char('/');
        m_repository.write(QStringLiteral("clusters/") + name
                               + QStringLiteral("/flux-system/gotk-sync.yaml"),
                           sync(cluster));
        m_repository.write(QStringLiteral("clusters/") + name + QStringLiteral("/apps.yaml"),
                           apps(cluster, isStaging ? "2.1.0" : "2.0.0"));
        m_repository.write(folder + QStringLiteral("kustomization.yaml"),
                           "resources: [../base, images.yaml]\n"
                           "patches: [{path: web.yaml}]\n");
        QByteArray patch = isStaging ? webPatch("1.3.0", "1", "staging.example.org")
                                     : webPatch("1.2.0", "3", "www.example.org");
        if (!isStaging)
            patch.replace("\n", "\r\n");
        m_repository.write(folder + QStringLiteral("web.yaml"), patch);
        m_repository.write(folder + QStringLiteral("images.yaml"),
                           images(isStaging ? "5.1.0" : "5.0.0"));
    }
    m_repository.commit(QStringLiteral("Begin"));
}

reconcile::SnapshotRequest PromotionFleet::request() const
{
    return {.repository = m_repository.path()};
}

std::shared_ptr<const reconcile::Snapshot> PromotionFleet::open()
{
    auto snapshot = reconcile::openSnapshot(request(), m_cache, m_executor, {});
    m_snapshot = snapshot ? *snapshot : nullptr;
    return m_snapshot;
}

promotion::Differences PromotionFleet::differences()
{
    if (!open())
        return {};
    return promotion::differences(*m_snapshot, "staging", "production", {})
        .value_or(promotion::Differences());
}

Result<promotion::PromotionPlan> PromotionFleet::plan(const std::vector<std::string> &paths)
{
    const promotion::Differences all = differences();
    std::vector<promotion::Difference> selected;
    for (const promotion::Difference &difference : all.items) {
        if (std::ranges::find(paths, difference.place()) != paths.end())
            selected.push_back(difference);
    }
    return planOf(all, selected);
}

Result<promotion::PromotionPlan>
PromotionFleet::planOf(const promotion::Differences &all,
                       const std::vector<promotion::Difference> &selected, Choices choices)
{
    return promotion::plan({.snapshot = *m_snapshot,
                            .cache = m_cache,
                            .executor = m_executor,
                            .mask = m_mask,
                            .remembersChoices = choices == Choices::Remembered},
                           all, selected, {});
}
