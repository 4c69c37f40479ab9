// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/models/handmade.h"
#include "ui/models/changemodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;
using drift::Action;

class tst_ChangeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsOneRowPerEffect();
    void collapsesTheSameEffectOnSeveralClusters();
    void keepsRowsThatStay();
    void becomesEmpty();
};

void tst_ChangeModel::showsOneRowPerEffect()
{
    ChangeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);

    model.setChanges(ChangeList::of(test::changesOf(
        {{"clusters/dev",
          {test::diff("Deployment", "a", Action::Configured, {"spec.replicas", "spec.paused"}),
           test::diff("Service", "b", Action::Deleted)}}})));

    QCOMPARE(test::rows(model), (QStringList{u"web/a"_s, u"web/b"_s}));
    QCOMPARE(test::values(model, ChipTextRole), (QStringList{u"configured"_s, u"pruned"_s}));
    QCOMPARE(test::values(model, SubtitleRole),
             (QStringList{u"dev · spec.replicas and 1 more"_s, u"dev"_s}));
}

void tst_ChangeModel::collapsesTheSameEffectOnSeveralClusters()
{
    const drift::ObjectDiff same =
        test::diff("Deployment", "a", Action::Configured, {"spec.replicas"});
    const drift::ObjectDiff other =
        test::diff("Deployment", "a", Action::Configured, {"spec.paused"});
    ChangeModel model;

    model.setChanges(ChangeList::of(test::changesOf(
        {{"clusters/dev", {same}}, {"clusters/prod", {same}}, {"clusters/test", {other}}})));

    QCOMPARE(test::values(model, SubtitleRole),
             (QStringList{u"dev, prod · spec.replicas"_s, u"test · spec.paused"_s}));
}

void tst_ChangeModel::keepsRowsThatStay()
{
    ChangeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto list = [](std::vector<drift::ObjectDiff> objects) {
        return ChangeList::of(test::changesOf({{"clusters/dev", std::move(objects)}}));
    };
    model.setChanges(list({test::diff("Service", "b", Action::Created)}));
    const QPersistentModelIndex selected(model.index(0));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);

    model.setChanges(list({test::diff("Service", "a", Action::Created),
                           test::diff("Service", "b", Action::Deleted)}));

    QCOMPARE(reset.count(), 0);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(selected.row(), 1);
    QCOMPARE(selected.data(ChipTextRole).toString(), u"pruned"_s);
}

void tst_ChangeModel::becomesEmpty()
{
    ChangeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setChanges(ChangeList::of(
        test::changesOf({{"clusters/dev", {test::diff("Service", "b", Action::Created)}}})));

    model.setChanges(std::make_shared<const ChangeList>());

    QCOMPARE(test::rows(model), QStringList());
}

QTEST_MAIN(tst_ChangeModel)
#include "tst_changemodel.moc"
