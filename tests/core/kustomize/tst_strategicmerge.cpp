// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/strategicmerge.h"
#include "tests/support/buildfixture.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using kustomize::Remains;
using kustomize::StrategicMerge;

class tst_StrategicMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void merges_data();
    void merges();
    void deletesTheWholeObject();
    void refusesAnUnknownDirective();
    void refusesAnotherShape();
    void remembersWhatAPatchReplaced();
    void changesBondedScalarsTogether();
    void leavesThePatchAsItWas();
};

void tst_StrategicMerge::merges_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("merged");

    QTest::newRow("a null deletes") << "a: 1\nb: {c: 2, d: 3}\n"_ba
                                    << "b: {c: null}\n"_ba
                                    << "a: 1\nb:\n  d: 3\n"_ba;
    QTest::newRow("nulls that are added vanish") << "a: 1\n"_ba << "b: {c: null, d: 1}\n"_ba
                                                 << "a: 1\nb:\n  d: 1\n"_ba;
    QTest::newRow("fields left empty vanish, a written null stays")
        << "a:\nb: null\n"_ba << "c: 1\n"_ba << "b: null\nc: 1\n"_ba;
    QTest::newRow("lists without a schema are replaced")
        << "list: [{name: a}]\n"_ba << "list: [{name: b}]\n"_ba << "list:\n- name: b\n"_ba;
    QTest::newRow("replace takes the place of a mapping")
        << "a: {b: 1}\n"_ba << "a: {$patch: replace, c: 2}\n"_ba << "a:\n  c: 2\n"_ba;
    QTest::newRow("a root that replaces has no effect")
        << "a: 1\n"_ba << "$patch: replace\nb: 2\n"_ba << "a: 1\n"_ba;
    const QByteArray service = "apiVersion: v1\nkind: Service\n";
    QTest::newRow("several keys keep the order of the target")
        << service + "spec: {ports: [{port: 80, protocol: TCP}, {port: 81, protocol: TCP}]}\n"
        << "spec: {ports: [{port: 81, protocol: TCP, name: b}, {port: 82, protocol: TCP}]}\n"_ba
        << service
               + "spec:\n  ports:\n  - port: 82\n    protocol: TCP\n  - port: 80\n    protocol: "
                 "TCP\n"
                 "  - name: b\n    port: 81\n    protocol: TCP\n";
    const QByteArray pod = "apiVersion: v1\nkind: Pod\n";
    QTest::newRow("one key takes the order of the patch")
        << pod + "spec: {containers: [{name: a}, {name: b, image: x}]}\n"
        << "spec: {containers: [{name: c}, {name: b, image: new}]}\n"_ba
        << pod + "spec:\n  containers:\n  - name: c\n  - image: new\n    name: b\n  - name: a\n";
    QTest::newRow("lists of scalars join")
        << pod + "metadata: {finalizers: [a, b]}\n"
        << "metadata: {finalizers: [c, b]}\n"_ba
        << pod + "metadata:\n  finalizers:\n  - c\n  - b\n  - a\n";
    QTest::newRow("a keyless item drops what came before it")
        << pod + "spec: {containers: [{image: x}, {name: a}]}\n"
        << "spec: {containers: [{name: a, image: new}]}\n"_ba
        << pod + "spec:\n  containers:\n  - image: x\n";
}

void tst_StrategicMerge::merges()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, merged);
    test::BuildFixture fixture;
    yaml::Value value = fixture.parse(target.toStdString());

    const Result<Remains> remains =
        StrategicMerge(fixture.context)
            .apply(value, fixture.parse(patch.toStdString(), "patch.yaml"));

    QVERIFY(remains);
    QCOMPARE(QByteArray::fromStdString(yaml::toYaml(value)), merged);
}

void tst_StrategicMerge::deletesTheWholeObject()
{
    test::BuildFixture fixture;
    yaml::Value value = fixture.parse("a: 1\n");

    const Result<Remains> remains =
        StrategicMerge(fixture.context).apply(value, fixture.parse("$patch: delete\n"));

    QVERIFY(remains);
    QVERIFY(*remains == Remains::Nothing);
}

void tst_StrategicMerge::refusesAnUnknownDirective()
{
    test::BuildFixture fixture;
    yaml::Value value = fixture.parse("a: {b: 1}\n");

    const Result<Remains> remains =
        StrategicMerge(fixture.context)
            .apply(value, fixture.parse("a:\n  $patch: drop\n", "patch.yaml"));

    QVERIFY(!remains);
    QCOMPARE(remains.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(remains.error().toString(),
             "patch.yaml:2:11: unknown patch strategy 'drop'; use merge, replace or delete");
}

void tst_StrategicMerge::refusesAnotherShape()
{
    test::BuildFixture fixture;
    yaml::Value value = fixture.parse("a: {b: 1}\n");

    const Result<Remains> remains =
        StrategicMerge(fixture.context).apply(value, fixture.parse("a: [1]\n", "patch.yaml"));

    QVERIFY(!remains);
    QCOMPARE(remains.error().toString(),
             "patch.yaml:1:4: the patch has a list where its target has a mapping");
}

void tst_StrategicMerge::remembersWhatAPatchReplaced()
{
    test::BuildFixture fixture;
    yaml::Value value = fixture.parse("a:\n  b: 1\n", "base.yaml");
    const yaml::Value patch = fixture.parse("a: {b: 2}\n", "patch.yaml");

    QVERIFY(StrategicMerge(fixture.context).apply(value, patch));

    const auto layers = fixture.files.layersOf(value.find({"a", "b"})->origin());
    QCOMPARE(layers.size(), std::size_t(2));
    QVERIFY((layers[0] == yaml::Layer{yaml::LayerKind::Patch, "patch.yaml", 1}));
    QVERIFY((layers[1] == yaml::Layer{yaml::LayerKind::File, "base.yaml", 2}));
}

void tst_StrategicMerge::changesBondedScalarsTogether()
{
    test::BuildFixture fixture;
    yaml::Value value = fixture.parse("a: {x: 1}\nb: {x: 1}\nc: {x: 1}\n");
    value.findMutable("a")->findMutable("x")->setBond(7);
    value.findMutable("b")->findMutable("x")->setBond(7);

    QVERIFY(StrategicMerge(fixture.context).apply(value, fixture.parse("a: {x: 2}\n")));

    QCOMPARE(yaml::toYaml(value), "a:\n  x: 2\nb:\n  x: 2\nc:\n  x: 1\n");
}

void tst_StrategicMerge::leavesThePatchAsItWas()
{
    test::BuildFixture fixture;
    yaml::Value value = fixture.parse("a: 1\n");
    const yaml::Value patch = fixture.parse("b: {$patch: merge, c: null, d: 1}\n");
    const std::string before = yaml::toYaml(patch);

    QVERIFY(StrategicMerge(fixture.context).apply(value, patch));

    QCOMPARE(yaml::toYaml(patch), before);
}

QTEST_APPLESS_MAIN(tst_StrategicMerge)
#include "tst_strategicmerge.moc"
