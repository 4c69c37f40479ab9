// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reconcile/comparison.h"
#include "ui/pages/objecttext.h"
#include "ui/session/latestjob.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/icons.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QStackedLayout;
class QToolButton;

namespace plumb::ui {

class ChipLabel;
class ElidedLabel;
class EmptyState;
class ThemedLabel;

/// One object's difference, and what keeps it alive.
struct DiffSubject
{
    std::shared_ptr<const void> owner = {};
    const drift::ObjectDiff *diff = nullptr;
    DiffHeadings headings = {};
    DesiredSide desired = DesiredSide::Right;
    std::shared_ptr<const yaml::SourceTable> sources = {};
    QString place = {}; ///< Cluster and Kustomization, shown dim in the title.
};

/// The diff view with what belongs around it: whose difference it is, how many changes, the way to
/// the next one, and how they are arranged.
class DiffPane final : public QWidget
{
    Q_OBJECT

public:
    explicit DiffPane(QWidget *parent = nullptr);

    DiffView *view() const { return m_view; }

    /// Compares in a worker, then shows. The pane stays as it is until the new one is ready.
    void show(const DiffSubject &subject);
    /// Shows a finished comparison, as of two files.
    void show(const QString &title, const QString &detail,
              std::shared_ptr<const DiffDocument> document);
    /// Nothing is selected, or there is nothing to select.
    void showNothing(Glyph glyph, const QString &title, const QString &text);

Q_SIGNALS:
    void placeActivated(const QString &file, int line);
    void fieldActivated(const QString &path);

private:
    QWidget *makeHeader();
    void showChangeCount(int index, int count);

    ElidedLabel *m_title = nullptr;
    ChipLabel *m_chip = nullptr;
    ElidedLabel *m_place = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    ThemedLabel *m_count = nullptr;
    QComboBox *m_mode = nullptr;
    DiffView *m_view;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    LatestJob<std::shared_ptr<const DiffDocument>> m_job;
};

} // namespace plumb::ui
