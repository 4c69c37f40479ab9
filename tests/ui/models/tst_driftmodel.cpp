// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/models/handmade.h"
#include "ui/models/causetext.h"
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
    void groupsByCause();
    void hidesAndCountsWhatIsExplained();
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

    /// One object that a person edited, one that an autoscaler scaled, and one of both.
    static ClusterChangeSets explainedChanges()
    {
        const drift::Cause edit = {.kind = drift::CauseKind::ManualEdit};
        const drift::Cause scale = {.kind = drift::CauseKind::Controller, .needsPerson = false};
        drift::ObjectDiff edited =
            test::diff("Deployment", "edited", Action::Configured, {"spec.replicas"});
        edited.changes.front().cause = edit;
        drift::ObjectDiff scaled =
            test::diff("Deployment", "scaled", Action::Configured, {"spec.replicas"});
        scaled.changes.front().cause = scale;
        drift::ObjectDiff both =
            test::diff("Deployment", "both", Action::Configured, {"spec.replicas", "spec.paused"});
        both.changes.front().cause = scale;
        both.changes.back().cause = edit;
        return test::changesOf({{"clusters/dev", {edited, scaled, both}}});
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

void tst_DriftModel::groupsByCause()
{
    DriftModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);

    model.setTree(DriftTree::of(explainedChanges(), DriftGrouping::Cause));

    QCOMPARE(test::rows(model),
             (QStringList{u"manual edit"_s, u"  web/edited"_s, u"controller-owned"_s,
                          u"  web/scaled"_s, u"several causes"_s, u"  web/both"_s}));
    QCOMPARE(model.index(0, 0, model.index(0, 0)).data(ChipTextRole).toString(), u"manual edit"_s);
    QCOMPARE(model.index(0, 0, model.index(2, 0)).data(ChipTextRole).toString(), u"2 fields"_s);
}

void tst_DriftModel::hidesAndCountsWhatIsExplained()
{
    DriftModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);

    model.setTree(
        DriftTree::of(explainedChanges(), DriftGrouping::Cluster, ExplainedDrift::Hidden));

    QCOMPARE(test::rows(model), (QStringList{u"dev"_s, u"  web/edited"_s, u"  web/both"_s}));
    QCOMPARE(causeCounts(model.tree().explained), u"2 controller-owned"_s);
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
