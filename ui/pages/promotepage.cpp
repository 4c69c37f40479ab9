// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/promotepage.h"

#include "ui/models/promotionmodel.h"
#include "ui/pages/changelistpane.h"
#include "ui/pages/checkspane.h"
#include "ui/pages/commitcomposer.h"
#include "ui/pages/diffpane.h"
#include "ui/pages/fileeditspane.h"
#include "ui/pages/promotionpicker.h"
#include "ui/pages/reviewdialog.h"
#include "ui/pages/treestate.h"
#include "ui/roles/text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/statusdelegate.h"

#include <QCheckBox>
#include <QDate>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

PromotePage::PromotePage(Session *session, RepositoryState *repository, QWidget *parent)
    : PageWidget(parent)
    , m_session(session)
    , m_repository(repository)
    , m_promotion(new Promotion(session, this))
    , m_model(new PromotionModel(this))
    , m_banner(new Banner)
    , m_edits(new FileEditsPane)
{
    setObjectName("promotePage"_L1);
    m_banner->hide();
    auto *left = new QSplitter(Qt::Vertical);
    left->addWidget(makeTable());
    left->addWidget(m_edits);
    rememberSizes(left, session->settings(), u"promote/edits"_s, {380, 380});
    auto *centre = new QWidget;
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(m_banner);
    column->addWidget(left, 1);
    auto *splitter = new QSplitter;
    splitter->addWidget(centre);
    splitter->addWidget(makeEffect());
    splitter->setStretchFactor(0, 1);
    rememberSizes(splitter, session->settings(), u"promote/splitter"_s, {894, 470});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(splitter);

    connect(session, &Session::snapshotChanged, this, &PromotePage::fillEnvironments);
    connect(session, &Session::promotionRequested, this, &PromotePage::start);
    connect(m_promotion, &Promotion::differencesChanged, this, &PromotePage::showDifferences);
    connect(m_promotion, &Promotion::selectionChanged, this, &PromotePage::showSelection);
    connect(m_promotion, &Promotion::planChanged, this, &PromotePage::showPlan);
    connect(m_promotion, &Promotion::committed, session, &Session::tellCommitted);
    connect(m_promotion, &Promotion::commitFailed, this, [this](const Error &error) {
        m_banner->present(Tone::Danger, tr("Nothing was committed"), toQt(error.toString()));
        m_banner->show();
    });
    showRequest();
    showDifferences();
    showPlan();
}

QWidget *PromotePage::makeHeader()
{
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(10);
    m_picker = new PromotionPicker;
    m_summary = new ThemedLabel({}, ThemedLabel::Look::Muted);
    m_filter = new SearchField(tr("Filter"));
    m_filter->setObjectName("promoteFilter"_L1);
    m_filter->setAccessibleName(tr("Filter differences"));
    m_filter->setKeyHint(u"Ctrl L"_s);
    m_filter->setMaximumWidth(220);
    row->addWidget(m_picker, 1);
    row->addWidget(m_summary);
    row->addWidget(m_filter);
    auto *filtered = qobject_cast<QSortFilterProxyModel *>(m_table->model());
    connect(m_filter, &QLineEdit::textChanged, filtered,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_filter, &SearchField::leftDownwards, this, &PromotePage::focusContent);
    connect(m_filter, &SearchField::dismissed, this, &PromotePage::focusContent);
    connect(m_picker, &PromotionPicker::commitLeft, this,
            [this] { start({.from = m_picker->from(), .to = m_picker->to()}); });
    connect(m_picker, &PromotionPicker::environmentsChosen, this, &PromotePage::choose);
    return header;
}

QWidget *PromotePage::makeTable()
{
    auto *filtered = new QSortFilterProxyModel(this);
    filtered->setSourceModel(m_model);
    filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    filtered->setFilterKeyColumn(-1);
    m_table = new QTableView;
    m_table->setObjectName("differences"_L1);
    m_table->setAccessibleName(tr("Differences between the environments"));
    m_table->setModel(filtered);
    m_table->setItemDelegate(new StatusDelegate(StatusDelegate::Density::OneLine, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 14);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    // All columns are on the screen whatever its size; the full text is in the tooltip.
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(PromotionModel::App, QHeaderView::Interactive);
    header->resizeSection(PromotionModel::App, 150);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty = new EmptyState(Glyph::Promote, {}, {});
    auto *pane = new QWidget;
    m_tableStack = new QStackedLayout(pane);
    m_tableStack->addWidget(m_table);
    m_tableStack->addWidget(m_empty);

    connect(m_model, &PromotionModel::checkRequested, m_promotion, &Promotion::setSelected);
    // A click on a box alone would leave another row current.
    connect(m_table, &QTableView::clicked, m_table, &QTableView::setCurrentIndex);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, filtered](const QModelIndex &index) {
                if (const auto *difference = m_model->difference(filtered->mapToSource(index)))
                    m_edits->showFile(toQt(difference->targetFile.text()));
            });
    // Space and Enter anywhere in a row change its box.
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        const QString key = index.data(PromotionModel::KeyRole).toString();
        m_promotion->setSelected(key, !m_promotion->selected().contains(key));
    });
    return pane;
}

