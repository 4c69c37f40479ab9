// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/buildcache.h"
#include "core/drift/mask.h"
#include "core/reconcile/snapshot.h"
#include "ui/session/repositorywatch.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/tasks.h"

#include <QObject>

#include <memory>
#include <optional>

namespace plumb::ui {

using SnapshotPointer = std::shared_ptr<const reconcile::Snapshot>;

/// One open fleet: the newest snapshots of it, what is selected in it, and the way pages talk to
/// each other. Everything that takes time happens in jobs; the session only ever swaps pointers.
class Session final : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8 { Closed, Opening, Ready, Failed };

    explicit Session(Settings *settings, QObject *parent = nullptr);
    ~Session() override;

    Settings *settings() const { return m_settings; }

    /// Where the charts of HelmReleases come from that are not in the repository; without it those
    /// are not rendered. It must answer at once, for everything else waits.
    void setCharts(std::shared_ptr<source::ChartSource> charts) { m_charts = std::move(charts); }
    Tasks *tasks() { return &m_tasks; }

    State state() const { return m_state; }
    /// The folder that is open; empty when none is.
    const QString &folder() const { return m_folder; }
    /// Its last part, by which people call the fleet.
    QString fleetName() const;
    /// Why the fleet could not be opened, or could not be read again.
    const std::optional<Error> &error() const { return m_error; }

    /// The fleet as the viewed revision says; null until it is ready.
    const SnapshotPointer &snapshot() const { return m_snapshot; }
    /// The fleet as the files on disk say; null until it is ready.
    const SnapshotPointer &workingTree() const { return m_workingTree; }
    /// What snapshot() shows: "HEAD" or what was asked for; empty outside git.
    const QString &revision() const { return m_revision; }
    bool isGit() const { return !m_revision.isEmpty(); }

    const Selection &selection() const { return m_selection; }
    const drift::Mask &mask() const { return m_mask; }
    std::shared_ptr<build::BuildCache> buildCache() const { return m_cache; }

    void open(const QString &folder);
    void close();
    /// Shows the fleet at another revision.
    void viewRevision(const QString &revision);
    /// Reads everything again.
    void refresh();
    void select(const Selection &selection);

    void showPage(plumb::ui::Page page) { Q_EMIT pageRequested(page); }
    void showObject(const ObjectPlace &place) { Q_EMIT objectRequested(place); }
    void compare(const ComparisonSides &sides) { Q_EMIT comparisonRequested(sides); }
    void promote(const PromotionRequest &request) { Q_EMIT promotionRequested(request); }
    void askFlux(const FluxWish &wish) { Q_EMIT fluxAsked(wish); }
    /// A commit was made here.
    void tellCommitted(const QString &commit, const QString &branch)
    {
        Q_EMIT committed(commit, branch);
    }
    /// Tells a person something that needs no answer, in the status bar.
    void say(const QString &message) { Q_EMIT said(message); }

Q_SIGNALS:
    void stateChanged();
    void snapshotChanged();
    void workingTreeChanged();
    /// A branch moved, by us or by somebody else.
    void referencesChanged();
    void selectionChanged();

    void pageRequested(plumb::ui::Page page);
    void objectRequested(const plumb::ui::ObjectPlace &place);
    void comparisonRequested(const plumb::ui::ComparisonSides &sides);
    void promotionRequested(const plumb::ui::PromotionRequest &request);
    void fluxAsked(const plumb::ui::FluxWish &wish);
    void committed(const QString &commit, const QString &branch);
    void said(const QString &message);

private:
    void setState(State state);
    reconcile::SnapshotRequest request(std::string revision) const;
    void readSnapshot();
    void readWorkingTree();
    void takeSnapshot(Result<SnapshotPointer> result);
    void takeWorkingTree(Result<SnapshotPointer> result);

    Settings *m_settings;
    Tasks m_tasks;
    RepositoryWatch m_watch;
    drift::Mask m_mask;
    std::shared_ptr<build::BuildCache> m_cache;
    std::shared_ptr<source::ChartSource> m_charts;

    State m_state = State::Closed;
    QString m_folder;
    QString m_revision;
    std::optional<Error> m_error;
    SnapshotPointer m_snapshot;
    SnapshotPointer m_workingTree;
    Selection m_selection;

    TaskJob<SnapshotPointer> m_snapshotJob{&m_tasks};
    TaskJob<SnapshotPointer> m_workingTreeJob{&m_tasks};
};

} // namespace plumb::ui
