// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/driftpage.h"

#include "ui/models/causetext.h"
#include "ui/pages/age.h"
#include "ui/pages/causepanel.h"
#include "ui/pages/diffpane.h"
#include "ui/pages/objectactions.h"
#include "ui/pages/originpanel.h"
#include "ui/pages/remedybar.h"
#include "ui/pages/treestate.h"
#include "ui/roles/text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/statusdelegate.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QMenu>
#include <QSplitter>
#include <QStackedLayout>
#include <QTreeView>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

DriftPage::DriftPage(Session *session, DriftCheck *drift, QAction *access, QAction *check)
    : m_session(session)
    , m_drift(drift)
    , m_access(access)
    , m_check(check)
    , m_origins(new FieldOriginLookup(session, this))
    , m_model(new DriftModel(this))
    , m_empty(new EmptyState(Glyph::Cluster, {}, {}))
    , m_stack(new QStackedLayout(this))
{
    setObjectName("driftPage"_L1);
    auto *splitter = new QSplitter;
    splitter->addWidget(makeList());
    splitter->addWidget(makeCentre());
    splitter->setStretchFactor(1, 1);
    rememberSizes(splitter, session->settings(), u"drift/splitter"_s, {372, 992});
    m_stack->addWidget(m_empty);
    m_stack->addWidget(splitter);

    connect(drift, &DriftCheck::changed, this, &DriftPage::showDrift);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DriftPage::showCurrent);
    showDrift();
}

QWidget *DriftPage::makeList()
{
    m_summary = new SectionHeader({});
    m_grouping = new QComboBox;
    m_grouping->setObjectName("driftGrouping"_L1);
    m_grouping->setAccessibleName(tr("Group by"));
    m_grouping->addItems({tr("By cluster"), tr("By Kustomization"), tr("By cause")});
    m_summary->addControl(m_grouping);
    m_tree = new QTreeView;
    m_tree->setObjectName("driftTree"_L1);
    m_tree->setAccessibleName(tr("Objects that drifted"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new StatusDelegate(StatusDelegate::Density::TwoLines, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(true);
    m_tree->setIndentation(12);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);

    auto *pane = new QWidget;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_clusters = new QVBoxLayout;
    m_lag = new ThemedLabel({}, ThemedLabel::Look::Small);
    m_lag->setObjectName("driftLag"_L1);
    m_lag->setTextFormat(Qt::PlainText);
    m_lag->setWordWrap(true);
    m_lag->setContentsMargins(12, 0, 12, 6);
    column->addWidget(m_summary);
    column->addWidget(m_lag);
    column->addLayout(m_clusters);
    column->addWidget(m_tree, 1);
    column->addWidget(makeExplained());
    connect(m_grouping, &QComboBox::activated, this, &DriftPage::showTree);
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (m_model->row(index))
            m_diff->view()->setFocus();
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &DriftPage::showMenu);
    return pane;
}

QWidget *DriftPage::makeExplained()
{
    m_explained = new QCheckBox;
    m_explained->setObjectName("showExplained"_L1);
    m_explained->setToolTip(tr("What controllers, webhooks and rules in git explain stays as it "
                               "is; nobody needs to do anything about it."));
    m_explainedCounts = new ThemedLabel({}, ThemedLabel::Look::Small);
    m_explainedCounts->setWordWrap(true);
    auto *pane = new QWidget;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(12, 6, 12, 8);
    column->setSpacing(2);
    column->addWidget(m_explained);
    column->addWidget(m_explainedCounts);
    connect(m_explained, &QCheckBox::toggled, this, &DriftPage::showTree);
    return pane;
}

QWidget *DriftPage::makeCentre()
{
    m_diff = new DiffPane;
    auto *origins = new OriginPanel(m_origins);
    m_causes = new CausePanel;
    m_remedies = new RemedyBar(m_session);
    auto *why = new QWidget;
    auto *column = new QVBoxLayout(why);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_causes, 1);
    column->addWidget(m_remedies);
    auto *reasons = new QWidget;
    auto *row = new QHBoxLayout(reasons);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(origins, 1);
    row->addWidget(why, 1);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_diff);
    splitter->addWidget(reasons);
    splitter->setStretchFactor(0, 1);
    rememberSizes(splitter, m_session->settings(), u"drift/origins"_s, {640, 150});
    const auto open = [this](const QString &file, int line) {
        openFleetFile(m_session, file, line);
    };
    connect(m_diff, &DiffPane::placeActivated, this, open);
    connect(m_diff, &DiffPane::fieldActivated, this, &DriftPage::askForOrigin);
    connect(m_diff, &DiffPane::fieldActivated, this, &DriftPage::showCause);
    connect(origins, &OriginPanel::placeActivated, this, open);
    return splitter;
}

