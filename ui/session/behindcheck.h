// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/session.h"

#include <QObject>

#include <map>
#include <memory>
#include <mutex>
#include <tuple>

namespace plumb::ui {

/// Counts in the background how many versions each app is behind the environment before, from the
/// history of the file that says the newer version. What was counted once is kept.
class BehindCheck final : public QObject
{
    Q_OBJECT

public:
    /// By App::key() and the position of the environment.
    using Counts = std::map<std::pair<std::string, std::size_t>, int>;

    explicit BehindCheck(Session *session, QObject *parent = nullptr);

    const Counts &counts() const { return m_counts; }

Q_SIGNALS:
    void changed();

private:
    /// File, line, the newer version and the older one.
    using Question = std::tuple<std::string, int, std::string, std::string>;
    /// What the runs of one fleet have found out; 0 where git does not know.
    struct Answers
    {
        std::mutex mutex;
        std::map<Question, int> known;
    };

    void start();
    static Result<Counts> count(const SnapshotPointer &snapshot, Answers &answers, const Run &run);

    Session *m_session;
    std::shared_ptr<Answers> m_answers = std::make_shared<Answers>();
    Counts m_counts;
    LatestJob<Counts> m_job;
};

} // namespace plumb::ui
