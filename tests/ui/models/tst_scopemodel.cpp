// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/models/handmade.h"
#include "ui/models/scopemodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_ScopeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsEnvironmentsHealthAndGroups();
    void headingsCannotBeSelected();
    void keepsTheSelectedScope();
};

void tst_ScopeModel::listsEnvironmentsHealthAndGroups()
{
    ScopeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);

    model.setFleet(test::fleetOf({test::app("a", "1", ""), test::app("b", "1", "1", "infra")}),
                   {{Status::Behind, 2}});

    QCOMPARE(
        test::values(model, Qt::AccessibleTextRole),
        (QStringList{u"Environments"_s, u"dev, 2"_s, u"prod, 1"_s, u"Health"_s, u"Failed, 0"_s,
                     u"Drifted, 0"_s, u"Behind previous environment, 2"_s, u"Suspended, 0"_s,
                     u"In sync, 0"_s, u"Groups"_s, u"All apps, 2"_s, u"apps, 1"_s, u"infra, 1"_s}));
}

void tst_ScopeModel::headingsCannotBeSelected()
{
    ScopeModel model;
    model.setFleet(test::fleetOf({}), {});

    QVERIFY(!(model.index(0).flags() & Qt::ItemIsSelectable));
    QVERIFY(model.index(1).flags() & Qt::ItemIsSelectable);
}

void tst_ScopeModel::keepsTheSelectedScope()
{
    ScopeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFleet(test::fleetOf({test::app("b", "1", "1", "infra")}), {});
    const FleetScope infra{.kind = FleetScope::Kind::Group, .name = u"infra"_s};
    const QPersistentModelIndex selected(model.find(infra));

    model.setFleet(test::fleetOf({test::app("a", "1", "1"), test::app("b", "1", "1", "infra")}),
                   {});

    QCOMPARE(model.scope(selected), infra);
    QCOMPARE(QModelIndex(selected), model.find(infra));
}

QTEST_MAIN(tst_ScopeModel)
#include "tst_scopemodel.moc"
