// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/log.h"
#include "ui/session/session.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace plumb::ui {

/// Where a history starts, and what it is about.
struct RevisionQuery
{
    QString start; ///< As git writes a revision; empty for HEAD.
    QString path;  ///< A file or folder of the repository; empty for everything.

    bool operator==(const RevisionQuery &) const = default;
};

/// Reads the history of the open repository, page by page, in the background.
class RevisionLog final : public QObject
{
    Q_OBJECT

public:
    explicit RevisionLog(Session *session, QObject *parent = nullptr);

    bool isRunning() const { return m_job.isRunning(); }
    /// Whether nothing older is left.
    bool isComplete() const { return m_isComplete; }
    const std::optional<Error> &error() const { return m_error; }

    /// Reads the first page of another history.
    void start(const RevisionQuery &query);
    /// Reads the page after the last one.
    void readMore();

Q_SIGNALS:
    /// A page came; @p isFirst says that it is the first of another history.
    void pageRead(const std::vector<plumb::git::Commit> &commits, bool isFirst);
    void failed();

private:
    struct Page
    {
        std::shared_ptr<git::Log> log = {}; ///< Only one job at a time has it.
        std::vector<git::Commit> commits = {};
        bool isLast = false;
    };

    static Result<Page> open(const std::string &folder, const RevisionQuery &query, const Run &run);
    static Result<Page> read(std::shared_ptr<git::Log> log, const Run &run);
    void take(Result<Page> page, bool isFirst);

    Session *m_session;
    std::shared_ptr<git::Log> m_log;
    bool m_isComplete = true;
    std::optional<Error> m_error;
    LatestJob<Page> m_job;
};

/// The newest commits of a repository, read at once; for a worker.
Result<std::vector<git::Commit>> newestCommits(const std::string &folder, std::size_t count,
                                               const Run &run);

} // namespace plumb::ui
