// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/repositorywatch.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QTimer>

#include <functional>

namespace plumb::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Linux gives every user at least 8,192 watches, ordinarily far more; a repository beyond this is
// watched by folder only, which still sees editors that save through a rename.
constexpr qsizetype maximumWatches = 60'000;

bool isGitFolder(QStringView name)
{
    return name == ".git"_L1;
}

// The folders and files below @p folder, without what git keeps for itself.
QStringList watchable(const QString &folder)
{
    QStringList found{folder};
    QStringList pending{folder};
    while (!pending.isEmpty() && found.size() < maximumWatches) {
        const QDir directory(pending.takeLast());
        const QFileInfoList entries = directory.entryInfoList(
            QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks);
        for (const QFileInfo &entry : entries) {
            if (isGitFolder(entry.fileName()))
                continue;
            found << entry.filePath();
            if (entry.isDir())
                pending << entry.filePath();
        }
    }
    return found;
}

// What moves when a reference does. In a linked worktree or a submodule .git is a file, whose
// HEAD lies elsewhere; there only the file itself is watched.
QStringList references(const QString &folder)
{
    const QString git = folder + "/.git"_L1;
    if (!QFileInfo(git).isDir())
        return QFileInfo::exists(git) ? QStringList{git} : QStringList();
    QStringList found{git, git + "/HEAD"_L1, git + "/packed-refs"_L1};
    for (QDirIterator it(git + "/refs"_L1, QDir::AllEntries | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
         it.hasNext();)
        found << it.next();
    found << git + "/refs"_L1;
    found.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    return found;
}

} // namespace

class RepositoryWatch::Worker final : public QObject
{
public:
    Worker(std::function<void()> filesChanged, std::function<void()> referencesChanged)
        : m_watcher(this)
        , m_filesTimer(this)
        , m_referencesTimer(this)
    {
        for (QTimer *timer : {&m_filesTimer, &m_referencesTimer}) {
            timer->setSingleShot(true);
            timer->setInterval(20ms);
        }
        connect(&m_filesTimer, &QTimer::timeout, this, std::move(filesChanged));
        connect(&m_referencesTimer, &QTimer::timeout, this,
                [this, tell = std::move(referencesChanged)] {
                    add(references(m_folder));
                    tell();
                });
        connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &Worker::see);
        connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &Worker::see);
    }

    void watch(const QString &folder)
    {
        const QStringList old = m_watcher.files() + m_watcher.directories();
        if (!old.isEmpty())
            m_watcher.removePaths(old);
        m_filesTimer.stop();
        m_referencesTimer.stop();
        m_folder = folder;
        if (!folder.isEmpty())
            add(watchable(folder) + references(folder));
    }

private:
    void add(const QStringList &paths)
    {
        if (!paths.isEmpty())
            m_watcher.addPaths(paths);
    }

    void see(const QString &path)
    {
        if (path.startsWith(m_folder + "/.git"_L1)) {
            if (!m_referencesTimer.isActive())
                m_referencesTimer.start();
            return;
        }
        // A replaced file is a new one for the kernel, and a new folder has files of its own.
        const QFileInfo changed(path);
        if (changed.isDir())
            addNew(path);
        else if (changed.exists() && !m_watcher.files().contains(path))
            add({path});
        if (!m_filesTimer.isActive())
            m_filesTimer.start();
    }

    void addNew(const QString &folder)
    {
        const QStringList known = m_watcher.files() + m_watcher.directories();
        const QSet<QString> watched(known.begin(), known.end());
        QStringList found;
        for (const QFileInfo &entry : QDir(folder).entryInfoList(
                 QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
            if (watched.contains(entry.filePath()) || isGitFolder(entry.fileName()))
                continue;
            if (entry.isDir())
                found << watchable(entry.filePath());
            else
                found << entry.filePath();
        }
        add(found);
    }

    QString m_folder;
    QFileSystemWatcher m_watcher;
    QTimer m_filesTimer;
    QTimer m_referencesTimer;
};

RepositoryWatch::RepositoryWatch(QObject *parent)
    : QObject(parent)
    , m_worker(
          new Worker([this] { Q_EMIT filesChanged(); }, [this] { Q_EMIT referencesChanged(); }))
{
    m_thread.setObjectName("repository watch"_L1);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

RepositoryWatch::~RepositoryWatch()
{
    m_thread.quit();
    m_thread.wait();
}

void RepositoryWatch::watch(const QString &folder)
{
    QMetaObject::invokeMethod(m_worker, [this, worker = m_worker, folder] {
        worker->watch(folder);
        Q_EMIT ready();
    });
}

} // namespace plumb::ui
