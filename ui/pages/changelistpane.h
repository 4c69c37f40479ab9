// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/changemodel.h"
#include "ui/widgets/icons.h"

#include <QWidget>

class QListView;
class QSortFilterProxyModel;
class QStackedLayout;

namespace plumb::ui {

class EmptyState;
class SearchField;
class SectionHeader;

/// The objects that a change of git touches: a summary, a filter, and the list.
class ChangeListPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ChangeListPane(QWidget *parent = nullptr);

    const ChangeModel &model() const { return *m_model; }
    const ChangeRow *current() const;

    /// Shows another list; the selected row stays selected when it is still there, else the first
    /// is.
    void setChanges(const std::shared_ptr<const ChangeList> &changes);
    /// Shown in place of an empty list.
    void setEmptyText(Glyph glyph, const QString &title, const QString &text);
    void focusList();
    void focusFilter();
    bool clearFilter();

Q_SIGNALS:
    /// The selected row, or a newer state of it; null when nothing is selected.
    void currentChanged(const plumb::ui::ChangeRow *row);
    /// Enter or double click on a row.
    void activated();
    void menuRequested(const plumb::ui::ChangeRow &row, const QPoint &globalPlace);

private:
    void tellCurrent();

    ChangeModel *m_model;
    QSortFilterProxyModel *m_filtered;
    SectionHeader *m_summary;
    SearchField *m_filter;
    QListView *m_list;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
};

} // namespace plumb::ui
