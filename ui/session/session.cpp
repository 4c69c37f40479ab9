// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/session.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

#include <array>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

std::string randomKey()
{
    std::array<quint32, 8> words;
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return {reinterpret_cast<const char *>(words.data()), sizeof words};
}

Result<SnapshotPointer> read(const reconcile::SnapshotRequest &request, build::BuildCache &cache,
                             const Run &run)
{
    ThreadExecutor executor;
    return reconcile::openSnapshot(request, cache, executor, run);
}

} // namespace

Session::Session(Settings *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_mask(randomKey())
{
    connect(&m_watch, &RepositoryWatch::filesChanged, this, &Session::readWorkingTree);
    connect(&m_watch, &RepositoryWatch::referencesChanged, this, [this] {
        Q_EMIT referencesChanged();
        readSnapshot();
        readWorkingTree();
    });
}

Session::~Session() = default;

QString Session::fleetName() const
{
    return QDir(m_folder).dirName();
}

void Session::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void Session::open(const QString &folder)
{
    close();
    m_folder = QFileInfo(folder).absoluteFilePath();
    m_revision = u"HEAD"_s;
    m_cache = std::make_shared<build::BuildCache>();
    setState(State::Opening);
    readSnapshot();
}

void Session::close()
{
    m_snapshotJob.cancel();
    m_workingTreeJob.cancel();
    m_watch.watch({});
    m_folder.clear();
    m_revision.clear();
    m_error.reset();
    m_snapshot.reset();
    m_workingTree.reset();
    m_selection = {};
    m_cache.reset();
    if (m_state != State::Closed)
        setState(State::Closed);
}

void Session::viewRevision(const QString &revision)
{
    if (!isGit() || revision == m_revision)
        return;
    m_revision = revision;
    readSnapshot();
}

void Session::refresh()
{
    if (m_state == State::Closed)
        return;
    if (m_state == State::Failed)
        return open(QString(m_folder));
    readSnapshot();
    readWorkingTree();
}

void Session::select(const Selection &selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    Q_EMIT selectionChanged();
}

reconcile::SnapshotRequest Session::request(std::string revision) const
{
    return {.repository = m_folder.toStdString(),
            .revision = std::move(revision),
            .rendersReleases = true,
            .charts = m_charts};
}

void Session::readSnapshot()
{
    if (!m_cache || !isGit())
        return;
    m_snapshotJob.start(
        tr("Building %1").arg(fleetName()),
        [request = request(m_revision.toStdString()), cache = m_cache](const Run &run) {
            return read(request, *cache, run);
        },
        [this](Result<SnapshotPointer> result) { takeSnapshot(std::move(result)); });
}

void Session::readWorkingTree()
{
    if (!m_cache)
        return;
    m_workingTreeJob.start(
        tr("Building the working tree"),
        [request = request({}), cache = m_cache](const Run &run) {
            return read(request, *cache, run);
        },
        [this](Result<SnapshotPointer> result) { takeWorkingTree(std::move(result)); });
}

void Session::takeSnapshot(Result<SnapshotPointer> result)
{
    if (m_state == State::Closed || (!result && result.error().code() == ErrorCode::Cancelled))
        return;
    if (!result && m_state == State::Opening && result.error().code() == ErrorCode::NotFound) {
        // No git repository, or one without a commit: the files are all there is.
        m_revision.clear();
        readWorkingTree();
        return;
    }
    if (!result) {
        m_error = std::move(result).error();
        setState(m_snapshot ? State::Ready : State::Failed);
        return;
    }
    m_error.reset();
    m_snapshot = *std::move(result);
    const bool wasOpening = m_state == State::Opening;
    if (wasOpening) {
        m_settings->addRecentFleet(m_folder);
        m_watch.watch(m_folder);
        readWorkingTree();
    }
    setState(State::Ready);
    Q_EMIT snapshotChanged();
}

void Session::takeWorkingTree(Result<SnapshotPointer> result)
{
    if (m_state == State::Closed || (!result && result.error().code() == ErrorCode::Cancelled))
        return;
    if (!result) {
        m_error = std::move(result).error();
        setState(m_snapshot ? State::Ready : State::Failed);
        return;
    }
    m_workingTree = *std::move(result);
    if (!isGit()) {
        m_error.reset();
        m_snapshot = m_workingTree;
        if (m_state == State::Opening) {
            m_settings->addRecentFleet(m_folder);
            m_watch.watch(m_folder);
        }
        setState(State::Ready);
        Q_EMIT snapshotChanged();
    }
    Q_EMIT workingTreeChanged();
}

} // namespace plumb::ui
