// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/icons.h"

#include <QAction>
#include <QKeySequence>
#include <QObject>

#include <vector>

class QMenu;
class QMenuBar;

namespace plumb::ui {

/// Every action of the program, made once. Menus, toolbar, buttons and the command palette show
/// these; the window connects them.
class Actions final : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QObject *parent = nullptr);

    // File
    QAction *openFolder;
    QAction *clone;
    QAction *openDemo;
    QAction *closeFleet;
    QAction *quit;
    // Edit
    QAction *find;
    QAction *filter;
    // View
    std::vector<QAction *> pages; ///< In the order of Page.
    QAction *themeSystem;
    QAction *themeLight;
    QAction *themeDark;
    QAction *nextChange;
    QAction *previousChange;
    QAction *fullScreen;
    QAction *back;
    // Fleet
    QAction *refresh;
    QAction *dryRun;
    QAction *checkDrift;
    QAction *clusterAccess;
    QAction *compareWorkingTree;
    QAction *viewRevision;
    // Git
    QAction *fetch;
    QAction *push;
    QAction *undoCommit;
    // Tools
    QAction *palette;
    QAction *openRepositoryFolder;
    // Help
    QAction *shortcuts;
    QAction *about;

    /// Fills the menu bar; @p recent becomes File > Open recent.
    void fillMenus(QMenuBar *bar, QMenu *recent) const;
    /// Enables what makes sense with an open fleet, and what needs a git repository.
    void setFleetOpen(bool isOpen, bool isGit);
    /// All of them, for the palette.
    const std::vector<QAction *> &all() const { return m_all; }

private:
    QAction *make(const char *name, const QString &text, Glyph glyph = Glyph::None,
                  const QKeySequence &shortcut = {});
    void makeFileAndEdit();
    void makeView();
    void makeFleetAndGit();

    std::vector<QAction *> m_all;
};

} // namespace plumb::ui
