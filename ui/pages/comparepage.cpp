// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/comparepage.h"

#include "ui/pages/changelistpane.h"
#include "ui/pages/sidepicker.h"
#include "ui/roles/text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QToolButton>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

bool isEnvironment(const ComparisonSide &side)
{
    return side.kind == ComparisonSide::Kind::Environment;
}

} // namespace

ComparePage::ComparePage(Session *session, RepositoryState *repository, QWidget *parent)
    : ChangesPage(session, parent)
    , m_repository(repository)
    , m_banner(new Banner)
{
    setObjectName("comparePage"_L1);
    m_banner->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(m_banner);
    column->addWidget(makeSplitter(list(), u"compare/splitter"_s, {360, 1000}), 1);

    connect(session, &Session::comparisonRequested, this, &ComparePage::start);
    connect(comparison(), &Comparison::changed, this, &ComparePage::showResult);
    showResult();
}

QWidget *ComparePage::makeHeader()
{
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(12, 8, 12, 8);
    m_before = new SidePicker(session(), m_repository);
    m_before->setObjectName("compareBefore"_L1);
    m_before->setAccessibleName(tr("Before"));
    m_after = new SidePicker(session(), m_repository);
    m_after->setObjectName("compareAfter"_L1);
    m_after->setAccessibleName(tr("After"));
    auto *swap = new QToolButton;
    swap->setObjectName("compareSwap"_L1);
    swap->setIcon(icon(Glyph::ArrowRight));
    swap->setToolTip(tr("Swap the sides"));
    swap->setAccessibleName(tr("Swap the sides"));
    row->addWidget(m_before);
    row->addWidget(swap);
    row->addWidget(m_after);
    row->addWidget(new ThemedLabel(
        tr("What would change if the left became the right, as built for every cluster"),
        ThemedLabel::Look::Muted));
    row->addStretch();
    m_before->setSide({.kind = ComparisonSide::Kind::Revision, .name = u"HEAD"_s});
    m_after->setSide({.kind = ComparisonSide::Kind::WorkingTree, .name = {}});
    connect(m_before, &SidePicker::sideChosen, this,
            [this](const ComparisonSide &side) { chooseSide(side, m_after); });
    connect(m_after, &SidePicker::sideChosen, this,
            [this](const ComparisonSide &side) { chooseSide(side, m_before); });
    connect(swap, &QToolButton::clicked, this, &ComparePage::swapSides);
    return header;
}

// Environments are compared with environments and revisions with revisions.
void ComparePage::chooseSide(const ComparisonSide &chosen, SidePicker *other)
{
    if (isEnvironment(chosen) != isEnvironment(other->side())) {
        ComparisonSide fitting{.kind = ComparisonSide::Kind::Revision, .name = u"HEAD"_s};
        if (isEnvironment(chosen)) {
            for (const fleet::Environment &environment :
                 session()->snapshot()->fleet->environments) {
                if (toQt(environment.name) != chosen.name)
                    fitting = {.kind = ComparisonSide::Kind::Environment,
                               .name = toQt(environment.name)};
            }
        }
        other->setSide(fitting);
    }
    comparison()->start({.before = m_before->side(), .after = m_after->side()});
}

void ComparePage::start(const ComparisonSides &sides)
{
    m_before->setSide(sides.before);
    m_after->setSide(sides.after);
    comparison()->start(sides);
}

void ComparePage::swapSides()
{
    start({.before = m_after->side(), .after = m_before->side()});
}

void ComparePage::shown()
{
    if (comparison()->sides() || !session()->snapshot())
        return;
    const auto &environments = session()->snapshot()->fleet->environments;
    if (session()->isGit())
        start({.before = m_before->side(), .after = m_after->side()});
    else if (environments.size() > 1)
        start({.before = {.kind = ComparisonSide::Kind::Environment,
                          .name = toQt(environments[1].name)},
               .after = {.kind = ComparisonSide::Kind::Environment,
                         .name = toQt(environments[0].name)}});
}

void ComparePage::showResult()
{
    const auto &result = comparison()->result();
    if (comparison()->error()) {
        m_banner->present(Tone::Danger, tr("The two sides cannot be compared"),
                          toQt(comparison()->error()->toString()));
        m_banner->show();
    } else {
        m_banner->hide();
    }
    if (!result) {
        list()->setEmptyText(Glyph::Compare, tr("Nothing compared yet"),
                             tr("Choose the two sides above."));
        list()->setChanges(std::make_shared<const ChangeList>());
        return;
    }
    list()->setEmptyText(Glyph::Check, tr("No difference"),
                         tr("%1 and %2 build the same objects.")
                             .arg(sideText(result->sides.before), sideText(result->sides.after)));
    list()->setChanges(ChangeList::of(result->changes));
}

} // namespace plumb::ui
