// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/effect.h"
#include "core/history/timeline.h"
#include "ui/session/session.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace plumb::ui {

/// The commits of the open fleet, page by page, and what one of them did to what clusters run.
class CommitHistory final : public QObject
{
    Q_OBJECT

public:
    using EffectPointer = std::shared_ptr<const history::CommitEffect>;

    explicit CommitHistory(Session *session, QObject *parent = nullptr);

    bool isReading() const { return m_pages.isRunning(); }
    /// Whether nothing older is left.
    bool isComplete() const { return m_isComplete; }
    /// Why the commits could not be read.
    const std::optional<Error> &error() const { return m_error; }

    /// Reads the first page of what the filter asks for.
    void start(const history::TimelineFilter &filter);
    /// Reads the page after the last one.
    void readMore();

    /// What the commit that was asked for last did; null while that is worked out.
    const EffectPointer &effect() const { return m_effect; }
    const std::optional<Error> &effectError() const { return m_effectError; }
    /// Builds both sides of a commit, and keeps what concerns an environment unless it is empty.
    void askForEffect(const git::Oid &commit, const QString &environment);

Q_SIGNALS:
    /// A page came; @p isFirst says that it is the first of another list.
    void pageRead(const std::vector<plumb::history::TimelineEntry> &entries, bool isFirst);
    void failed();
    void effectChanged();

private:
    struct Page
    {
        std::shared_ptr<history::Timeline> timeline = {}; ///< Only one job at a time has it.
        std::vector<history::TimelineEntry> entries = {};
        bool isLast = false;
    };

    static Result<Page> read(std::shared_ptr<history::Timeline> timeline, const Run &run);
    void take(Result<Page> page, bool isFirst);

    Session *m_session;
    std::shared_ptr<history::Timeline> m_timeline;
    bool m_isComplete = true;
    std::optional<Error> m_error;
    EffectPointer m_effect;
    std::optional<Error> m_effectError;
    TaskJob<Page> m_pages;
    TaskJob<EffectPointer> m_effects;
};

} // namespace plumb::ui
