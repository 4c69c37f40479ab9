// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/commitpane.h"

#include "ui/pages/changelistpane.h"
#include "ui/pages/diffpane.h"
#include "ui/pages/objectactions.h"
#include "ui/pages/treestate.h"
#include "ui/roles/text.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/style.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

CommitPane::CommitPane(Session *session, CommitHistory *history, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_history(history)
{
    auto *commit = new QWidget;
    auto *column = new QVBoxLayout(commit);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(makeEffect(), 1);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(new EmptyState(Glyph::Commit, tr("No commit is selected"), {}));
    m_stack->addWidget(commit);
    connect(history, &CommitHistory::effectChanged, this, &CommitPane::showEffect);
}

QWidget *CommitPane::makeHeader()
{
    m_title = new ThemedLabel({}, ThemedLabel::Look::Title);
    m_title->setObjectName("commitTitle"_L1);
    m_detail = new ThemedLabel({}, ThemedLabel::Look::Muted);
    m_files = new ThemedLabel({}, ThemedLabel::Look::Small);
    for (ThemedLabel *label : {m_title, m_detail, m_files}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
        label->setFocusPolicy(Qt::NoFocus);
    }
    auto *revert = new QPushButton(tr("Revert this change…"));
    revert->setObjectName("revertCommit"_L1);
    revert->setToolTip(tr("Shows the smallest edit that takes it back, and its effect"));
    makePrimary(revert);
    m_promote = new QPushButton(tr("Promote"));
    m_promote->setObjectName("promoteCommit"_L1);
    m_promote->setToolTip(tr("Carries what this commit changed to another environment"));
    m_promote->setMenu(new QMenu(m_promote));
    auto *view = new QPushButton(tr("View fleet at this commit"));
    view->setObjectName("viewCommit"_L1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(revert);
    buttons->addWidget(m_promote);
    buttons->addWidget(view);
    buttons->addStretch();
    auto *header = new QWidget;
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(6);
    column->addWidget(m_title);
    column->addWidget(m_detail);
    column->addWidget(m_files);
    column->addLayout(buttons);
    connect(revert, &QPushButton::clicked, this, [this] {
        m_session->promote({.from = {}, .to = {}, .commit = m_commit, .subject = m_subject});
    });
    connect(view, &QPushButton::clicked, this, [this] { m_session->viewRevision(m_commit); });
    return header;
}

QWidget *CommitPane::makeEffect()
{
    m_effectHeader = new SectionHeader(tr("Rendered effect"));
    m_effect = new ChangeListPane;
    m_diff = new DiffPane;
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_effect);
    splitter->addWidget(m_diff);
    splitter->setStretchFactor(1, 1);
    rememberSizes(splitter, m_session->settings(), u"history/effect"_s, {190, 420});
    auto *pane = new QWidget;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_effectHeader);
    column->addWidget(splitter, 1);
    connect(m_effect, &ChangeListPane::currentChanged, this, &CommitPane::showRow);
    connect(m_effect, &ChangeListPane::activated, m_diff, [this] { m_diff->view()->setFocus(); });
    connect(m_diff, &DiffPane::placeActivated, this,
            [this](const QString &file, int line) { openFleetFile(m_session, file, line); });
    return pane;
}

void CommitPane::show(const history::TimelineEntry *entry, const QString &environment)
{
    m_stack->setCurrentIndex(entry ? 1 : 0);
    if (!entry)
        return;
    const git::Commit &commit = entry->commit;
    m_commit = toQt(commit.id.text());
    m_subject = toQt(commit.summary());
    m_title->setText(m_subject);
    QStringList detail = {
        toQt(commit.id.shortText()),
        u"%1 <%2>"_s.arg(toQt(commit.author.name), toQt(commit.author.email)),
        QDateTime::fromSecsSinceEpoch(commit.author.time).toString(u"d MMM yyyy HH:mm"_s)};
    if (!entry->mergeRequest.empty())
        detail << tr("merge request %1").arg(toQt(entry->mergeRequest));
    m_detail->setText(detail.join(u" · "_s));
    showFiles(*entry);
    fillPromotions(*entry);
    const QString question = m_commit + u'\n' + environment;
    if (question == m_question)
        return;
    m_question = question;
    m_history->askForEffect(commit.id, environment);
}

