// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QApplication>
#include <QStringList>

namespace plumb::test {

/// An application that measures how long each event keeps the main thread busy.
///
/// Processor time of the thread is measured, not time on the clock, so that a loaded machine makes
/// no test fail; what waits for a disk or a lock on the main thread is not seen.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    /// The longest event since the last reset, in milliseconds, and what it was.
    double longest() const { return m_longest; }
    const QString &culprit() const { return m_culprit; }
    void reset();

    bool notify(QObject *receiver, QEvent *event) override;

private:
    int m_depth = 0;
    double m_longest = 0;
    QString m_culprit;
};

} // namespace plumb::test
