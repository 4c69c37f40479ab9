// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/clusternote.h"

#include "ui/pages/age.h"
#include "ui/roles/text.h"

#include <QCoreApplication>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;
using cluster::LinkStatus;

QString tr(const char *text)
{
    return QCoreApplication::translate("ClusterNote", text);
}

/// "12 s", "5 min", "3 h": how long something takes or has taken.
QString spanText(Clock::duration span)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(span).count();
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min").arg(seconds / 60);
    return tr("%1 h").arg(seconds / 3600);
}

QString nextTry(const LinkStatus &link, Clock::time_point now)
{
    return link.nextTry > now ? tr("next try in %1").arg(spanText(link.nextTry - now))
                              : tr("trying now");
}

QString lastText(const ClusterDrift &cluster)
{
    return cluster.checkedAt.isValid()
               ? u'\n'
                     + tr("Shown is what it was %1.")
                           .arg(ageText(cluster.checkedAt, QDateTime::currentDateTime()))
               : QString();
}

ClusterNote connectedNote(const ClusterDrift &cluster, const QString &name, Clock::time_point now)
{
    const cluster::ClusterView &view = *cluster.view;
    if (!cluster.changes) {
        return {
            .text =
                view.live ? tr("%1: comparing").arg(name)
                : view.kinds == 0
                    ? tr("%1: reading").arg(name)
                    : tr("%1: reading, %2 of %3 kinds").arg(name).arg(view.listed).arg(view.kinds),
            .tone = Tone::Progress};
    }
    return {.text = tr("%1: live").arg(name),
            .tone = Tone::Success,
            .toolTip = tr("Connected for %1; changes are shown as they happen.\n%2 objects of %3 "
                          "kinds, compared in %4 ms.\n%5 requests, 20 a second at most.")
                           .arg(spanText(now - view.link.since))
                           .arg(cluster.liveObjects)
                           .arg(view.kinds)
                           .arg(cluster.milliseconds)
                           .arg(view.requests)};
}

} // namespace

ClusterNote noteOf(const ClusterDrift &cluster, Clock::time_point now)
{
    using State = LinkStatus::State;
    const QString name = toQt(cluster.cluster).section(u'/', -1);
    if (!cluster.view) {
        if (!cluster.error)
            return {.text = tr("%1: connecting").arg(name), .tone = Tone::Progress};
        return {.text = tr("%1: cannot connect").arg(name),
                .tone = Tone::Warning,
                .toolTip = toQt(cluster.error->toString()) + lastText(cluster)};
    }
    const LinkStatus &link = cluster.view->link;
    const QString toolTip = toQt(link.reason) + lastText(cluster);
    switch (link.state) {
    case State::Connecting: return {.text = tr("%1: connecting").arg(name), .tone = Tone::Progress};
    case State::Reconnecting:
        return {.text = tr("%1: reconnecting, %2").arg(name, nextTry(link, now)),
                .tone = Tone::Progress,
                .toolTip = toolTip};
    case State::Unreachable:
        return {.text = tr("%1: unreachable for %2, %3")
                            .arg(name, spanText(now - link.since), nextTry(link, now)),
                .tone = Tone::Warning,
                .toolTip = toolTip};
    case State::Forbidden:
        return {.text = tr("%1: forbidden, %2").arg(name, nextTry(link, now)),
                .tone = Tone::Warning,
                .toolTip = toolTip};
    case State::Connected: break;
    }
    if (cluster.error) {
        return {.text = tr("%1: cannot be compared").arg(name),
                .tone = Tone::Warning,
                .toolTip = toQt(cluster.error->toString()) + lastText(cluster)};
    }
    return connectedNote(cluster, name, now);
}

} // namespace plumb::ui
