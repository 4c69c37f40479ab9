// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/sidepicker.h"

#include "ui/roles/text.h"
#include "ui/widgets/icons.h"

#include <QInputDialog>
#include <QMenu>

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

} // namespace

QString sideText(const ComparisonSide &side)
{
    if (side.kind == ComparisonSide::Kind::WorkingTree)
        return SidePicker::tr("working tree");
    for (const auto prefix : {"refs/heads/"_L1, "refs/tags/"_L1, "refs/remotes/"_L1}) {
        if (side.name.startsWith(prefix))
            return side.name.sliced(prefix.size());
    }
    return side.name;
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
        menu->addAction(tr("Another revision…"), this, &SidePicker::askForRevision);
    }
    if (!m_session->snapshot())
        return;
    menu->addSection(tr("Environments"));
    for (const fleet::Environment &environment : m_session->snapshot()->fleet->environments)
        add(menu, {.kind = ComparisonSide::Kind::Environment, .name = toQt(environment.name)});
}

void SidePicker::askForRevision()
{
    bool accepted = false;
    const QString revision = QInputDialog::getText(
        this, tr("Compare"), tr("Branch, tag or commit:"), QLineEdit::Normal, {}, &accepted);
    if (!accepted || revision.trimmed().isEmpty())
        return;
    setSide({.kind = ComparisonSide::Kind::Revision, .name = revision.trimmed()});
    Q_EMIT sideChosen(m_side);
}

} // namespace plumb::ui
