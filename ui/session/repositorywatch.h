// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>
#include <QThread>

namespace plumb::ui {

/// Tells when files of a fleet repository change on disk, or when its references move.
///
/// Listing and watching happen on a thread of their own, because walking a large repository
/// takes longer than a frame. Bursts (a checkout, a save through a temporary file) are told once.
class RepositoryWatch final : public QObject
{
    Q_OBJECT

public:
    explicit RepositoryWatch(QObject *parent = nullptr);
    ~RepositoryWatch() override;

    /// Watches @p folder in place of the one before; an empty name watches nothing.
    void watch(const QString &folder);

Q_SIGNALS:
    /// Every file is being watched from now on.
    void ready();
    /// A file or folder was written, made, renamed or removed.
    void filesChanged();
    /// A branch, tag or HEAD moved: somebody committed, fetched or switched.
    void referencesChanged();

private:
    class Worker;

    QThread m_thread;
    Worker *m_worker; ///< Lives in, and is deleted by, the thread.
};

} // namespace plumb::ui
