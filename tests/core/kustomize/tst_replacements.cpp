// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/blocktext.h"
#include "core/kustomize/replacement.h"
#include "tests/support/buildfixture.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using kustomize::Replacement;

class tst_Replacements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsPaths_data();
    void splitsPaths();
    void copiesValues_data();
    void copiesValues();
    void refuses_data();
    void refuses();
    void writesTextsAsTheyWere();
};

void tst_Replacements::splitsPaths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArrayList>("parts");

    QTest::newRow("plain") << "a.b"_ba << QByteArrayList{"a", "b"};
    QTest::newRow("escaped") << "a\\.b.c"_ba << QByteArrayList{"a.b", "c"};
    QTest::newRow("brackets") << "a.[b.c/d].e"_ba << QByteArrayList{"a", "b.c/d", "e"};
    QTest::newRow("item") << "a.[name=b.c].d"_ba << QByteArrayList{"a", "[name=b.c]", "d"};
}

void tst_Replacements::splitsPaths()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArrayList, parts);

    QByteArrayList split;
    for (const std::string &part : kustomize::splitNodePath(path.toStdString()))
        split << QByteArray::fromStdString(part);

    QCOMPARE(split, parts);
}

namespace {

constexpr std::string_view objects =
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: from}\n"
    "data: {image: 'repo/web:2', port: '8080'}\n---\n"
    "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: to}\n"
    "spec: {image: 'old/web:1', port: 80, list: [{name: a, v: x}, {name: b, v: y}]}\n";

Result<> applied(std::string_view config, kustomize::ResourceMap &resources,
                 test::BuildFixture &fixture)
{
    const Replacement replacement =
        PLUMB_TRY(Replacement::from(fixture.parse(config, "kustomization.yaml"), fixture.context));
    return replacement.apply(resources, fixture.context);
}

} // namespace

void tst_Replacements::copiesValues_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("spec");

    const QByteArray list = "list: [{name: a, v: x}, {name: b, v: y}]";
    QTest::newRow("a part of a text")
        << "{source: {kind: ConfigMap, fieldPath: data.image, options: {delimiter: ':', index: 1}}, targets: [{select: {kind: Thing}, fieldPaths: [spec.image], options: {delimiter: ':', index: 1}}]}"_ba
        << "{image: 'old/web:2', port: 80, " + list + "}";
    QTest::newRow("a string in place of a number")
        << "{source: {name: from, fieldPath: data.port}, targets: [{select: {name: to}, fieldPaths: [spec.port]}]}"_ba
        << "{image: 'old/web:1', port: 8080, " + list + "}";
    QTest::newRow("items by an expression")
        << "{sourceValue: z, targets: [{select: {kind: Th.*}, fieldPaths: ['spec.list.[name=[ab]].v']}]}"_ba
        << "{image: 'old/web:1', port: 80, list: [{name: a, v: z}, {name: b, v: z}]}"_ba;
    QTest::newRow("a field that is made takes the type of its text")
        << "{sourceValue: '5', targets: [{select: {kind: Thing}, fieldPaths: [spec.deep.new], options: {create: true}}]}"_ba
        << "{image: 'old/web:1', port: 80, deep: {new: 5}, " + list + "}";
    QTest::newRow("rejected targets stay")
        << "{sourceValue: '5', targets: [{select: {}, reject: [{name: to}, {name: from}], fieldPaths: [spec.image]}]}"_ba
        << "{image: 'old/web:1', port: 80, " + list + "}";
}

void tst_Replacements::copiesValues()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, spec);
    test::BuildFixture fixture;
    auto resources = fixture.resources(objects);

    const Result<> done = applied(config.toStdString(), resources, fixture);

    QVERIFY2(done, done ? "" : done.error().toString().c_str());
    QCOMPARE(yaml::toYaml(*resources.at(1).fields().find("spec")),
             yaml::toYaml(fixture.parse(spec.toStdString())));
}

void tst_Replacements::refuses_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("neither source nor value")
        << "{targets: []}"_ba
        << "kustomization.yaml:1:1: a replacement needs a source and at least one target"_ba;
    QTest::newRow("several sources")
        << "{source: {}, targets: []}"_ba
        << "kustomization.yaml:1:10: several resources fit the source [noKind].[noVer].[noGrp]/[noName].[noNs]"_ba;
    QTest::newRow("text in place of a number")
        << "{sourceValue: x, targets: [{select: {kind: Thing}, fieldPaths: [spec.port]}]}"_ba
        << "replacing fields of Thing.v1.example.com/to.[noNs]: all.yaml:9:34: 'x' cannot take the place of '80', which is not a string"_ba;
}

void tst_Replacements::refuses()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, message);
    test::BuildFixture fixture;
    auto resources = fixture.resources(objects);

    const Result<> done = applied(config.toStdString(), resources, fixture);

    QVERIFY(!done);
    QCOMPARE(QByteArray::fromStdString(done.error().toString()), message);
}

void tst_Replacements::writesTextsAsTheyWere()
{
    test::BuildFixture fixture;
    const std::string text = "z: \"quoted\"\na:\n- [1, {b: c}]\n- d: |\n    line\n  e: {}\n";

    QCOMPARE(kustomize::toBlockText(fixture.parse(text)), text);
}

QTEST_APPLESS_MAIN(tst_Replacements)
#include "tst_replacements.moc"
