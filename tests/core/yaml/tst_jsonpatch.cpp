// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/json.h"
#include "core/yaml/jsonpatch.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;
using namespace Qt::StringLiterals;

namespace {

Value json(const QByteArray &text)
{
    return parseJson(text.toStdString(), "test.json").value_or(Value());
}

} // namespace

class tst_JsonPatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesOperations_data();
    void appliesOperations();
    void leavesTheDocumentAloneOnFailure_data();
    void leavesTheDocumentAloneOnFailure();
    void rejectsBrokenPatches_data();
    void rejectsBrokenPatches();
    void recordsWhatItReplaced();
};

void tst_JsonPatch::appliesOperations_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *document, const char *patch,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(document) << QByteArray(patch) << QByteArray(expected);
    };
    row("add a key", R"({"a":1})", R"([{"op":"add","path":"/b","value":2}])", R"({"a":1,"b":2})");
    row("add replaces", R"({"a":1})", R"([{"op":"add","path":"/a","value":2}])", R"({"a":2})");
    row("add an item", R"({"l":[1,3]})", R"([{"op":"add","path":"/l/1","value":2}])",
        R"({"l":[1,2,3]})");
    row("append", R"({"l":[1]})", R"([{"op":"add","path":"/l/-","value":{"x":1}}])",
        R"({"l":[1,{"x":1}]})");
    row("add at the end", R"({"l":[1]})", R"([{"op":"add","path":"/l/1","value":2}])",
        R"({"l":[1,2]})");
    row("add counted from the end", R"({"l":[1]})", R"([{"op":"add","path":"/l/-1","value":2}])",
        R"({"l":[1,2]})");
    row("add without a value", R"({"a":1})", R"([{"op":"add","path":"/b"}])",
        R"({"a":1,"b":null})");
    row("remove a key", R"({"a":1,"b":2})", R"([{"op":"remove","path":"/a"}])", R"({"b":2})");
    row("remove an item", R"({"l":[1,2]})", R"([{"op":"remove","path":"/l/0"}])", R"({"l":[2]})");
    row("replace", R"({"a":{"b":1}})", R"([{"op":"replace","path":"/a/b","value":[]}])",
        R"({"a":{"b":[]}})");
    row("replace an absent key", R"({"a":1})", R"([{"op":"replace","path":"/b","value":2}])",
        R"({"a":1,"b":2})");
    row("replace the document", R"({"a":1})", R"([{"op":"replace","path":"","value":{"b":2}}])",
        R"({"b":2})");
    row("move", R"({"a":{"b":1},"c":{}})", R"([{"op":"move","from":"/a/b","path":"/c/d"}])",
        R"({"a":{},"c":{"d":1}})");
    row("copy", R"({"a":[1]})", R"([{"op":"copy","from":"/a","path":"/b"}])",
        R"({"a":[1],"b":[1]})");
    row("test", R"({"a":{"b":1.0,"c":null}})",
        R"([{"op":"test","path":"/a","value":{"c":null,"b":1}},{"op":"remove","path":"/a"}])",
        "{}");
    row("test for absence", R"({"a":1})", R"([{"op":"test","path":"/b","value":null}])",
        R"({"a":1})");
    row("escapes", R"({"a/b":{"c~d":1}})", R"([{"op":"replace","path":"/a~1b/c~0d","value":2}])",
        R"({"a/b":{"c~d":2}})");
    row("several", R"({})",
        R"([{"op":"add","path":"/a","value":{}},{"op":"add","path":"/a/b","value":1}])",
        R"({"a":{"b":1}})");
}

void tst_JsonPatch::appliesOperations()
{
    QFETCH(QByteArray, document);
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, expected);
    Value value = json(document);
    const Result<JsonPatch> read = JsonPatch::from(json(patch), "patch.json");
    QVERIFY2(read, read ? "" : read.error().toString().c_str());

    const Result<> applied = read->apply(value);

    QVERIFY2(applied, applied ? "" : applied.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(toJson(value)), expected);
}

