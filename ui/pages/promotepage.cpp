// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/promotepage.h"

#include "ui/models/promotionmodel.h"
#include "ui/pages/changelistpane.h"
#include "ui/pages/commitcomposer.h"
#include "ui/pages/diffpane.h"
#include "ui/pages/fileeditspane.h"
#include "ui/pages/reviewdialog.h"
#include "ui/pages/treestate.h"
#include "ui/roles/text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/statusdelegate.h"

#include <QComboBox>
#include <QDate>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>

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
    showDifferences();
    showPlan();
}

QWidget *PromotePage::makeHeader()
{
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(10);
    m_from = new QComboBox;
    m_from->setObjectName("promoteFrom"_L1);
    m_from->setAccessibleName(tr("From environment"));
    m_to = new QComboBox;
    m_to->setObjectName("promoteTo"_L1);
    m_to->setAccessibleName(tr("To environment"));
    for (QComboBox *box : {m_from, m_to}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        box->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
        box->setMaximumWidth(220);
    }
    auto *arrow = new QLabel;
    arrow->setPixmap(icon(Glyph::ArrowRight, Theme::Color::Accent).pixmap(20, 20));
    m_summary = new ThemedLabel({}, ThemedLabel::Look::Muted);
    m_filter = new SearchField(tr("Filter"));
    m_filter->setObjectName("promoteFilter"_L1);
    m_filter->setAccessibleName(tr("Filter differences"));
    m_filter->setKeyHint(u"Ctrl L"_s);
    m_filter->setMaximumWidth(220);
    row->addWidget(m_from);
    row->addWidget(arrow);
    row->addWidget(m_to);
    row->addStretch();
    row->addWidget(m_summary);
    row->addWidget(m_filter);
    auto *filtered = qobject_cast<QSortFilterProxyModel *>(m_table->model());
    connect(m_filter, &QLineEdit::textChanged, filtered,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_filter, &SearchField::leftDownwards, this, &PromotePage::focusContent);
    connect(m_filter, &SearchField::dismissed, this, &PromotePage::focusContent);
    connect(m_from, &QComboBox::activated, this, &PromotePage::choose);
    connect(m_to, &QComboBox::activated, this, &PromotePage::choose);
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
    m_composer = new CommitComposer(m_repository);
    auto *pane = new QWidget;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_effect, 1);
    column->addWidget(m_composer);
    connect(m_composer, &CommitComposer::reviewRequested, this, &PromotePage::review);
    return pane;
}

void PromotePage::fillEnvironments()
{
    const QString from = m_from->currentText();
    const QString to = m_to->currentText();
    for (QComboBox *box : {m_from, m_to})
        box->clear();
    for (const fleet::Environment &environment : m_session->snapshot()->fleet->environments) {
        m_from->addItem(toQt(environment.name));
        m_to->addItem(toQt(environment.name));
    }
    // The step that people take most often: into the first environment behind a test of its own.
    const int last = std::min(2, m_to->count() - 1);
    const int known = m_to->findText(to);
    m_to->setCurrentIndex(known >= 0 ? known : last);
    const int knownFrom = m_from->findText(from);
    m_from->setCurrentIndex(knownFrom >= 0 ? knownFrom : std::max(0, last - 1));
    showDifferences();
}

void PromotePage::choose()
{
    m_promotion->choose(m_from->currentText(), m_to->currentText());
}

void PromotePage::start(const PromotionRequest &request)
{
    m_from->setCurrentText(request.from);
    m_to->setCurrentText(request.to);
    m_filter->setText(request.app);
    choose();
}

void PromotePage::shown()
{
    if (m_promotion->from().isEmpty() && m_from->count() > 1)
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
    if (m_from->count() < 2) {
        m_empty->setTitle(tr("There is nothing to promote between"));
        m_empty->setText(tr("This fleet has one environment only."));
    } else if (m_from->currentText() == m_to->currentText()) {
        m_empty->setTitle(tr("Choose two environments"));
        m_empty->setText(tr("An environment has no differences to itself."));
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
    m_summary->setText(
        m_model->rowCount() == 0
            ? QString()
            : tr("%1 of %2 selected")
                  .arg(m_promotion->selected().size())
                  .arg(counted(m_model->rowCount(), tr("difference"), tr("differences"))));
}

void PromotePage::showPlan()
{
    const Promotion::PlanPointer plan = m_promotion->plan();
    if (m_promotion->error()) {
        m_banner->present(Tone::Danger, tr("This cannot be carried over"),
                          toQt(m_promotion->error()->toString()));
        m_banner->show();
    } else if (plan && !plan->diagnostics.empty()) {
        m_banner->present(Tone::Warning, tr("The edits break something"),
                          toQt(plan->diagnostics.front().toString()));
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
    if (plan)
        m_composer->offer(
            toQt(plan->message),
            u"promote/%1-%2"_s.arg(m_promotion->to(), QDate::currentDate().toString(Qt::ISODate)));
}

void PromotePage::review(const QString &message, const QString &branch)
{
    const Promotion::PlanPointer plan = m_promotion->plan();
    if (!plan)
        return;
    QString patch;
    for (const promotion::FileEdit &edit : plan->files)
        patch += toQt(edit.patch);
    const QString current = m_repository->facts().branch;
    const QString target = !branch.isEmpty()   ? branch
                           : current.isEmpty() ? tr("HEAD, which is on no branch")
                                               : current;
    const QString summary =
        tr("One commit on %1 writes %2 and changes %3 of %4. Other local changes are left alone, "
           "and nothing is pushed.")
            .arg(target,
                 counted(static_cast<qsizetype>(plan->files.size()), tr("file"), tr("files")),
                 counted(static_cast<qsizetype>(m_effect->model().changes().rows.size()),
                         tr("object"), tr("objects")),
                 m_promotion->to());
    auto *dialog = new ReviewDialog({.title = tr("Commit the promotion"),
                                     .summary = summary,
                                     .message = message,
                                     .patch = patch,
                                     .verb = branch.isEmpty() && current.isEmpty()
                                                 ? tr("Commit")
                                                 : tr("Commit to %1").arg(target)},
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
