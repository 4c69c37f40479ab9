// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/models/handmade.h"
#include "ui/models/driftmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;
using drift::Action;

class tst_DriftModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsByCluster();
    void groupsByOwner();
    void saysWhatIsDifferent();
    void findsRowsByTheirKeys();

private:
    static ClusterChangeSets changes()
    {
        drift::ObjectDiff first =
            test::diff("Deployment", "a", Action::Configured, {"spec.replicas"});
        first.owner = "flux-system/apps";
        drift::ObjectDiff missing = test::diff("Service", "b", Action::Created);
        missing.owner = "flux-system/apps";
        const drift::ObjectDiff extra = test::diff("Service", "c", Action::Deleted);
        return test::changesOf({{"clusters/dev", {first}}, {"clusters/prod", {missing, extra}}});
    }
};

void tst_DriftModel::groupsByCluster()
{
    DriftModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);

    model.setTree(DriftTree::of(changes(), DriftGrouping::Cluster));

    QCOMPARE(test::rows(model),
             (QStringList{u"dev"_s, u"  web/a"_s, u"prod"_s, u"  web/b"_s, u"  web/c"_s}));
}

void tst_DriftModel::groupsByOwner()
{
    DriftModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);

    model.setTree(DriftTree::of(changes(), DriftGrouping::Owner));

    QCOMPARE(test::rows(model), (QStringList{u"flux-system/apps"_s, u"  web/a"_s, u"  web/b"_s,
                                             u"no owner"_s, u"  web/c"_s}));
}

void tst_DriftModel::saysWhatIsDifferent()
{
    DriftModel model;
    model.setTree(DriftTree::of(changes(), DriftGrouping::Cluster));
    const QModelIndex prod = model.index(1, 0);

    QCOMPARE(model.index(0, 0, model.index(0, 0)).data(ChipTextRole).toString(), u"1 field"_s);
    QCOMPARE(model.index(0, 0, prod).data(ChipTextRole).toString(), u"missing"_s);
    QCOMPARE(model.index(1, 0, prod).data(ChipTextRole).toString(), u"not in git"_s);
}

void tst_DriftModel::findsRowsByTheirKeys()
{
    DriftModel model;
    model.setTree(DriftTree::of(changes(), DriftGrouping::Cluster));
    const QModelIndex extra = model.index(1, 0, model.index(1, 0));

    QCOMPARE(model.find(extra.data(DriftModel::KeyRole).toString()), extra);
    QVERIFY(!model.find(u"none"_s).isValid());
}

QTEST_MAIN(tst_DriftModel)
#include "tst_driftmodel.moc"
