// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/sidepicker.h"

#include "ui/pages/revisiondialog.h"
#include "ui/roles/text.h"
#include "ui/widgets/icons.h"

#include <QMenu>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

Glyph glyphOf(ComparisonSide::Kind kind)
{
    switch (kind) {
    case ComparisonSide::Kind::Revision: return Glyph::Commit;
    case ComparisonSide::Kind::WorkingTree: return Glyph::Folder;
    case ComparisonSide::Kind::Environment: return Glyph::Environment;
    }
    Q_UNREACHABLE_RETURN(Glyph::None);
}

constexpr int maximumReferences = 30;

// Whether git would print this as a whole commit id.
bool isCommitId(const QString &name)
{
    constexpr qsizetype lengths[] = {40, 64}; // SHA-1 and SHA-256
    return std::ranges::contains(lengths, name.size()) && std::ranges::all_of(name, [](QChar c) {
               return c.isDigit() || (c >= u'a' && c <= u'f');
           });
}

} // namespace

QString sideText(const ComparisonSide &side)
{
    if (side.kind == ComparisonSide::Kind::WorkingTree)
        return SidePicker::tr("working tree");
    for (const auto prefix : {"refs/heads/"_L1, "refs/tags/"_L1, "refs/remotes/"_L1}) {
        if (side.name.startsWith(prefix))
            return side.name.sliced(prefix.size());
    }
    return isCommitId(side.name) ? side.name.left(7) : side.name;
}

SidePicker::SidePicker(Session *session, RepositoryState *repository, QWidget *parent)
    : QPushButton(parent)
    , m_session(session)
    , m_repository(repository)
{
    auto *menu = new QMenu(this);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill(menu); });
}

void SidePicker::setSide(const ComparisonSide &side)
{
    m_side = side;
    setIcon(ui::icon(glyphOf(side.kind)));
    setText(sideText(side));
}

void SidePicker::add(QMenu *menu, const ComparisonSide &side)
{
    menu->addAction(ui::icon(glyphOf(side.kind)), sideText(side), this, [this, side] {
        setSide(side);
        Q_EMIT sideChosen(side);
    });
}

void SidePicker::fill(QMenu *menu)
{
    menu->clear();
    if (m_session->isGit()) {
        menu->addSection(tr("Revisions"));
        add(menu, {.kind = ComparisonSide::Kind::WorkingTree, .name = {}});
        add(menu, {.kind = ComparisonSide::Kind::Revision, .name = u"HEAD"_s});
        add(menu, {.kind = ComparisonSide::Kind::Revision, .name = u"HEAD~1"_s});
        int shown = 0;
        for (const git::Reference &reference : m_repository->facts().references) {
            if (++shown <= maximumReferences)
                add(menu, {.kind = ComparisonSide::Kind::Revision, .name = toQt(reference.name)});
        }
        menu->addAction(tr("From the history…"), this, &SidePicker::chooseFromHistory);
    }
    if (!m_session->snapshot())
        return;
    menu->addSection(tr("Environments"));
    for (const fleet::Environment &environment : m_session->snapshot()->fleet->environments)
        add(menu, {.kind = ComparisonSide::Kind::Environment, .name = toQt(environment.name)});
}

void SidePicker::chooseFromHistory()
{
    auto *dialog = new RevisionDialog(m_session, m_repository->facts(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        setSide({.kind = ComparisonSide::Kind::Revision, .name = dialog->revision()});
        Q_EMIT sideChosen(m_side);
    });
    dialog->open();
}

} // namespace plumb::ui
