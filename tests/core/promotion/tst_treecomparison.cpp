// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/treecomparison.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"

#include <QTest>

using namespace plumb;
using namespace plumb::promotion;
using namespace Qt::StringLiterals;

class tst_TreeComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatDiffers_data();
    void listsWhatDiffers();
};

void tst_TreeComparison::listsWhatDiffers_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *source, const char *target,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(source) << QByteArray(target) << QByteArray(expected);
    };
    row("equal data", "{a: 1, b: 'x'}", "{b: \"x\", a: 0x1}", "");
    row("scalars", "{a: {b: 1, c: 2}}", "{a: {b: 1, c: 3}}", "changed a.c: 3 -> 2\n");
    row("added key", "{a: 1, b: {c: 2}}", "{a: 1}", "added b: {\"c\":2} behind a\n");
    row("removed key", "{a: 1}", "{a: 1, b: 2}", "removed b: 2\n");
    row("items by name", "{l: [{name: x, v: 1}, {name: y, v: 2}]}",
        "{l: [{name: y, v: 3}, {name: x, v: 1}]}", "changed l[name=y].v: 3 -> 2\n");
    row("added and removed items", "{l: [{name: x}, {name: y}]}", "{l: [{name: x}, {name: z}]}",
        "added l[name=y]: {\"name\":\"y\"}\nremoved l[name=z]: {\"name\":\"z\"}\n");
    row("items without a key", "{l: [{v: {a: 1}}, {v: 2}]}", "{l: [{v: {a: 3}}, {v: 2}]}",
        "changed l[0].v.a: 3 -> 1\n");
    row("lists of scalars", "{l: [1, 2]}", "{l: [1, 3]}", "changed l: [1,3] -> [1,2]\n");
    row("another kind of value", "{a: {b: 1}}", "{a: x}", "changed a: \"x\" -> {\"b\":1}\n");
    row("same name twice", "{l: [{name: x}, {name: x}]}", "{l: [{name: x}]}",
        "changed l: [{\"name\":\"x\"}] -> [{\"name\":\"x\"},{\"name\":\"x\"}]\n");
}

void tst_TreeComparison::listsWhatDiffers()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, expected);
    const auto from = yaml::parse(source.toStdString(), "from.yaml");
    const auto to = yaml::parse(target.toStdString(), "to.yaml");
    QVERIFY(from && to);

    std::string text;
    for (const Leaf &leaf : compareTrees(*from, *to)) {
        text += std::string(toString(leaf.change)) + ' ' + leaf.path.toString() + ": ";
        text += leaf.target ? yaml::toJson(*leaf.target) : "";
        text += leaf.target && leaf.source ? " -> " : "";
        text += leaf.source ? yaml::toJson(*leaf.source) : "";
        text += (leaf.after.empty() ? "" : " behind " + leaf.after) + '\n';
    }

    QCOMPARE(QByteArray::fromStdString(text), expected);
}

QTEST_APPLESS_MAIN(tst_TreeComparison)
#include "tst_treecomparison.moc"
