// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/annotatedtext.h"

#include <QWidget>

namespace plumb::ui {

class SearchBar;
class YamlCanvas;

/// A read-only YAML text: highlighted, folding by indentation, searchable, with the file and line
/// that set each line beside it.
class YamlView : public QWidget
{
    Q_OBJECT

public:
    explicit YamlView(QWidget *parent = nullptr);
    ~YamlView() override;

    int lineCount() const;
    bool isOriginsVisible() const;

    /// With the same title as before, the scroll position and the folds stay.
    void setText(AnnotatedText text);
    /// The column of origins is shown by default when any line has one.
    void setOriginsVisible(bool visible);
    /// Scrolls to the line (from 0), opens the folds around it and puts the caret there.
    void goToLine(int line);
    /// The line that shows a field; false when there is none.
    bool goToPath(const QString &path);
    void foldAll();
    void unfoldAll();
    void openSearch();
    void copy();

Q_SIGNALS:
    void provenanceActivated(const QString &file, int line);
    void pathChanged(const QString &path);
    void revealRequested(const QString &path);

private:
    void makeActions();

    YamlCanvas *m_canvas;
    SearchBar *m_search;
};

} // namespace plumb::ui
