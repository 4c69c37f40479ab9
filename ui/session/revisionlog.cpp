// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/revisionlog.h"

namespace plumb::ui {

RevisionLog::RevisionLog(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

Result<RevisionLog::Page> RevisionLog::read(std::shared_ptr<git::Log> log, const Run &run)
{
    Page page{.log = std::move(log)};
    // The history of a path that is hardly ever touched has pages without an entry.
    while (page.commits.empty() && !page.isLast) {
        git::LogPage next = PLUMB_TRY(page.log->next(run));
        page.isLast = next.isLast;
        for (git::LogEntry &entry : next.entries)
            page.commits.push_back(std::move(entry.commit));
    }
    return page;
}

Result<RevisionLog::Page> RevisionLog::open(const std::string &folder, const RevisionQuery &query,
                                            const Run &run)
{
    const git::Repository repository = PLUMB_TRY(git::Repository::open(folder));
    git::LogQuery wanted;
    if (!query.start.isEmpty())
        wanted.from = {PLUMB_TRY(repository.resolve(query.start.toStdString()))};
    if (!query.path.isEmpty())
        wanted.path = PLUMB_TRY(files::TreePath::parse(query.path.toStdString()));
    return read(std::make_shared<git::Log>(PLUMB_TRY(git::Log::open(repository, wanted))), run);
}

void RevisionLog::start(const RevisionQuery &query)
{
    m_log.reset();
    m_isComplete = true;
    m_job.start([folder = m_session->folder().toStdString(),
                 query](const Run &run) { return open(folder, query, run); },
                [this](Result<Page> page) { take(std::move(page), true); });
}

void RevisionLog::readMore()
{
    if (!m_log || m_isComplete || isRunning())
        return;
    m_job.start([log = m_log](const Run &run) { return read(log, run); },
                [this](Result<Page> page) { take(std::move(page), false); });
}

void RevisionLog::take(Result<Page> page, bool isFirst)
{
    if (!page) {
        m_error = std::move(page).error();
        Q_EMIT failed();
        return;
    }
    m_error.reset();
    m_log = std::move(page->log);
    m_isComplete = page->isLast;
    Q_EMIT pageRead(page->commits, isFirst);
}

Result<std::vector<git::Commit>> newestCommits(const std::string &folder, std::size_t count,
                                               const Run &run)
{
    const git::LogPage page =
        PLUMB_TRY(git::log(PLUMB_TRY(git::Repository::open(folder)), {.pageSize = count}, run));
    std::vector<git::Commit> commits;
    for (const git::LogEntry &entry : page.entries)
        commits.push_back(entry.commit);
    return commits;
}

} // namespace plumb::ui
