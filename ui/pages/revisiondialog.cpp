// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/revisiondialog.h"

#include "ui/models/logmodel.h"
#include "ui/roles/text.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/statusdelegate.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QSortFilterProxyModel>

namespace plumb::ui {

using namespace Qt::StringLiterals;

RevisionDialog::RevisionDialog(Session *session, const RepositoryFacts &facts, QWidget *parent)
    : QDialog(parent)
    , m_log(new RevisionLog(session, this))
    , m_model(new LogModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_start(new QComboBox)
    , m_search(new SearchField(tr("Search, or type a revision such as HEAD~3")))
    , m_path(new SearchField(tr("Only what changed this path")))
    , m_list(makeList())
    , m_state(new ThemedLabel({}, ThemedLabel::Look::Small))
{
    setObjectName("revisionDialog"_L1);
    setWindowTitle(tr("Choose a revision"));
    resize(720, 560);
    m_model->setReferences(facts.references);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept = buttons->addButton(tr("Choose"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName("revisionAccept"_L1);
    makePrimary(m_accept);
    auto *column = new QVBoxLayout(this);
    column->addWidget(makeFilters(facts));
    column->addWidget(m_list, 1);
    column->addWidget(m_state);
    column->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListView::activated, this, &QDialog::accept);
    connect(m_log, &RevisionLog::pageRead, this, &RevisionDialog::takePage);
    connect(m_log, &RevisionLog::failed, this, &RevisionDialog::showState);
    connect(m_model, &LogModel::moreRequested, m_log, &RevisionLog::readMore);
    m_search->setFocus();
    start();
}

QListView *RevisionDialog::makeList()
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filtered->setFilterRole(LogModel::SearchRole);
    auto *list = new QListView;
    list->setObjectName("revisions"_L1);
    list->setAccessibleName(tr("Commits"));
    list->setModel(m_filtered);
    list->setItemDelegate(new StatusDelegate(StatusDelegate::Density::TwoLines, list));
    list->setUniformItemSizes(true);
    return list;
}

QWidget *RevisionDialog::makeFilters(const RepositoryFacts &facts)
{
    m_start->setObjectName("revisionStart"_L1);
    m_start->setAccessibleName(tr("Branch or tag"));
    m_start->addItem(facts.branch.isEmpty() ? tr("HEAD") : tr("HEAD (%1)").arg(facts.branch),
                     QString());
    for (const git::Reference &reference : facts.references) {
        if (toQt(reference.shortName) != facts.branch)
            m_start->addItem(toQt(reference.shortName), toQt(reference.name));
    }
    m_start->setMaximumWidth(220);
    m_search->setObjectName("revisionSearch"_L1);
    m_search->setAccessibleName(tr("Search commits"));
    m_path->setObjectName("revisionPath"_L1);
    m_path->setAccessibleName(tr("Path"));
    auto *filters = new QWidget;
    auto *row = new QHBoxLayout(filters);
    row->setContentsMargins({});
    row->addWidget(m_start);
    row->addWidget(m_search, 3);
    row->addWidget(m_path, 2);
    connect(m_start, &QComboBox::activated, this, &RevisionDialog::start);
    connect(m_path, &QLineEdit::editingFinished, this, &RevisionDialog::start);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text.trimmed());
        m_list->setCurrentIndex(m_filtered->index(0, 0));
        showState();
    });
    for (SearchField *field : {m_search, m_path})
        connect(field, &SearchField::leftDownwards, m_list, [this] { m_list->setFocus(); });
    connect(m_search, &SearchField::dismissed, this, &QDialog::reject);
    return filters;
}

void RevisionDialog::start()
{
    const RevisionQuery query{.start = m_start->currentData().toString(),
                              .path = m_path->text().trimmed()};
    m_log->start(query);
}

void RevisionDialog::takePage(const std::vector<git::Commit> &commits, bool isFirst)
{
    m_model->setComplete(m_log->isComplete());
    if (isFirst)
        m_model->setCommits(commits);
    else
        m_model->append(commits);
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_filtered->index(0, 0));
    showState();
}

// What is searched for may lie further back than what was read.
void RevisionDialog::showState()
{
    constexpr int enoughRows = 30;
    constexpr int enoughCommits = 20'000;
    if (m_log->error()) {
        m_state->setText(toQt(m_log->error()->toString()));
    } else {
        const QString read = counted(m_model->rowCount(), tr("commit"), tr("commits"));
        m_state->setText(m_log->isComplete() ? read : tr("%1 and more").arg(read));
        if (m_filtered->rowCount() < enoughRows && m_model->rowCount() < enoughCommits)
            m_log->readMore();
    }
    m_accept->setEnabled(!revision().isEmpty());
}

QString RevisionDialog::revision() const
{
    const QModelIndex current = m_list->currentIndex();
    return current.isValid() ? current.data(LogModel::IdRole).toString()
                             : m_search->text().trimmed();
}

} // namespace plumb::ui
