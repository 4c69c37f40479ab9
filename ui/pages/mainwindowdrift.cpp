// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/actions.h"
#include "ui/pages/clusteraccessdialog.h"
#include "ui/pages/clusternote.h"
#include "ui/pages/dryrunpage.h"
#include "ui/pages/fleetpage.h"
#include "ui/pages/fluxorders.h"
#include "ui/pages/footer.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/topbar.h"
#include "ui/roles/text.h"
#include "ui/widgets/rail.h"

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Which objects drifted so that somebody has to look, by the Kustomization that builds them.
LiveMarks marksOf(const DriftCheck &drift, const build::DesiredState &desired)
{
    LiveMarks marks;
    for (const ClusterDrift &cluster : drift.clusters()) {
        const build::ClusterState *state =
            cluster.changes ? desired.cluster(cluster.cluster) : nullptr;
        if (!state)
            continue;
        marks.compared.insert(cluster.cluster);
        marks.unhealthy.insert(cluster.unhealthy.begin(), cluster.unhealthy.end());
        for (const drift::ObjectDiff &diff : cluster.changes->changes.objects) {
            if (!diff.needsAttention())
                continue;
            const auto owner = std::ranges::find_if(state->units, [&](const auto &unit) {
                return unit->known().find(diff.id) != nullptr;
            });
            if (owner != state->units.end())
                marks.drifted[(*owner)->id].insert(diff.id);
        }
    }
    return marks;
}

} // namespace

void MainWindow::connectDrift()
{
    connect(m_drift, &DriftCheck::changed, this, &MainWindow::showDrift);
    auto *orders = new FluxOrders(m_session, m_drift, this);
    connect(m_session, &Session::fluxAsked, orders, &FluxOrders::review);
    connect(m_drift, &DriftCheck::linkChanged, this, &MainWindow::showClusters);
    // Countdowns go on while nothing else happens.
    m_clock.start(1s);
    connect(&m_clock, &QTimer::timeout, this, &MainWindow::showClusters);
    connect(m_actions->checkDrift, &QAction::triggered, this, [this] {
        const bool isAnyChosen = std::ranges::any_of(m_drift->clusters(), &ClusterDrift::isChosen);
        showPage(Page::Drift);
        if (isAnyChosen)
            m_drift->checkAll();
        else
            m_actions->clusterAccess->trigger();
    });
    connect(m_actions->clusterAccess, &QAction::triggered, this, [this] {
        auto *dialog = new ClusterAccessDialog(m_session, m_drift, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, [this] { showPage(Page::Drift); });
        dialog->open();
    });
    connect(m_dryRunPage, &DryRunPage::countChanged, this,
            [this](int count) { m_rail->setBadge(static_cast<int>(Page::DryRun), count); });
}

void MainWindow::showClusters()
{
    const auto now = std::chrono::steady_clock::now();
    std::vector<ClusterNote> notes;
    std::size_t live = 0;
    OwnersByCluster owners;
    for (const ClusterDrift &cluster : m_drift->clusters()) {
        if (!cluster.isChosen())
            continue;
        if (cluster.owners)
            owners[cluster.cluster] = cluster.owners;
        notes.push_back(noteOf(cluster, now));
        live += cluster.liveObjects;
    }
    m_fleetPage->setOwners(owners);
    m_footer->setClusters(notes);
    m_footer->setLiveText(m_drift->hasResult()
                              ? tr("%1 live · %2 drifted").arg(live).arg(m_drift->driftedCount())
                              : QString());
}

void MainWindow::showDrift()
{
    qsizetype chosen = 0;
    qsizetype compared = 0;
    bool hasError = false;
    for (const ClusterDrift &cluster : m_drift->clusters()) {
        if (!cluster.isChosen())
            continue;
        ++chosen;
        compared += cluster.changes && !cluster.error ? 1 : 0;
        hasError = hasError || cluster.error.has_value();
    }
    showClusters();
    m_rail->setBadge(static_cast<int>(Page::Drift), static_cast<int>(m_drift->driftedCount()));
    m_topBar->setClusters(chosen == 0 ? QString()
                                      : tr("%1 of %2 compared")
                                            .arg(compared)
                                            .arg(counted(chosen, tr("cluster"), tr("clusters"))),
                          hasError             ? Tone::Warning
                          : compared == chosen ? Tone::Success
                                               : Tone::Progress);
    if (m_session->snapshot())
        m_fleetPage->setLiveMarks(marksOf(*m_drift, *m_session->snapshot()->desired));
}

} // namespace plumb::ui
