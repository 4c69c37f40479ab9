// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace plumb::ui {

/// What the window asks of every page. Keys and menus reach the page that is shown through this.
class PageWidget : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Opens the search of what is being read (Ctrl+F).
    virtual void openSearch() {}
    /// Puts the cursor into the filter of the list (Ctrl+L).
    virtual void focusFilter() {}
    virtual void nextChange() {}
    virtual void previousChange() {}
    /// Steps out of what is shown (Esc); false when there is nothing to step out of.
    virtual bool goBack() { return false; }
    /// Puts the keyboard where one starts.
    virtual void focusContent() = 0;
    /// Called when the page comes to the front.
    virtual void shown() {}
    /// Remembers and restores splitters, sort orders and the like.
    virtual void saveState() {}
};

} // namespace plumb::ui
