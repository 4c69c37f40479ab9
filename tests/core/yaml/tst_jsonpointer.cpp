// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/json.h"
#include "core/yaml/jsonpointer.h"
#include "core/yaml/nodepath.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;
using namespace Qt::StringLiterals;

class tst_JsonPointer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesText_data();
    void readsAndWritesText();
    void findsValues();
    void rejectsRelativeText();
    void nodePathsReadAndWriteText_data();
    void nodePathsReadAndWriteText();
    void nodePathsRejectBrokenText_data();
    void nodePathsRejectBrokenText();
    void nodePathsFindValues();
};

void tst_JsonPointer::readsAndWritesText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("tokens");
    QTest::newRow("root") << ""_ba << 0;
    QTest::newRow("empty key") << "/"_ba << 1;
    QTest::newRow("keys") << "/spec/containers/0/image"_ba << 4;
    QTest::newRow("escapes") << "/metadata/annotations/a~1b~0c"_ba << 3;
}

void tst_JsonPointer::readsAndWritesText()
{
    QFETCH(QByteArray, text);
    QFETCH(int, tokens);

    const Result<JsonPointer> pointer = JsonPointer::parse(text.toStdString());

    QVERIFY(pointer);
    QCOMPARE(pointer->tokens().size(), std::size_t(tokens));
    QCOMPARE(QByteArray::fromStdString(pointer->toString()), text);
}

void tst_JsonPointer::findsValues()
{
    const Result<Value> value = parseJson(R"({"a/b": [10, {"~": 20}]})", "a.json");
    QVERIFY(value);

    QCOMPARE(JsonPointer::parse("/a~1b/1/~0")->find(*value)->text(), std::string_view("20"));
    QCOMPARE(JsonPointer::parse("/a~1b/2")->find(*value), nullptr);
    QCOMPARE(JsonPointer::parse("/a~1b/x")->find(*value), nullptr);
    QCOMPARE(JsonPointer::parse("/a~1b/0/x")->find(*value), nullptr);
    QCOMPARE(JsonPointer().find(*value), &*value);
}

void tst_JsonPointer::rejectsRelativeText()
{
    const Result<JsonPointer> pointer = JsonPointer::parse("a/b");

    QVERIFY(!pointer);
    QCOMPARE(pointer.error().code(), ErrorCode::InvalidInput);
}

void tst_JsonPointer::nodePathsReadAndWriteText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("root") << ""_ba;
    QTest::newRow("keys") << "spec.replicas"_ba;
    QTest::newRow("item") << "spec.containers[name=app].image"_ba;
    QTest::newRow("index") << "a[0][1].b"_ba;
    QTest::newRow("quoted key") << "metadata.annotations[\"example.com/a.b\"]"_ba;
    QTest::newRow("quoted value") << "l[\"a.b\"=\"c ]\\\"d\"].e"_ba;
}

void tst_JsonPointer::nodePathsReadAndWriteText()
{
    QFETCH(QByteArray, text);

    const Result<NodePath> path = NodePath::parse(text.toStdString());

    QVERIFY2(path, path ? "" : path.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(path->toString()), text);
}

void tst_JsonPointer::nodePathsRejectBrokenText_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {".", "a.", "a..b", "a[", "a[]", "a[x]", "a[0", "a[\"b]", "a[0]b"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_JsonPointer::nodePathsRejectBrokenText()
{
    QFETCH(QByteArray, text);

    const Result<NodePath> path = NodePath::parse(text.toStdString());

    QVERIFY(!path);
    QCOMPARE(path.error().code(), ErrorCode::InvalidInput);
}

void tst_JsonPointer::nodePathsFindValues()
{
    const Result<Value> value = parseJson(R"({"l": [{"name": "a", "v": 1}, {"name": "b"}]})", "");
    QVERIFY(value);

    QCOMPARE(NodePath::parse("l[name=a].v")->find(*value)->text(), std::string_view("1"));
    QCOMPARE(NodePath::parse("l[1].name")->find(*value)->text(), std::string_view("b"));
    QCOMPARE(NodePath::parse("l[name=c]")->find(*value), nullptr);
    QCOMPARE(NodePath::parse("l[2]")->find(*value), nullptr);
}

QTEST_APPLESS_MAIN(tst_JsonPointer)
#include "tst_jsonpointer.moc"
