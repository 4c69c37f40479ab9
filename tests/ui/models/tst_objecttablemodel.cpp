// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/models/handmade.h"
#include "ui/models/objecttablemodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_ObjectTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEveryObjectOfEveryCluster();
    void sortsInBothDirections();
    void filtersByAllWords();
    void keepsASelectedObjectSelected();

private:
    static std::shared_ptr<const ObjectTable> table()
    {
        return ObjectTable::of(test::fleetOf({}),
                               test::desiredOf("apiVersion: v1\n"
                                               "kind: Service\n"
                                               "metadata: {name: web, namespace: shop}\n"
                                               "---\n"
                                               "apiVersion: apps/v1\n"
                                               "kind: Deployment\n"
                                               "metadata: {name: web, namespace: shop}\n"
                                               "---\n"
                                               "apiVersion: v1\n"
                                               "kind: Namespace\n"
                                               "metadata: {name: shop}\n"));
    }
    static QStringList kinds(const QAbstractItemModel &model)
    {
        return test::values(model, Qt::DisplayRole);
    }
};

void tst_ObjectTableModel::showsEveryObjectOfEveryCluster()
{
    ObjectTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);

    model.setObjects(ArrangedObjects::arrange(table(), {}));

    QCOMPARE(test::rows(model),
             (QStringList{u"Deployment | shop | web | dev | dev | apps | apps/v1"_s,
                          u"Namespace |  | shop | dev | dev | apps | v1"_s,
                          u"Service | shop | web | dev | dev | apps | v1"_s}));
}

void tst_ObjectTableModel::sortsInBothDirections()
{
    ObjectTableModel model;

    model.setObjects(ArrangedObjects::arrange(table(), {.order = Qt::DescendingOrder}));

    QCOMPARE(kinds(model), (QStringList{u"Service"_s, u"Namespace"_s, u"Deployment"_s}));
}

void tst_ObjectTableModel::filtersByAllWords()
{
    ObjectTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setObjects(ArrangedObjects::arrange(table(), {}));

    model.setObjects(ArrangedObjects::arrange(table(), {.filter = u"WEB serv"_s}));

    QCOMPARE(kinds(model), QStringList{u"Service"_s});
}

void tst_ObjectTableModel::keepsASelectedObjectSelected()
{
    ObjectTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setObjects(ArrangedObjects::arrange(table(), {}));
    const QPersistentModelIndex service(model.index(2, 0));
    const QPersistentModelIndex hidden(model.index(1, 0));

    model.setObjects(ArrangedObjects::arrange(table(), {.filter = u"web"_s}));

    QCOMPARE(service.row(), 1);
    QCOMPARE(service.data().toString(), u"Service"_s);
    QVERIFY(!hidden.isValid());
}

QTEST_MAIN(tst_ObjectTableModel)
#include "tst_objecttablemodel.moc"