void CommitPane::showFiles(const history::TimelineEntry &entry)
{
    constexpr qsizetype most = 3;
    QStringList all;
    for (const git::ChangedFile &file : entry.files) {
        const QString mark = file.before.isNull()  ? u"+ "_s
                             : file.after.isNull() ? u"− "_s
                                                   : QString();
        all << mark + toQt(file.path.text());
    }
    QStringList names = all.first(std::min(all.size(), most));
    if (all.size() > names.size())
        names << tr("%1 more").arg(all.size() - names.size());
    m_files->setText(names.join(u", "_s));
    m_files->setToolTip(all.join(u'\n'));
}

// From every environment that it touched alone, to every other one.
void CommitPane::fillPromotions(const history::TimelineEntry &entry)
{
    QMenu *menu = m_promote->menu();
    menu->clear();
    for (const std::string &from : entry.environments) {
        for (const fleet::Environment &to : m_session->snapshot()->fleet->environments) {
            if (std::ranges::contains(entry.environments, to.name))
                continue;
            const PromotionRequest request{.from = toQt(from),
                                           .to = toQt(to.name),
                                           .commit = toQt(entry.commit.id.text()),
                                           .subject = toQt(entry.commit.summary())};
            menu->addAction(tr("From %1 to %2…").arg(request.from, request.to), this,
                            [this, request] { m_session->promote(request); });
        }
    }
    m_promote->setEnabled(!menu->isEmpty());
}

void CommitPane::showEffect()
{
    const CommitHistory::EffectPointer &effect = m_history->effect();
    if (m_history->effectError()) {
        m_effect->setEmptyText(Glyph::Warning, tr("The commit cannot be built"),
                               toQt(m_history->effectError()->toString()));
    } else if (!effect) {
        m_effect->setEmptyText(Glyph::Spinner, tr("Building both sides of the commit"), {});
    } else {
        m_effect->setEmptyText(Glyph::Check, tr("No effect"),
                               tr("What the clusters are told to run stays the same."));
    }
    m_effect->setChanges(
        effect ? ChangeList::of(std::make_shared<const std::vector<reconcile::ClusterChanges>>(
                     effect->clusters))
               : std::make_shared<const ChangeList>());
    std::size_t objects = 0;
    for (const auto &cluster : effect ? effect->clusters : decltype(effect->clusters)())
        objects += cluster.changes.objects.size();
    m_effectHeader->setDetail(
        effect ? tr("%1 in %2")
                     .arg(counted(static_cast<qsizetype>(objects), tr("object"), tr("objects")),
                          counted(static_cast<qsizetype>(effect->clusters.size()), tr("cluster"),
                                  tr("clusters")))
               : QString());
}

void CommitPane::showRow(const ChangeRow *row)
{
    const CommitHistory::EffectPointer &effect = m_history->effect();
    if (!row || !effect) {
        m_diff->showNothing(Glyph::Commit, tr("No object is selected"), {});
        return;
    }
    QStringList clusters;
    for (const std::string &cluster : row->clusters)
        clusters << toQt(cluster);
    const git::Commit &commit = effect->commit;
    m_diff->show({.owner = m_effect->model().changes().changes,
                  .diff = row->diff,
                  .headings = {.leftTitle = tr("Before"),
                               .leftRevision = commit.parents.empty()
                                                   ? QString()
                                                   : toQt(commit.parents.front().shortText()),
                               .leftRemark = tr("rendered"),
                               .rightTitle = tr("After"),
                               .rightRevision = toQt(commit.id.shortText()),
                               .rightRemark = tr("rendered")},
                  .desired = DesiredSide::Right,
                  .sources = effect->after->sources,
                  .place = clusters.join(u", "_s)});
}

} // namespace plumb::ui