void tst_JsonPatch::leavesTheDocumentAloneOnFailure_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *patch, const char *message) {
        QTest::newRow(name) << QByteArray(patch) << QByteArray(message);
    };
    row("no parent", R"([{"op":"add","path":"/x/y","value":1}])",
        R"(add operation does not apply: doc is missing path: "/x/y")");
    row("parent is a scalar", R"([{"op":"add","path":"/a/y","value":1}])",
        R"(add operation does not apply: doc is missing path: "/a/y")");
    row("parent is null", R"([{"op":"add","path":"/n/y","value":1}])",
        R"(add operation does not apply: doc is missing path: "/n/y")");
    row("index too large", R"([{"op":"add","path":"/l/3","value":1}])",
        "add operation at path '/l/3': unable to access invalid index: 3");
    row("no index", R"([{"op":"add","path":"/l/x","value":1}])",
        "add operation at path '/l/x': value was not a proper array index: 'x'");
    row("remove an absent key",
        R"([{"op":"add","path":"/b","value":1},{"op":"remove","path":"/x"}])",
        "remove operation at path '/x': unable to remove nonexistent key: x");
    row("remove an absent item", R"([{"op":"remove","path":"/l/2"}])",
        "remove operation at path '/l/2': unable to access invalid index: 2");
    row("replace an absent item", R"([{"op":"replace","path":"/l/2","value":1}])",
        "replace operation does not apply: doc is missing key: /l/2");
    row("move from nowhere", R"([{"op":"move","from":"/x/y","path":"/b"}])",
        "move operation does not apply: doc is missing from path: /x/y");
    row("test", R"([{"op":"test","path":"/a","value":"1"}])",
        "test operation failed: the value at '/a' is another one");
    row("empty path", R"([{"op":"add","path":"","value":1}])",
        R"(add operation does not apply: doc is missing path: "")");
}

void tst_JsonPatch::leavesTheDocumentAloneOnFailure()
{
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, message);
    const Value before = json(R"({"a":1,"l":[1,2],"n":null})");
    Value value = before;
    const Result<JsonPatch> read = JsonPatch::from(json(patch), "patch.json");
    QVERIFY(read);

    const Result<> applied = read->apply(value);

    QVERIFY(!applied);
    QCOMPARE(applied.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(applied.error().toString()), "patch.json:1:1: " + message);
    QVERIFY(value.sameData(before));
}

void tst_JsonPatch::rejectsBrokenPatches_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no list") << "{}"_ba
                             << "p.json:1:1: a JSON patch must be a list of operations"_ba;
    QTest::newRow("no mapping")
        << "[1]"_ba
        << "p.json:1:2: a JSON patch must be a list of operations with op and path"_ba;
    QTest::newRow("unknown op")
        << "[{\"op\":\"merge\",\"path\":\"/a\"}]"_ba
        << "p.json:1:2: unexpected kind of operation 'merge'; use add, remove, "
           "replace, move, copy or test"_ba;
    QTest::newRow("no path") << "[{\"op\":\"add\"}]"_ba
                             << "p.json:1:2: add operation is missing its path field"_ba;
    QTest::newRow("no from") << "[{\"op\":\"move\",\"path\":\"/a\"}]"_ba
                             << "p.json:1:2: move operation is missing its from field"_ba;
}

void tst_JsonPatch::rejectsBrokenPatches()
{
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, message);

    const Result<JsonPatch> read = JsonPatch::from(json(patch), "p.json");

    QVERIFY(!read);
    QCOMPARE(QByteArray::fromStdString(read.error().toString()), message);
}

void tst_JsonPatch::recordsWhatItReplaced()
{
    SourceTable sources;
    const auto base = sources.add("base.yaml");
    const auto over = sources.add("patch.yaml");
    Value value = *parse("a:\n  b: 1\n", "base.yaml", {.source = base});
    const Value patch =
        *parse("\n- {op: replace, path: /a/b, value: 2}\n", "patch.yaml", {.source = over});

    const Result<> applied = JsonPatch::from(patch, "patch.yaml")->apply(value, &sources);

    QVERIFY(applied);
    const std::vector<Layer> layers = sources.layersOf(value.find({"a", "b"})->origin());
    QCOMPARE(layers.size(), 2u);
    QVERIFY((layers[0] == Layer{.kind = LayerKind::Patch, .path = "patch.yaml", .line = 2}));
    QVERIFY((layers[1] == Layer{.kind = LayerKind::File, .path = "base.yaml", .line = 2}));
}

QTEST_APPLESS_MAIN(tst_JsonPatch)
#include "tst_jsonpatch.moc"