QWidget *PromotePage::makeEffect()
{
    m_effect = new ChangeListPane;
    m_effect->setEmptyText(Glyph::Check, tr("No effect"),
                           tr("What the selection does to the target is shown here."));
    m_checks = new ChecksPane;
    m_remember = new QCheckBox(tr("Remember my choices in .plumbline.yaml"));
    m_remember->setObjectName("rememberChoices"_L1);
    m_remember->setToolTip(
        tr("The commit also writes which differences are carried over, or stay, against what was "
           "suggested"));
    connect(m_remember, &QCheckBox::toggled, m_promotion, &Promotion::setRemembersChoices);
    m_composer = new CommitComposer(m_repository);
    auto *pane = new QWidget;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_effect, 1);
    column->addWidget(m_checks);
    auto *choices = new QHBoxLayout;
    choices->setContentsMargins(12, 2, 12, 0);
    choices->addWidget(m_remember);
    column->addLayout(choices);
    column->addWidget(m_composer);
    connect(m_composer, &CommitComposer::reviewRequested, this, &PromotePage::review);
    return pane;
}

void PromotePage::fillEnvironments()
{
    QStringList names;
    for (const fleet::Environment &environment : m_session->snapshot()->fleet->environments)
        names << toQt(environment.name);
    m_picker->setEnvironments(names);
    showDifferences();
}

// Other environments mean the same commit, while one is carried over.
void PromotePage::choose()
{
    const PromotionRequest &shown = m_promotion->request();
    m_promotion->choose({.from = m_picker->from(),
                         .to = m_picker->to(),
                         .commit = shown.reverts() ? QString() : shown.commit,
                         .subject = shown.reverts() ? QString() : shown.subject});
    showRequest();
}

void PromotePage::start(const PromotionRequest &request)
{
    m_filter->setText(request.app);
    PromotionRequest all = request;
    all.app.clear();
    m_promotion->choose(all);
    showRequest();
}

void PromotePage::showRequest()
{
    m_picker->setRequest(m_promotion->request());
    m_remember->setVisible(m_promotion->request().commit.isEmpty());
}

void PromotePage::shown()
{
    if (m_promotion->request() == PromotionRequest() && m_picker->count() > 1)
        choose();
}

void PromotePage::showDifferences()
{
    const Promotion::DifferencesPointer differences = m_promotion->differences();
    m_model->setDifferences(differences ? differences
                                        : std::make_shared<const promotion::Differences>(),
                            m_promotion->selected());
    m_table->setCurrentIndex(m_table->model()->index(0, 0));
    const bool hasRows = m_model->rowCount() > 0;
    if (m_promotion->request().reverts()) {
        m_empty->setTitle(differences ? tr("Nothing is left to take back")
                                      : tr("Looking for what is left of the commit"));
        m_empty->setText(differences ? tr("All of it was changed or taken back already.")
                                     : QString());
    } else if (m_picker->count() < 2) {
        m_empty->setTitle(tr("There is nothing to promote between"));
        m_empty->setText(tr("This fleet has one environment only."));
    } else if (m_picker->from() == m_picker->to()) {
        m_empty->setTitle(tr("Choose two environments"));
        m_empty->setText(tr("An environment has no differences to itself."));
    } else if (differences && !differences->commit.empty()) {
        m_empty->setTitle(tr("Nothing to carry over"));
        m_empty->setText(tr("%1 has all that the commit changed.").arg(m_promotion->to()));
    } else if (differences) {
        m_empty->setTitle(tr("Nothing to promote"));
        m_empty->setText(
            tr("The files of %1 and %2 say the same.").arg(m_promotion->from(), m_promotion->to()));
    } else {
        m_empty->setTitle(tr("Comparing the environments"));
        m_empty->setText({});
    }
    m_tableStack->setCurrentIndex(hasRows ? 0 : 1);
    showSelection();
}

