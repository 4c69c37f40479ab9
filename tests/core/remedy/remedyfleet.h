// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/buildcache.h"
#include "core/remedy/keeplive.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

/// A fleet in a folder: a Deployment with a patch, an image's tag, a variable and an inline patch,
/// each of which sets something.
class RemedyFleet
{
public:
    RemedyFleet()
    {
        write("clusters/dev/flux-system/gotk-sync.yaml",
              "apiVersion: kustomize.toolkit.fluxcd.io/v1\n"
              "kind: Kustomization\n"
              "metadata: {name: flux-system, namespace: flux-system}\n"
              "spec: {interval: 10m, path: ./clusters/dev, prune: true,\n"
              "       sourceRef: {kind: GitRepository, name: flux-system}}\n");
        write("clusters/dev/apps.yaml", "# The apps\n"
                                        "apiVersion: kustomize.toolkit.fluxcd.io/v1\n"
                                        "kind: Kustomization\n"
                                        "metadata:\n"
                                        "  name: apps\n"
                                        "  namespace: flux-system\n"
                                        "spec:\n"
                                        "  interval: 10m\n"
                                        "  path: ./apps/dev\n"
                                        "  prune: true\n"
                                        "  sourceRef: {kind: GitRepository, name: flux-system}\n"
                                        "  postBuild:\n"
                                        "    substitute:\n"
                                        "      domain: dev.example.org # ours\n");
        write("apps/base/web.yaml", deployment);
        write("apps/base/kustomization.yaml", "resources: [web.yaml]\n");
        write("apps/dev/kustomization.yaml",
              "resources: [../base]\n"
              "images:\n"
              "  - name: ghcr.io/example/web\n"
              "    newTag: v2.14.0 # {\"$imagepolicy\": \"flux-system:web:tag\"}\n"
              "patches:\n"
              "  - path: replicas.yaml\n"
              "  - patch: |\n"
              "      apiVersion: apps/v1\n"
              "      kind: Deployment\n"
              "      metadata: {name: web, namespace: web}\n"
              "      spec:\n"
              "        minReadySeconds: 5 # slow\n");
        write("apps/dev/replicas.yaml",
              "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: web}\n"
              "spec:\n  replicas: 3 # for the sale\n");
    }

    void write(const std::string &path, const QByteArray &text) const
    {
        const QString file = m_folder.filePath(QString::fromStdString(path));
        QDir().mkpath(QFileInfo(file).path());
        QFile output(file);
        if (output.open(QFile::WriteOnly))
            output.write(text);
    }

    QByteArray read(const std::string &path) const
    {
        QFile file(m_folder.filePath(QString::fromStdString(path)));
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// A field that the cluster has with another value than git gives it now; "" for none.
    plumb::remedy::DriftedField drifted(const std::string &path, const std::string &live)
    {
        using Kind = plumb::drift::FieldChange::Kind;
        plumb::drift::FieldChange change{.path = *plumb::FieldPath::parse(path)};
        if (!live.empty())
            change.live = *plumb::yaml::parse(live, "live");
        else
            change.kind = Kind::Added;
        return {.cluster = "clusters/dev",
                .object = {"apps", "Deployment", "web", "web"},
                .change = std::move(change)};
    }

    /// What is on disk; null when it cannot be opened.
    std::shared_ptr<const plumb::reconcile::Snapshot> open()
    {
        const auto snapshot = plumb::reconcile::openSnapshot(request(), m_cache, m_executor, {});
        return snapshot ? *snapshot : nullptr;
    }

    /// Opens what is on disk and asks for a proposal.
    template<typename Ask>
    plumb::Result<plumb::remedy::Proposal> propose(Ask ask,
                                                   const plumb::remedy::DriftedField &field)
    {
        const auto snapshot = open();
        const plumb::reconcile::TrialGround ground{
            .snapshot = *snapshot, .cache = m_cache, .executor = m_executor, .mask = m_mask};
        return ask(ground, field, {});
    }

private:
    plumb::reconcile::SnapshotRequest request() const
    {
        return {.repository = m_folder.path().toStdString()};
    }

    static constexpr auto deployment = "apiVersion: apps/v1\n"
                                       "kind: Deployment\n"
                                       "metadata:\n"
                                       "  name: web\n"
                                       "  namespace: web\n"
                                       "  annotations:\n"
                                       "    host: www.${domain}\n"
                                       "spec:\n"
                                       "  replicas: 1\n"
                                       "  paused: false\n"
                                       "  template:\n"
                                       "    spec:\n"
                                       "      containers:\n"
                                       "        - name: web\n"
                                       "          image: ghcr.io/example/web:v1\n"
                                       "          env:\n"
                                       "            - {name: MODE, value: fast}\n";

    QTemporaryDir m_folder;
    plumb::build::BuildCache m_cache;
    plumb::InlineExecutor m_executor;
    plumb::drift::Mask m_mask;
};
