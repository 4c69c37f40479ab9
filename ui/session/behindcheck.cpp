// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/behindcheck.h"

#include "core/git/repository.h"
#include "core/history/versionlag.h"

namespace plumb::ui {

BehindCheck::BehindCheck(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(session, &Session::snapshotChanged, this, &BehindCheck::start);
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session->state() != Session::State::Closed)
            return;
        m_job.cancel();
        m_answers = std::make_shared<Answers>();
        m_counts.clear();
        Q_EMIT changed();
    });
}

Result<BehindCheck::Counts> BehindCheck::count(const SnapshotPointer &snapshot, Answers &answers,
                                               const Run &run)
{
    Counts counts;
    history::VersionLag lag(PLUMB_TRY(git::Repository::open(snapshot->repository)),
                            PLUMB_TRY(git::Oid::parse(snapshot->commit)));
    for (const fleet::App &app : snapshot->fleet->apps) {
        for (std::size_t i = 0; i < app.cells.size(); ++i) {
            PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = app.name}));
            const fleet::Version *waiting = history::versionWaiting(app, i);
            if (!waiting)
                continue;
            const std::string older = app.cells[i].instances.front().version.text;
            const Question question{waiting->where.path, waiting->where.line, waiting->text, older};
            {
                const std::scoped_lock lock(answers.mutex);
                if (const auto known = answers.known.find(question); known != answers.known.end()) {
                    counts[{app.key(), i}] = known->second;
                    continue;
                }
            }
            const auto number = lag.since(*waiting, older, run);
            if (!number && number.error().code() == ErrorCode::Cancelled)
                return std::unexpected(number.error());
            const int behind = number && *number ? static_cast<int>(**number) : 0;
            counts[{app.key(), i}] = behind;
            const std::scoped_lock lock(answers.mutex);
            answers.known[question] = behind;
        }
    }
    return counts;
}

void BehindCheck::start()
{
    const SnapshotPointer snapshot = m_session->snapshot();
    if (!m_session->isGit() || snapshot->commit.empty())
        return;
    m_job.start(
        [snapshot, answers = m_answers](const Run &run) { return count(snapshot, *answers, run); },
        [this](Result<Counts> counts) {
            if (!counts || m_session->state() == Session::State::Closed)
                return;
            m_counts = *std::move(counts);
            Q_EMIT changed();
        });
}

} // namespace plumb::ui
