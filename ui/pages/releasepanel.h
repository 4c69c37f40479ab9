// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/release.h"
#include "core/yaml/sourcetable.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QListWidget;
class QStackedWidget;
class QTabBar;
class QTextBrowser;
class QTreeView;

namespace plumb::ui {

class ReleaseValuesModel;

/// The parts of a HelmRelease that its YAML does not show: the final values, each with the line
/// that set it, and the files of the chart.
class ReleasePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ReleasePanel(QWidget *parent = nullptr);

    void showRelease(const std::shared_ptr<const build::RenderedRelease> &release,
                     const std::shared_ptr<const yaml::SourceTable> &sources);

Q_SIGNALS:
    void placeActivated(const QString &file, int line);

private:
    QWidget *makeValues();
    QWidget *makeChart();
    void showFile(int row);

    ReleaseValuesModel *m_model;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    QComboBox *m_filter;
    QTreeView *m_values;
    QListWidget *m_files;
    QTextBrowser *m_text;
    std::shared_ptr<const build::RenderedRelease> m_release;
};

} // namespace plumb::ui
