// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/comparisons.h"
#include "tests/support/golden.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/matrixview.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/statusdelegate.h"
#include "ui/widgets/style.h"
#include "ui/widgets/yamlview.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace plumb;
using namespace plumb::ui;

namespace {

QStandardItem *cell(const QString &version, Status status, int count = 0)
{
    auto *item = new QStandardItem(version);
    item->setData(int(status), StatusRole);
    item->setData(count, CountRole);
    return item;
}

QStandardItem *app(const QString &name, const QString &detail)
{
    auto *item = new QStandardItem(name);
    item->setData(detail, SubtitleRole);
    return item;
}

void fillMatrix(QStandardItemModel &model)
{
    model.setHorizontalHeaderLabels(
        {u"App"_s, u"dev"_s, u"staging"_s, u"production-eu"_s, u"production-us"_s});
    const auto ok = Status::InSync;
    model.appendRow({app(u"podinfo"_s, u"apps · HelmRelease"_s), cell(u"6.7.1"_s, ok),
                     cell(u"6.7.1"_s, ok), cell(u"6.6.3"_s, Status::Behind, 2),
                     cell(u"6.6.3"_s, Status::Behind, 2)});
    model.appendRow({app(u"checkout"_s, u"apps · Kustomization"_s), cell(u"v2.14.0"_s, ok),
                     cell(u"v2.14.0"_s, Status::Drifted, 3), cell(u"v2.13.1"_s, Status::Behind, 1),
                     cell(u"v2.13.1"_s, ok)});
    model.appendRow({app(u"search"_s, u"apps · HelmRelease"_s), cell(u"4.0.0-rc1"_s, ok),
                     cell(u"3.8.2"_s, ok), cell(u"3.8.2"_s, Status::Failed),
                     cell(u"3.8.2"_s, Status::Error)});
    model.appendRow({app(u"external-secrets"_s, u"infra · HelmRelease"_s), cell(u"0.16.1"_s, ok),
                     cell(u"0.16.1"_s, ok), cell(u"0.16.1"_s, Status::Suspended),
                     cell(u"0.16.1"_s, Status::Unknown)});
    model.appendRow({app(u"keda"_s, u"platform · HelmRelease"_s),
                     cell(u"2.17.0"_s, Status::Reconciling), cell(u"2.17.0"_s, ok),
                     cell({}, Status::None), cell(u"2.16.1"_s, Status::Behind, 12)});
}

} // namespace

class tst_WidgetImages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::setGoldenLook(); }

    void matrix()
    {
        QStandardItemModel model;
        fillMatrix(model);
        MatrixView view;
        view.setModel(&model);
        view.resize(780, 300);
        view.setCurrentIndex(model.index(1, 3));

        QVERIFY(test::matchesGolden(view, u"matrix"_s));
    }

    void diffSideBySide()
    {
        DiffView view;
        view.resize(980, 520);
        view.setDocument(test::driftedDeployment());
        view.goToChange(0);

        QVERIFY(test::matchesGolden(view, u"diff-side-by-side"_s));
    }

    void diffInline()
    {
        DiffView view;
        view.resize(640, 420);
        view.setDocument(test::driftedDeployment());
        view.setMode(DiffView::Mode::Inline);

        QVERIFY(test::matchesGolden(view, u"diff-inline"_s));
    }

    void diffFields()
    {
        DiffView view;
        view.resize(820, 200);
        view.setDocument(test::driftedDeployment());
        view.setMode(DiffView::Mode::Fields);

        QVERIFY(test::matchesGolden(view, u"diff-fields"_s));
    }

    void yamlWithOrigins()
    {
        AnnotatedText text = test::deploymentInGit();
        text.notes.insert(0, {.file = u"apps/base/checkout/deployment.yaml"_s, .line = 1});
        text.notes.insert(1, {.file = u"apps/base/checkout/deployment.yaml"_s, .line = 2});
        text.notes.insert(28, {.file = u"apps/base/checkout/deployment.yaml"_s, .line = 21});
        YamlView view;
        view.resize(760, 480);
        view.setText(text);

        QVERIFY(test::matchesGolden(view, u"yaml-origins"_s));
    }

    void lists();
    void controls();

    void emptyState()
    {
        QAction open(u"Open a folder…"_s);
        QAction clone(u"Clone a URL…"_s);
        QAction demo(u"Start with the demo fleet"_s);
        EmptyState view(
            Glyph::Fleet, u"No fleet is open"_s,
            u"Open a folder with your fleet repository, clone one, or look around in the demo fleet first."_s);
        for (QAction *action : {&open, &clone, &demo})
            view.addAction(action);
        view.resize(640, 300);

        QVERIFY(test::matchesGolden(view, u"empty-state"_s));
    }

    void palette()
    {
        std::vector<PaletteEntry> entries;
        entries.push_back({u"checkout/web"_s,
                           u"staging · flux-system/checkout"_s,
                           u"Deployment"_s,
                           {},
                           Glyph::Object,
                           1});
        entries.push_back(
            {u"apps/staging/checkout/values.yaml"_s, {}, u"File"_s, {}, Glyph::File, 2});
        entries.push_back({u"Raise checkout to v2.14.0"_s,
                           u"b81d77e · release-team · 2 days ago"_s,
                           u"Commit"_s,
                           {},
                           Glyph::Commit,
                           3});
        entries.push_back(
            {u"Check out branch…"_s, u"Git"_s, u"Command"_s, u"Ctrl+B"_s, Glyph::Branch, 4});
        CommandPalette view;
        view.setEntries(std::make_shared<const PaletteEntries>(std::move(entries)));
        QWidget window;
        window.resize(1200, 700);
        window.show();
        view.openOver(&window, u"check"_s);

        QVERIFY(test::matchesGolden(view, u"command-palette"_s));
    }
};