void DriftPage::showDrift()
{
    showTree();
    showLag();
    showClusters();
    showEmptyState();
}

void DriftPage::showTree()
{
    if (!m_drift->changes())
        return;
    const QString current = m_tree->currentIndex().data(DriftModel::KeyRole).toString();
    m_model->setTree(
        DriftTree::of(m_drift->changes(), static_cast<DriftGrouping>(m_grouping->currentIndex()),
                      m_explained->isChecked() ? ExplainedDrift::Shown : ExplainedDrift::Hidden));
    m_tree->expandAll();
    QModelIndex selected = m_model->find(current);
    if (!selected.isValid() && m_model->rowCount() > 0)
        selected = m_model->index(0, 0, m_model->index(0, 0));
    m_tree->setCurrentIndex(selected);
    m_summary->setTitle(counted(static_cast<qsizetype>(m_model->tree().objectCount()),
                                tr("drifted object"), tr("drifted objects")));
    showExplained();
    showCurrent();
}

void DriftPage::showExplained()
{
    qsizetype count = 0;
    for (const auto &[kind, number] : m_model->tree().explained)
        count += static_cast<qsizetype>(number);
    m_explained->setText(
        tr("Show %1").arg(counted(count, tr("explained difference"), tr("explained differences"))));
    m_explained->setEnabled(count > 0);
    m_explainedCounts->setText(causeCounts(m_model->tree().explained));
}

void DriftPage::showLag()
{
    QStringList summary;
    QStringList details;
    for (const ClusterDrift &cluster : m_drift->clusters()) {
        std::size_t most = 0;
        for (const reconcile::Lag &lag : cluster.lags) {
            most = std::max(most, lag.count);
            if (const std::string line = reconcile::toText(lag); !line.empty())
                details << toQt(cluster.cluster) + u": "_s + toQt(line);
        }
        if (most > 0)
            summary << tr("%1 is %2 behind")
                           .arg(toQt(cluster.cluster).section(u'/', -1),
                                counted(static_cast<qsizetype>(most), tr("commit"), tr("commits")));
    }
    m_lag->setText(summary.join(u" · "_s));
    m_lag->setToolTip(details.join(u'\n'));
    m_lag->setVisible(!summary.isEmpty());
}

void DriftPage::showClusters()
{
    while (QLayoutItem *item = m_clusters->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const ClusterDrift &cluster : m_drift->clusters()) {
        if (!cluster.error)
            continue;
        auto *banner = new Banner;
        const QString name = toQt(cluster.cluster).section(u'/', -1);
        const QString last =
            cluster.checkedAt.isValid()
                ? tr("Shown is what it was %1.")
                      .arg(ageText(cluster.checkedAt, QDateTime::currentDateTime()))
                : QString();
        banner->present(Tone::Warning, tr("%1 cannot be compared").arg(name),
                        toQt(cluster.error->toString()) + u' ' + last);
        banner->addAction(m_check);
        banner->addAction(m_access);
        m_clusters->addWidget(banner);
    }
}

void DriftPage::showEmptyState()
{
    m_empty->clearActions();
    const bool isAnyChosen = std::ranges::any_of(m_drift->clusters(), &ClusterDrift::isChosen);
    const bool hasError = std::ranges::any_of(
        m_drift->clusters(), [](const ClusterDrift &cluster) { return cluster.error.has_value(); });
    if (!isAnyChosen) {
        m_empty->setGlyph(Glyph::Cluster);
        m_empty->setTitle(tr("No cluster is compared yet"));
        m_empty->setText(tr("Choose which contexts of your kubeconfig are the clusters of this "
                            "fleet. Plumbline reads "
                            "what they run and compares it with what git builds, field by field. "
                            "It writes nothing that you have not seen and agreed to."));
        m_empty->addAction(m_access);
    } else if (!m_drift->hasResult() && m_drift->isRunning()) {
        m_empty->setGlyph(Glyph::Spinner);
        m_empty->setTitle(tr("Reading the clusters"));
        m_empty->setText(tr("The result of each cluster is shown as soon as it is there."));
    } else if (m_drift->hasResult() && m_model->rowCount() == 0 && !hasError
               && m_model->tree().explained.empty()) {
        QDateTime oldest;
        int compared = 0;
        bool isLive = true;
        for (const ClusterDrift &cluster : m_drift->clusters()) {
            compared += cluster.changes ? 1 : 0;
            isLive = isLive && (!cluster.changes || cluster.isLive());
            if (cluster.changes && (!oldest.isValid() || cluster.checkedAt < oldest))
                oldest = cluster.checkedAt;
        }
        m_empty->setGlyph(Glyph::Check);
        m_empty->setTitle(tr("Nothing drifted"));
        const QString count = counted(compared, tr("cluster is"), tr("clusters are"));
        m_empty->setText(
            isLive ? tr("%1 as git says, and watched: changes show up as they happen.").arg(count)
                   : tr("%1 as git says, compared %2.")
                         .arg(count, ageText(oldest, QDateTime::currentDateTime())));
        m_empty->addAction(m_check);
        m_empty->addAction(m_access);
    } else {
        m_stack->setCurrentIndex(1);
        return;
    }
    m_stack->setCurrentIndex(0);
}

