// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/session.h"

#include <QObject>
#include <QSize>
#include <QTimer>

#include <optional>

namespace plumb::ui {

class MainWindow;

/// Which picture of the window is asked for.
struct ScreenshotRequest
{
    QString file;
    QSize size;
    QString page; ///< fleet, tree, table, yaml, drift, promote, dryrun or compare

    /// Nothing when the size or the page is none.
    static std::optional<ScreenshotRequest> from(const QString &file, const QString &size,
                                                 const QString &page);
};

/// Waits until a window shows what it is to show, writes the picture, and ends the program.
class Screenshot final : public QObject
{
    Q_OBJECT

public:
    Screenshot(MainWindow *window, Session *session, ScreenshotRequest request);

private:
    void prepare();
    void take();

    MainWindow *m_window;
    Session *m_session;
    ScreenshotRequest m_request;
    QTimer m_quiet; ///< Fires when nothing has been running for a while.
    bool m_isPrepared = false;
};

} // namespace plumb::ui
