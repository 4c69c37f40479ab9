// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/screenshot.h"

#include "ui/pages/fleetpage.h"
#include "ui/pages/mainwindow.h"

#include <QCoreApplication>
#include <QPixmap>

#include <map>

namespace plumb::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const std::map<QString, Page> &pageNames()
{
    static const std::map<QString, Page> names = {
        {u"fleet"_s, Page::Fleet},   {u"tree"_s, Page::Fleet},      {u"table"_s, Page::Fleet},
        {u"yaml"_s, Page::Fleet},    {u"drift"_s, Page::Drift},     {u"promote"_s, Page::Promote},
        {u"dryrun"_s, Page::DryRun}, {u"history"_s, Page::History}, {u"compare"_s, Page::Compare}};
    return names;
}

} // namespace

std::optional<ScreenshotRequest> ScreenshotRequest::from(const QString &file, const QString &size,
                                                         const QString &page)
{
    const QStringList parts = size.split(u'x');
    const QSize wanted(parts.value(0).toInt(), parts.value(1).toInt());
    constexpr int largest = 8192;
    if (parts.size() != 2 || wanted.isEmpty() || wanted.width() > largest
        || wanted.height() > largest || !pageNames().contains(page))
        return {};
    return ScreenshotRequest{.file = file, .size = wanted, .page = page};
}

Screenshot::Screenshot(MainWindow *window, Session *session, ScreenshotRequest request)
    : m_window(window)
    , m_session(session)
    , m_request(std::move(request))
{
    m_window->resize(m_request.size);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(700ms);
    connect(&m_quiet, &QTimer::timeout, this, [this] {
        if (!m_session->tasks()->isEmpty())
            m_quiet.start();
        else if (m_isPrepared || m_session->state() != Session::State::Ready)
            take();
        else
            prepare();
    });
    connect(m_session->tasks(), &Tasks::changed, this, [this] { m_quiet.start(); });
    m_quiet.start();
}

void Screenshot::prepare()
{
    m_isPrepared = true;
    m_window->showPage(pageNames().at(m_request.page));
    if (auto *fleet = qobject_cast<FleetPage *>(m_window->page(Page::Fleet)))
        fleet->showTab(m_request.page);
    m_quiet.start();
}

void Screenshot::take()
{
    const bool isWritten = m_window->grab().save(m_request.file);
    if (!isWritten)
        qWarning("cannot write '%s'", qPrintable(m_request.file));
    QCoreApplication::exit(isWritten ? 0 : 2);
}

} // namespace plumb::ui
