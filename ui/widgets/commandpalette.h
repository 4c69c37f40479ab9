// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/fuzzyindex.h"
#include "ui/widgets/icons.h"

#include <QFrame>

#include <memory>
#include <vector>

class QListView;

namespace plumb::ui {

class SearchField;

/// What the palette offers: a command, an object, a file or a commit.
struct PaletteEntry
{
    QString title = {};
    QString detail = {};   ///< Second line: path, cluster, revision.
    QString kind = {};     ///< "Deployment", "Commit", "Command"; shown at the right.
    QString shortcut = {}; ///< Shown as key caps.
    Glyph glyph = Glyph::None;
    quint64 id = 0; ///< The caller's; given back on activation.
};

/// All entries with their search index; made on any thread and shared.
class PaletteEntries
{
public:
    explicit PaletteEntries(std::vector<PaletteEntry> entries);

    const std::vector<PaletteEntry> &entries() const { return m_entries; }
    std::vector<FuzzyMatch> search(const QString &query, int limit) const;

private:
    std::vector<PaletteEntry> m_entries;
    FuzzyIndex m_index;
};

/// The popup of Ctrl+K: type, arrows, Enter.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *parent = nullptr);

    QString query() const;
    int resultCount() const;

    void setEntries(std::shared_ptr<const PaletteEntries> entries);
    /// Opens near the top of a window, with the text selected.
    void openOver(QWidget *window, const QString &query = {});

Q_SIGNALS:
    /// Sent after the palette has closed.
    void activated(const plumb::ui::PaletteEntry &entry);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class ResultModel;

    void search();
    void fitToResults();
    void activateCurrent();

    SearchField *m_field;
    QListView *m_list;
    ResultModel *m_results;
};

} // namespace plumb::ui
