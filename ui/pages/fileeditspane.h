// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/promotion.h"
#include "ui/text/diffdocument.h"

#include <QWidget>

class QTabBar;

namespace plumb::ui {

class DiffPane;

/// The exact text of every file that a promotion would write, as differences to what is there.
class FileEditsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit FileEditsPane(QWidget *parent = nullptr);

    DiffPane *diff() const { return m_diff; }
    /// Null when there is no plan; @p text says why.
    void setPlan(const Promotion::PlanPointer &plan, const QString &text);
    /// Comes to the file, if it is one that is edited.
    void showFile(const QString &path);

private:
    void showCurrent();

    Promotion::PlanPointer m_plan;
    QTabBar *m_files;
    DiffPane *m_diff;
    LatestJob<std::shared_ptr<const DiffDocument>> m_job;
};

} // namespace plumb::ui