std::optional<ObjectPlace> DriftPage::placeOf(const DriftRow &row) const
{
    const SnapshotPointer snapshot = m_session->snapshot();
    const build::ClusterState *cluster =
        snapshot ? snapshot->desired->cluster(row.cluster) : nullptr;
    if (!cluster)
        return {};
    for (const auto &unit : cluster->units) {
        if (unit->known().find(row.diff->id))
            return ObjectPlace{.unit = unit->id, .object = row.diff->id};
    }
    return {};
}

void DriftPage::showCurrent()
{
    const DriftRow *row = m_model->row(m_tree->currentIndex());
    const SnapshotPointer snapshot = m_session->snapshot();
    if (!row || !snapshot) {
        m_diff->showNothing(Glyph::Drift, tr("No object is selected"), {});
        m_origins->clear();
        m_causes->showNothing();
        m_remedies->showNothing();
        return;
    }
    const QString revision = toQt(snapshot->commit).left(7);
    m_diff->show({.owner = m_model->tree().changes,
                  .diff = row->diff,
                  .headings = {.leftTitle = tr("Git"),
                               .leftRevision = revision,
                               .leftRemark = tr("rendered"),
                               .rightTitle = tr("Live"),
                               .rightRevision = toQt(row->cluster).section(u'/', -1),
                               .rightRemark = {}},
                  .desired = DesiredSide::Left,
                  .sources = snapshot->sources,
                  .place = row->diff->owner.empty()
                               ? toQt(row->cluster)
                               : toQt(row->cluster) + u" · "_s + toQt(row->diff->owner)});
    if (row->diff->changes.empty()) {
        m_origins->clear();
        m_causes->show(*row->diff);
        m_remedies->show(row->cluster, *row->diff, nullptr);
        return;
    }
    const QString first = toQt(row->diff->changes.front().path.toString());
    askForOrigin(first);
    showCause(first);
}

void DriftPage::showCause(const QString &field)
{
    const DriftRow *row = m_model->row(m_tree->currentIndex());
    const auto path = FieldPath::parse(field.toStdString());
    if (!row || !path || path->isRoot())
        return;
    const auto change =
        std::ranges::find_if(row->diff->changes, [&path](const drift::FieldChange &change) {
            return path->isWithin(change.path);
        });
    const bool isFound = change != row->diff->changes.end();
    if (isFound)
        m_causes->show(*change);
    else
        m_causes->showNothing();
    m_remedies->show(row->cluster, *row->diff, isFound ? &*change : nullptr);
}

void DriftPage::askForOrigin(const QString &field)
{
    const DriftRow *row = m_model->row(m_tree->currentIndex());
    const auto place = row ? placeOf(*row) : std::nullopt;
    const auto path = FieldPath::parse(field.toStdString());
    if (place && path && !path->isRoot())
        m_origins->ask(m_session->snapshot(), *place, *path);
}

void DriftPage::showMenu(const QPoint &place)
{
    const DriftRow *row = m_model->row(m_tree->indexAt(place));
    const auto object = row ? placeOf(*row) : std::nullopt;
    if (!object)
        return;
    QMenu menu(this);
    addObjectActions(&menu, m_session, {.place = *object, .snapshot = m_session->snapshot()});
    if (!menu.isEmpty())
        menu.exec(m_tree->viewport()->mapToGlobal(place));
}

void DriftPage::openSearch()
{
    m_diff->view()->openSearch();
}

void DriftPage::nextChange()
{
    m_diff->view()->nextChange();
}

void DriftPage::previousChange()
{
    m_diff->view()->previousChange();
}

void DriftPage::focusContent()
{
    if (m_stack->currentIndex() == 1)
        m_tree->setFocus();
}

} // namespace plumb::ui
