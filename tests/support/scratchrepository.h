// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <string>

/// A git repository in a temporary folder, made with the real git.
///
/// Author and dates are fixed, and no configuration of the user's is read, so that the ids of
/// commits are the same everywhere. Each commit is a minute later than the one before.
class ScratchRepository
{
public:
    enum class Kind { WithWorktree, Bare };

    explicit ScratchRepository(Kind kind = Kind::WithWorktree);

    /// Whether the folder could be made and git is there.
    bool isValid() const { return m_valid; }
    std::string path() const { return m_path.toStdString(); }
    QString filePath(const QString &path) const { return m_path + u'/' + path; }
    /// A folder beside the repository, for clones and linked work trees.
    QString beside(const QString &name) const { return m_folder.filePath(name); }

    /// Runs git here and gives what it prints, without the last line end; the test ends when git
    /// fails.
    QByteArray git(const QStringList &arguments, const QByteArray &input = {});
    /// Writes a file, making its folders.
    void write(const QString &path, const QByteArray &content);
    QByteArray read(const QString &path) const;
    void remove(const QString &path);
    void link(const QString &path, const QString &target);
    /// Stages everything and commits it; gives the id.
    QByteArray commit(const QString &message);

private:
    QTemporaryDir m_folder;
    QString m_path;
    bool m_valid = false;
    qint64 m_time = 1'700'000'000;
};