void PromotePage::showSelection()
{
    m_model->setSelected(m_promotion->selected());
    const Promotion::DifferencesPointer differences = m_promotion->differences();
    if (m_model->rowCount() == 0 || !differences) {
        m_summary->setText({});
        return;
    }
    QString text = tr("%1 of %2 selected")
                       .arg(m_promotion->selected().size())
                       .arg(counted(m_model->rowCount(), tr("difference"), tr("differences")));
    const auto conflicts =
        std::ranges::count_if(differences->items, &promotion::Difference::isConflict);
    if (conflicts > 0)
        text += u" · "_s + counted(conflicts, tr("conflict"), tr("conflicts"));
    else if (differences->learnedFrom > 0)
        text += u" · "_s
                + tr("learned from %1")
                      .arg(counted(static_cast<qsizetype>(differences->learnedFrom),
                                   tr("earlier promotion"), tr("earlier promotions")));
    m_summary->setText(text);
}

void PromotePage::showPlan()
{
    const Promotion::PlanPointer plan = m_promotion->plan();
    if (m_promotion->error()) {
        m_banner->present(Tone::Danger, tr("This cannot be carried over"),
                          toQt(m_promotion->error()->toString()));
        m_banner->show();
    } else if (plan && plan->hasFailedCheck()) {
        m_banner->present(Tone::Warning, tr("The edits break something"),
                          plan->diagnostics.empty() ? QString()
                                                    : toQt(plan->diagnostics.front().toString()));
        m_banner->show();
    } else {
        m_banner->hide();
    }
    m_composer->setReady(plan != nullptr);
    // While a new plan is worked out, the old one stays to be read.
    if (!plan && m_promotion->isRunning())
        return;
    m_edits->setPlan(plan,
                     tr("Tick what is to be carried over, and the exact edits are shown here."));
    m_effect->setChanges(
        plan ? ChangeList::of(
                   std::make_shared<const std::vector<reconcile::ClusterChanges>>(plan->effect))
             : std::make_shared<const ChangeList>());
    m_checks->setChecks(plan ? plan->checks : std::vector<promotion::Check>());
    if (plan) {
        const QString branch =
            m_promotion->request().reverts()
                ? u"revert/%1"_s.arg(m_promotion->request().commit.left(7))
                : u"promote/%1-%2"_s.arg(m_promotion->to(),
                                         QDate::currentDate().toString(Qt::ISODate));
        m_composer->offer(toQt(plan->message), branch);
    }
}

void PromotePage::review(const QString &message, const QString &branch)
{
    const Promotion::PlanPointer plan = m_promotion->plan();
    if (!plan)
        return;
    QString patch;
    for (const reconcile::FileEdit &edit : plan->files)
        patch += toQt(edit.patch);
    const QString current = m_repository->facts().branch;
    const QString target = !branch.isEmpty()   ? branch
                           : current.isEmpty() ? tr("HEAD, which is on no branch")
                                               : current;
    const bool reverts = m_promotion->request().reverts();
    const QString summary =
        tr("One commit on %1 writes %2 and changes %3%4. Other local changes are left alone, "
           "and nothing is pushed.")
            .arg(target,
                 counted(static_cast<qsizetype>(plan->files.size()), tr("file"), tr("files")),
                 counted(static_cast<qsizetype>(m_effect->model().changes().rows.size()),
                         tr("object"), tr("objects")),
                 reverts ? QString() : tr(" of %1").arg(m_promotion->to()));
    auto *dialog = new ReviewDialog(
        {.title = reverts ? tr("Commit the revert") : tr("Commit the promotion"),
         .summary = summary,
         .message = message,
         .patch = patch,
         .verb =
             branch.isEmpty() && current.isEmpty() ? tr("Commit") : tr("Commit to %1").arg(target)},
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, message, branch] { m_promotion->commit(message, branch); });
    dialog->open();
}

void PromotePage::openSearch()
{
    m_edits->diff()->view()->openSearch();
}

void PromotePage::focusFilter()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

void PromotePage::nextChange()
{
    m_edits->diff()->view()->nextChange();
}

void PromotePage::previousChange()
{
    m_edits->diff()->view()->previousChange();
}

bool PromotePage::goBack()
{
    if (m_filter->text().isEmpty())
        return false;
    m_filter->clear();
    return true;
}

void PromotePage::focusContent()
{
    m_table->setFocus();
}

} // namespace plumb::ui
