// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/diffdocument.h"

#include <QWidget>

#include <memory>

class QStackedLayout;

namespace plumb::ui {

class DiffCanvas;
class DiffFieldsView;
class SearchBar;

/// The comparison that every page shows: side by side, inline, or as a tree of fields.
class DiffView : public QWidget
{
    Q_OBJECT

public:
    enum class Mode : quint8 { SideBySide, Inline, Fields };
    Q_ENUM(Mode)

    explicit DiffView(QWidget *parent = nullptr);
    ~DiffView() override;

    Mode mode() const { return m_mode; }
    int changeCount() const;
    int currentChange() const; ///< -1 before the first one was visited.
    const DiffDocument *document() const { return m_document.get(); }

    /// Shows a finished comparison; nullptr empties the view. The same comparison made anew keeps
    /// the scroll position.
    void setDocument(std::shared_ptr<const DiffDocument> document);
    /// Compares and shows: at once when small, else in a pool thread.
    void setTexts(AnnotatedText left, AnnotatedText right, std::vector<DiffField> fields = {});
    void setMode(Mode mode);
    /// Unchanged lines around changes; negative shows everything.
    void setContextLines(int count);
    void goToChange(int index);
    void nextChange();
    void previousChange();
    void openSearch();
    void copy();

Q_SIGNALS:
    void documentShown();
    void modeChanged(plumb::ui::DiffView::Mode mode);
    void currentChangeChanged(int index, int count);
    /// A gutter mark or a field's origin was activated.
    void provenanceActivated(const QString &file, int line);
    /// The caret moved to a line with this path ("" when unknown).
    void pathChanged(const QString &path);
    /// Someone asked to see a masked value.
    void revealRequested(const QString &path);

private:
    void makeActions();
    void updateFields();

    std::shared_ptr<const DiffDocument> m_document;
    Mode m_mode = Mode::SideBySide;
    quint64 m_request = 0;
    bool m_fieldsAreOld = false;
    DiffCanvas *m_canvas;
    DiffFieldsView *m_fields;
    SearchBar *m_search;
    QStackedLayout *m_stack;
};

} // namespace plumb::ui
