// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/settings.h"

#include <QWidget>

class QVBoxLayout;

namespace plumb::ui {

class Actions;

/// The first thing to see: open a folder, clone, try the demo, or go on with a recent fleet.
class WelcomePage final : public QWidget
{
    Q_OBJECT

public:
    WelcomePage(Settings *settings, const Actions &actions, QWidget *parent = nullptr);

Q_SIGNALS:
    void folderChosen(const QString &folder);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fillRecent();

    Settings *m_settings;
    QWidget *m_recent;
    QVBoxLayout *m_recentRows;
    QWidget *m_first = nullptr;
};

} // namespace plumb::ui
