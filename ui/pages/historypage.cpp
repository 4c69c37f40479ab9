// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/historypage.h"

#include "ui/models/timelinemodel.h"
#include "ui/pages/commitpane.h"
#include "ui/pages/diffpane.h"
#include "ui/pages/treestate.h"
#include "ui/roles/text.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/statusdelegate.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QListView>
#include <QSplitter>
#include <QStackedLayout>

#include <algorithm>
#include <set>

namespace plumb::ui {

using namespace Qt::StringLiterals;

HistoryPage::HistoryPage(Session *session, QWidget *parent)
    : PageWidget(parent)
    , m_session(session)
    , m_history(new CommitHistory(session, this))
    , m_model(new TimelineModel(this))
    , m_commit(new CommitPane(session, m_history))
{
    setObjectName("historyPage"_L1);
    auto *splitter = new QSplitter;
    splitter->addWidget(makeTimeline());
    splitter->addWidget(m_commit);
    splitter->setStretchFactor(1, 1);
    rememberSizes(splitter, session->settings(), u"history/splitter"_s, {600, 764});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(splitter);

    connect(session, &Session::snapshotChanged, this, [this] {
        m_isStale = true;
        fillFilters();
        if (isVisible())
            start();
    });
    connect(m_history, &CommitHistory::pageRead, this, &HistoryPage::takePage);
    connect(m_history, &CommitHistory::failed, this, &HistoryPage::showState);
    connect(m_model, &TimelineModel::moreRequested, m_history, &CommitHistory::readMore);
    showState();
    showCommit();
}

QWidget *HistoryPage::makeTimeline()
{
    m_list = new QListView;
    m_list->setObjectName("timeline"_L1);
    m_list->setAccessibleName(tr("Commits"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new StatusDelegate(StatusDelegate::Density::TwoLines, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty = new EmptyState(Glyph::History, {}, {});
    auto *pane = new QWidget;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeFilters());
    m_listStack = new QStackedLayout;
    m_listStack->addWidget(m_list);
    m_listStack->addWidget(m_empty);
    column->addLayout(m_listStack, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &HistoryPage::showCommit);
    return pane;
}

QWidget *HistoryPage::makeFilters()
{
    m_environment = new QComboBox;
    m_environment->setObjectName("historyEnvironment"_L1);
    m_environment->setAccessibleName(tr("Environment"));
    m_app = new QComboBox;
    m_app->setObjectName("historyApp"_L1);
    m_app->setAccessibleName(tr("App"));
    for (QComboBox *box : {m_environment, m_app}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
        connect(box, &QComboBox::activated, this, &HistoryPage::start);
    }
    m_author = new SearchField(tr("Any author"));
    m_author->setObjectName("historyAuthor"_L1);
    m_author->setAccessibleName(tr("Author"));
    m_author->setKeyHint(u"Ctrl L"_s);
    auto *filters = new QWidget;
    auto *row = new QHBoxLayout(filters);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_environment);
    row->addWidget(m_app);
    row->addWidget(m_author, 1);
    connect(m_author, &QLineEdit::editingFinished, this, &HistoryPage::start);
    connect(m_author, &SearchField::leftDownwards, this, &HistoryPage::focusContent);
    connect(m_author, &SearchField::dismissed, this, &HistoryPage::focusContent);
    return filters;
}

void HistoryPage::fillFilters()
{
    const fleet::Fleet &fleet = *m_session->snapshot()->fleet;
    const QString environment = m_environment->currentData().toString();
    const QString app = m_app->currentData().toString();
    m_environment->clear();
    m_environment->addItem(tr("All environments"), QString());
    for (const fleet::Environment &each : fleet.environments)
        m_environment->addItem(toQt(each.name), toQt(each.name));
    std::set<QString> names;
    for (const fleet::App &each : fleet.apps)
        names.insert(toQt(each.name));
    m_app->clear();
    m_app->addItem(tr("All apps"), QString());
    for (const QString &name : names)
        m_app->addItem(name, name);
    m_environment->setCurrentIndex(std::max(0, m_environment->findData(environment)));
    m_app->setCurrentIndex(std::max(0, m_app->findData(app)));
}

void HistoryPage::start()
{
    m_isStale = false;
    m_history->start({.environment = m_environment->currentData().toString().toStdString(),
                      .app = m_app->currentData().toString().toStdString(),
                      .author = m_author->text().trimmed().toStdString()});
    showState();
}

void HistoryPage::shown()
{
    if (m_isStale && m_session->snapshot())
        start();
}

void HistoryPage::takePage(const std::vector<history::TimelineEntry> &entries, bool isFirst)
{
    m_model->setComplete(m_history->isComplete());
    const QString selected = m_list->currentIndex().data(TimelineModel::IdRole).toString();
    if (!isFirst) {
        m_model->append(entries);
        showState();
        return;
    }
    m_model->setEntries(entries);
    const QModelIndexList same =
        m_model->match(m_model->index(0), TimelineModel::IdRole, selected, 1, Qt::MatchExactly);
    m_list->setCurrentIndex(same.isEmpty() || selected.isEmpty() ? m_model->index(0)
                                                                 : same.front());
    showState();
    if (entries.empty())
        showCommit();
}

void HistoryPage::showState()
{
    if (m_history->error()) {
        m_empty->setGlyph(Glyph::Warning);
        m_empty->setTitle(tr("The history cannot be read"));
        m_empty->setText(toQt(m_history->error()->toString()));
    } else if (m_history->isReading()) {
        m_empty->setGlyph(Glyph::Spinner);
        m_empty->setTitle(tr("Reading the history"));
        m_empty->setText({});
    } else {
        m_empty->setGlyph(Glyph::History);
        m_empty->setTitle(tr("No commit"));
        m_empty->setText(tr("Nothing in the history is as the filters ask for."));
    }
    const bool hasRows = m_model->rowCount() > 0 && !m_history->error();
    m_listStack->setCurrentIndex(hasRows ? 0 : 1);
}

void HistoryPage::showCommit()
{
    m_commit->show(m_model->entry(m_list->currentIndex()), m_environment->currentData().toString());
}

void HistoryPage::openSearch()
{
    m_commit->diff()->view()->openSearch();
}

void HistoryPage::focusFilter()
{
    m_author->setFocus();
    m_author->selectAll();
}

void HistoryPage::nextChange()
{
    m_commit->diff()->view()->nextChange();
}

void HistoryPage::previousChange()
{
    m_commit->diff()->view()->previousChange();
}

bool HistoryPage::goBack()
{
    if (m_author->text().isEmpty())
        return false;
    m_author->clear();
    start();
    return true;
}

void HistoryPage::focusContent()
{
    m_list->setFocus();
}

} // namespace plumb::ui
