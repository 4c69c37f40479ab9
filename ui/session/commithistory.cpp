// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/commithistory.h"

#include "ui/roles/text.h"

namespace plumb::ui {

CommitHistory::CommitHistory(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pages(session->tasks())
    , m_effects(session->tasks())
{
}

Result<CommitHistory::Page> CommitHistory::read(std::shared_ptr<history::Timeline> timeline,
                                                const Run &run)
{
    Page page{.timeline = std::move(timeline)};
    // What a filter lets through may be far apart.
    while (page.entries.empty() && !page.isLast) {
        history::TimelinePage next = PLUMB_TRY(page.timeline->next(run));
        page.isLast = next.isLast;
        page.entries = std::move(next.entries);
    }
    return page;
}

void CommitHistory::start(const history::TimelineFilter &filter)
{
    m_timeline.reset();
    m_isComplete = true;
    if (!m_session->snapshot())
        return;
    m_pages.start(
        tr("Reading the history"),
        [snapshot = m_session->snapshot(), filter](const Run &run) -> Result<Page> {
            return read(std::make_shared<history::Timeline>(
                            PLUMB_TRY(history::Timeline::open(snapshot, filter))),
                        run);
        },
        [this](Result<Page> page) { take(std::move(page), true); });
}

void CommitHistory::readMore()
{
    if (!m_timeline || m_isComplete || isReading())
        return;
    m_pages.start(
        tr("Reading older commits"),
        [timeline = m_timeline](const Run &run) { return read(timeline, run); },
        [this](Result<Page> page) { take(std::move(page), false); });
}

void CommitHistory::take(Result<Page> page, bool isFirst)
{
    if (!page) {
        if (page.error().code() == ErrorCode::Cancelled)
            return;
        m_error = std::move(page).error();
        Q_EMIT failed();
        return;
    }
    m_error.reset();
    m_timeline = std::move(page->timeline);
    m_isComplete = page->isLast;
    Q_EMIT pageRead(page->entries, isFirst);
}

void CommitHistory::askForEffect(const git::Oid &commit, const QString &environment)
{
    m_effect.reset();
    m_effectError.reset();
    Q_EMIT effectChanged();
    m_effects.start(
        tr("Building what commit %1 changed").arg(toQt(commit.shortText())),
        [commit, environment = environment.toStdString(), request = m_session->snapshot()->request,
         cache = m_session->buildCache(),
         mask = m_session->mask()](const Run &run) -> Result<EffectPointer> {
            ThreadExecutor executor;
            const history::HistoryContext context{
                .request = request, .cache = *cache, .executor = executor, .mask = mask};
            auto effect = std::make_shared<history::CommitEffect>(
                PLUMB_TRY(history::effectOf(context, commit, run)));
            // An environment that the fleet did not have then was not changed.
            if (!environment.empty()) {
                if (const auto kept = history::keepEnvironment(*effect, environment); !kept)
                    effect->clusters.clear();
            }
            return EffectPointer(std::move(effect));
        },
        [this](Result<EffectPointer> effect) {
            if (!effect && effect.error().code() == ErrorCode::Cancelled)
                return;
            if (effect)
                m_effect = *std::move(effect);
            else
                m_effectError = std::move(effect).error();
            Q_EMIT effectChanged();
        });
}

} // namespace plumb::ui
