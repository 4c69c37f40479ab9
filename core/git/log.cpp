// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/log.h"

#include "core/git/historywalk.h"

namespace plumb::git {

Log::Log(std::unique_ptr<HistoryWalk> walk)
    : m_walk(std::move(walk))
{
}

Log::Log(Log &&) noexcept = default;
Log &Log::operator=(Log &&) noexcept = default;
Log::~Log() = default;

Result<Log> Log::open(const Repository &repository, const LogQuery &query)
{
    auto walk = std::make_unique<HistoryWalk>(repository, query);
    PLUMB_TRY(walk->start());
    return Log(std::move(walk));
}

Result<LogPage> Log::next(const Run &run)
{
    const LogQuery &query = m_walk->query();
    const std::size_t start = m_walk->explored();
    LogPage page;
    while (page.entries.size() < query.pageSize
           && m_walk->explored() - start < query.commitsPerPage) {
        const HistoryStep *step = PLUMB_TRY(m_walk->advance(run));
        page.isLast = step == nullptr;
        if (!step)
            break;
        if (!step->changesPath)
            continue;
        page.entries.push_back({.commit = PLUMB_TRY(m_walk->repository().commit(step->commit)),
                                .path = step->path,
                                .renamedFrom = step->renamedFrom});
    }
    return page;
}

Result<LogPage> log(const Repository &repository, const LogQuery &query, const Run &run)
{
    Log log = PLUMB_TRY(Log::open(repository, query));
    return log.next(run);
}

} // namespace plumb::git
