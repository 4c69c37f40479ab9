// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/pages/pagewidget.h"
#include "ui/session/comparison.h"
#include "ui/widgets/icons.h"

class QSplitter;

namespace plumb::ui {

class ChangeListPane;
struct ChangeRow;
class DiffPane;

/// What pages share that compare two states of git: the changed objects at the left, the rendered
/// difference of the selected one at the right.
class ChangesPage : public PageWidget
{
    Q_OBJECT

public:
    void openSearch() override;
    void focusFilter() override;
    void nextChange() override;
    void previousChange() override;
    bool goBack() override;
    void focusContent() override;

protected:
    ChangesPage(Session *session, QWidget *parent);

    Session *session() const { return m_session; }
    Comparison *comparison() const { return m_comparison; }
    ChangeListPane *list() const { return m_list; }

    /// @p left, which holds list(), and the difference beside it.
    QSplitter *makeSplitter(QWidget *left, const QString &key, const QList<int> &sizes);
    /// Said at the right while no object is selected.
    void setNothingText(Glyph glyph, const QString &title, const QString &text);

private:
    void showRow(const ChangeRow *row);

    Session *m_session;
    Comparison *m_comparison;
    ChangeListPane *m_list;
    DiffPane *m_diff;
    Glyph m_nothingGlyph = Glyph::Compare;
    QString m_nothingTitle;
    QString m_nothingText;
};

} // namespace plumb::ui
