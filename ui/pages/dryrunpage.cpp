// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/dryrunpage.h"

#include "ui/models/problemmodel.h"
#include "ui/pages/changelistpane.h"
#include "ui/pages/objectactions.h"
#include "ui/pages/treestate.h"
#include "ui/roles/text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/statusdelegate.h"

#include <QHBoxLayout>
#include <QListView>
#include <QSplitter>

namespace plumb::ui {

using namespace Qt::StringLiterals;

DryRunPage::DryRunPage(Session *session, QWidget *parent)
    : ChangesPage(session, parent)
    , m_summary(new ChipLabel)
    , m_detail(new ThemedLabel({}, ThemedLabel::Look::Muted))
    , m_problems(new ProblemModel(this))
    , m_problemHeader(new SectionHeader(tr("Problems")))
    , m_problemList(new QListView)
    , m_problemPane(makeProblems())
{
    setObjectName("dryRunPage"_L1);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(12, 10, 12, 10);
    header->setSpacing(10);
    header->addWidget(new ThemedLabel(tr("Working tree against HEAD"), ThemedLabel::Look::Title));
    header->addWidget(m_summary);
    header->addWidget(m_detail);
    header->addStretch();

    auto *left = new QSplitter(Qt::Vertical);
    left->addWidget(m_problemPane);
    left->addWidget(list());
    left->setStretchFactor(1, 1);
    rememberSizes(left, session->settings(), u"dryrun/problems"_s, {180, 600});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(header);
    column->addWidget(makeSplitter(left, u"dryrun/splitter"_s, {380, 980}), 1);

    connect(session, &Session::workingTreeChanged, this, [this] {
        start();
        showProblems();
    });
    connect(comparison(), &Comparison::changed, this, &DryRunPage::showResult);
    setNothingText(Glyph::DryRun, tr("No object is selected"),
                   tr("The rendered difference of the selected object is shown here."));
    showResult();
}

QWidget *DryRunPage::makeProblems()
{
    auto *pane = new QWidget;
    m_problemList->setObjectName("problems"_L1);
    m_problemList->setAccessibleName(tr("Problems"));
    m_problemList->setModel(m_problems);
    m_problemList->setItemDelegate(
        new StatusDelegate(StatusDelegate::Density::TwoLines, m_problemList));
    m_problemList->setUniformItemSizes(true);
    m_problemList->setFrameShape(QFrame::NoFrame);
    m_problemList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_problemHeader);
    column->addWidget(m_problemList, 1);
    connect(m_problemList, &QListView::activated, this, [this](const QModelIndex &index) {
        const Diagnostic *problem = m_problems->problem(index);
        if (problem && problem->where)
            openFleetFile(session(), toQt(problem->where->path), problem->where->line);
    });
    return pane;
}

void DryRunPage::start()
{
    if (!session()->isGit() || comparison()->sides())
        return; // the comparison follows the session by itself
    comparison()->start({.before = {.kind = ComparisonSide::Kind::Revision, .name = u"HEAD"_s},
                         .after = {.kind = ComparisonSide::Kind::WorkingTree, .name = {}}});
}

void DryRunPage::showProblems()
{
    const SnapshotPointer tree = session()->workingTree();
    m_problems->setProblems(tree ? tree->diagnostics : std::vector<Diagnostic>());
    const std::size_t errors = m_problems->count(Severity::Error);
    m_problemHeader->setDetail(
        errors == 0 ? QString()
                    : counted(static_cast<qsizetype>(errors), tr("error"), tr("errors")));
    m_problemPane->setVisible(m_problems->rowCount() > 0);
}

void DryRunPage::showResult()
{
    const auto &result = comparison()->result();
    if (!result) {
        const SnapshotPointer snapshot = session()->snapshot();
        const bool isPlain = snapshot && !session()->isGit();
        list()->setEmptyText(
            Glyph::DryRun, isPlain ? tr("There is no HEAD to compare with") : tr("Building…"),
            !isPlain ? tr("The effect of the files on disk is shown as soon as it is known.")
            : snapshot->isInGit ? tr("This repository has no commit yet.")
                                : tr("This folder is not a git repository."));
        list()->setChanges(std::make_shared<const ChangeList>());
        m_summary->hide();
        showProblems();
        return;
    }
    list()->setEmptyText(Glyph::Check, tr("The working tree builds what HEAD builds"),
                         tr("Save a file, and what it changes in each cluster is shown here."));
    const auto changes = ChangeList::of(result->changes);
    list()->setChanges(changes);
    m_summary->show();
    const auto count = static_cast<qsizetype>(changes->rows.size());
    m_summary->setChip(
        count == 0
            ? Chip{.text = tr("no effect"), .tone = Tone::Success, .glyph = Glyph::Check}
            : Chip{.text = counted(count, tr("object"), tr("objects")), .tone = Tone::Warning});
    m_detail->setText(comparison()->error() ? toQt(comparison()->error()->toString())
                                            : tr("Follows the files on disk"));
    Q_EMIT countChanged(static_cast<int>(count));
}

} // namespace plumb::ui