void tst_WidgetImages::lists()
{
    QStandardItemModel model;
    const auto row = [&model](const QString &name, const QString &kind, const QString &field,
                              const QString &chip, Tone tone) {
        auto *item = new QStandardItem(name);
        item->setData(kind, TitleSuffixRole);
        item->setData(field, SubtitleRole);
        item->setData(true, SubtitleMonospaceRole);
        item->setData(int(Status::Drifted), StatusRole);
        item->setData(chip, ChipTextRole);
        item->setData(int(tone), ChipToneRole);
        model.appendRow(item);
    };
    auto *heading = new QStandardItem(u"staging"_s);
    heading->setData(true, SectionRole);
    heading->setData(3, CountRole);
    model.appendRow(heading);
    row(u"checkout/web"_s, u"Deployment"_s, u"spec.replicas"_s, u"manual edit"_s, Tone::Warning);
    row(u"ingress/public"_s, u"Ingress"_s, u"annotations"_s, u"webhook"_s, Tone::Progress);
    row(u"limit-ranges-for-every-tenant-of-the-platform"_s, u"ClusterPolicy"_s, u"missing"_s,
        u"deleted live"_s, Tone::Danger);
    QListView view;
    view.setFrameShape(QFrame::NoFrame);
    view.setModel(&model);
    view.setItemDelegate(new StatusDelegate(StatusDelegate::Density::TwoLines, &view));
    view.setCurrentIndex(model.index(1, 0));
    view.resize(340, 180);

    QVERIFY(test::matchesGolden(view, u"list"_s));
}

void tst_WidgetImages::controls()
{
    QWidget window;
    window.resize(720, 400);
    auto *rail = new Rail;
    rail->addPage(Glyph::Fleet, u"Fleet"_s);
    rail->addPage(Glyph::Drift, u"Drift"_s);
    rail->addPage(Glyph::Promote, u"Promote"_s);
    rail->addPage(Glyph::DryRun, u"Dry run"_s);
    rail->setBadge(1, 7);
    rail->setBadge(3, 120);
    rail->setCurrent(1);
    auto *banner = new Banner;
    QAction retry(u"Retry"_s);
    banner->addAction(&retry);
    banner->present(Tone::Danger, u"Cannot reach the cluster staging"_s,
                    u"Connecting to 10.0.0.4:6443 timed out. The state below is 12 min old."_s);
    auto *grid = new KeyValueGrid;
    grid->setRow(u"Version"_s, u"v2.13.1"_s, KeyValueGrid::Look::Monospace);
    grid->setStatusRow(u"Ready"_s, Status::InSync, u"Applied 6 min ago"_s);
    grid->setRow(u"Path"_s, u"apps/production/checkout"_s, KeyValueGrid::Look::Link);
    grid->setRow(u"State"_s, new ChipLabel({u"staging has v2.14.0"_s, Tone::Accent}));
    auto *primary = new QPushButton(u"Reconcile now"_s);
    makePrimary(primary);
    auto *off = new QPushButton(u"Push"_s);
    off->setEnabled(false);
    auto *search = new SearchField(u"Search objects, files, commits…"_s);
    search->setKeyHint(u"Ctrl K"_s);
    auto *mode = new QComboBox;
    mode->addItems({u"Side by side"_s, u"Inline"_s});
    auto *tabs = new QTabBar;
    for (const QString &name : {u"Matrix"_s, u"Tree"_s, u"Table"_s})
        tabs->addTab(name);
    auto *checked = new QCheckBox(u"Show explained (2)"_s);
    checked->setChecked(true);

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 4, 12, 12);
    buttons->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{
             primary, new QPushButton(u"Keep live value…"_s), off, mode, checked})
        buttons->addWidget(widget);
    buttons->addStretch();
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(banner);
    column->addWidget(tabs);
    auto *header = new SectionHeader(u"Environments"_s);
    header->setDetail(u"3 of 4"_s);
    column->addWidget(header);
    column->addWidget(grid);
    auto *field = new QHBoxLayout;
    field->setContentsMargins(12, 4, 12, 4);
    field->addWidget(search);
    column->addLayout(field);
    column->addStretch();
    column->addLayout(buttons);
    auto *row = new QHBoxLayout(&window);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail);
    row->addLayout(column);

    QVERIFY(test::matchesGolden(window, u"controls"_s));
}

QTEST_MAIN(tst_WidgetImages)
#include "tst_widgetimages.moc"
