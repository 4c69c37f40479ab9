// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/changespage.h"

#include "ui/pages/changelistpane.h"
#include "ui/pages/diffpane.h"
#include "ui/pages/objectactions.h"
#include "ui/pages/sidepicker.h"
#include "ui/pages/treestate.h"
#include "ui/roles/text.h"

#include <QSplitter>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QString revisionText(const SnapshotPointer &snapshot)
{
    return snapshot->isWorkingTree ? QString() : toQt(snapshot->commit).left(7);
}

} // namespace

ChangesPage::ChangesPage(Session *session, QWidget *parent)
    : PageWidget(parent)
    , m_session(session)
    , m_comparison(new Comparison(session, this))
    , m_list(new ChangeListPane)
    , m_diff(new DiffPane)
{
    setNothingText(Glyph::Compare, tr("No object is selected"), {});
    connect(m_list, &ChangeListPane::currentChanged, this, &ChangesPage::showRow);
    connect(m_list, &ChangeListPane::activated, m_diff, [this] { m_diff->view()->setFocus(); });
    connect(m_diff, &DiffPane::placeActivated, this,
            [this](const QString &file, int line) { openFleetFile(m_session, file, line); });
}

QSplitter *ChangesPage::makeSplitter(QWidget *left, const QString &key, const QList<int> &sizes)
{
    auto *splitter = new QSplitter;
    splitter->addWidget(left);
    splitter->addWidget(m_diff);
    splitter->setStretchFactor(1, 1);
    rememberSizes(splitter, m_session->settings(), key, sizes);
    return splitter;
}

void ChangesPage::setNothingText(Glyph glyph, const QString &title, const QString &text)
{
    m_nothingGlyph = glyph;
    m_nothingTitle = title;
    m_nothingText = text;
}

void ChangesPage::showRow(const ChangeRow *row)
{
    const auto &result = m_comparison->result();
    if (!row || !result) {
        m_diff->showNothing(m_nothingGlyph, m_nothingTitle, m_nothingText);
        return;
    }
    QStringList clusters;
    for (const std::string &cluster : row->clusters)
        clusters << toQt(cluster);
    m_diff->show({.owner = result,
                  .diff = row->diff,
                  .headings = {.leftTitle = sideText(result->sides.before),
                               .leftRevision = revisionText(result->before),
                               .leftRemark = tr("rendered"),
                               .rightTitle = sideText(result->sides.after),
                               .rightRevision = revisionText(result->after),
                               .rightRemark = tr("rendered")},
                  .desired = DesiredSide::Right,
                  .sources = result->after->sources,
                  .place = clusters.join(u", "_s)});
}

void ChangesPage::openSearch()
{
    m_diff->view()->openSearch();
}

void ChangesPage::focusFilter()
{
    m_list->focusFilter();
}

void ChangesPage::nextChange()
{
    m_diff->view()->nextChange();
}

void ChangesPage::previousChange()
{
    m_diff->view()->previousChange();
}

bool ChangesPage::goBack()
{
    return m_list->clearFilter();
}

void ChangesPage::focusContent()
{
    m_list->focusList();
}

} // namespace plumb::ui
