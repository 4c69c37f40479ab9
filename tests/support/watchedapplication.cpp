// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/watchedapplication.h"

#include <QEvent>
#include <QMetaEnum>

#include <ctime>

namespace plumb::test {

using namespace Qt::StringLiterals;

namespace {

double threadMilliseconds()
{
    timespec time = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

} // namespace

void WatchedApplication::reset()
{
    m_longest = 0;
    m_culprit.clear();
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (m_depth > 0)
        return QApplication::notify(receiver, event);
    // The receiver may be gone afterwards.
    const QString name =
        QLatin1StringView(receiver->metaObject()->className()) + u' ' + receiver->objectName();
    const QEvent::Type type = event->type();
    const double start = threadMilliseconds();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    const double spent = threadMilliseconds() - start;
    if (spent > m_longest) {
        m_longest = spent;
        m_culprit = u"%1, event %2"_s.arg(
            name, QLatin1StringView(QMetaEnum::fromType<QEvent::Type>().valueToKey(type)));
    }
    return result;
}

} // namespace plumb::test
