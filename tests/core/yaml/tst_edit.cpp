// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/edit.h"
#include "core/yaml/parser.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;
using namespace Qt::StringLiterals;

namespace {

EditTarget at(const QByteArray &path, std::size_t document = 0)
{
    return {.file = "a.yaml",
            .document = document,
            .path = NodePath::parse(path.toStdString()).value_or(NodePath())};
}

Value valueOf(const QByteArray &yaml)
{
    return parse(yaml.toStdString(), "value.yaml").value_or(Value());
}

QByteArray textOf(const Result<std::string> &result)
{
    return QByteArray::fromStdString(result ? *result : result.error().toString());
}

} // namespace

class tst_Edit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsValues_data();
    void setsValues();
    void insertsItems_data();
    void insertsItems();
    void removesValues_data();
    void removesValues();
    void refusesWhatItCannotDo_data();
    void refusesWhatItCannotDo();
    void putsANewKeyBehindAnother();
    void editsScalarItemsByTheirText();
    void locatesNodes();
};

void tst_Edit::setsValues_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *text, const char *path, const char *value,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(path) << QByteArray(value)
                            << QByteArray(expected);
    };
    row("plain", "# c\na: old # why\nb: 1\n", "a", "new", "# c\na: new # why\nb: 1\n");
    row("image policy marker", "image: app:1.0 # {\"$imagepolicy\": \"flux-system:app\"}\n",
        "image", "app:1.1", "image: app:1.1 # {\"$imagepolicy\": \"flux-system:app\"}\n");
    row("single quotes stay", "a: 'old'\n", "a", "it's", "a: 'it''s'\n");
    row("double quotes stay", "a: \"1.0\"\n", "a", "\"1.1\"", "a: \"1.1\"\n");
    row("quotes where needed", "a: old\n", "a", "\"1.1\"", "a: \"1.1\"\n");
    row("number", "a: 'x'\n", "a", "3", "a: 3\n");
    row("spelling of numbers", "a: 1.9\n", "a", "1.10", "a: 1.10\n");
    row("alignment", "a:    old\nbcd:  1\n", "a", "new", "a:    new\nbcd:  1\n");
    row("empty value", "a:\nb: 1\n", "a", "new", "a: new\nb: 1\n");
    row("carriage returns", "a: 1\r\nb: 2\r\n", "b", "3", "a: 1\r\nb: 3\r\n");
    row("no final newline", "a: 1\nb: 2", "b", "3", "a: 1\nb: 3");
    row("not ASCII", "ä: \"ö\" # ü\nb: é\n", "b", "è", "ä: \"ö\" # ü\nb: è\n");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a: 1\n",
        "a", "2",
        "\xEF\xBB\xBF"
        "a: 2\n");
    row("list item by key", "l:\n  - name: x\n    v: 1\n  - name: y\n    v: 2\n", "l[name=y].v",
        "3", "l:\n  - name: x\n    v: 1\n  - name: y\n    v: 3\n");
    row("flow", "a: {b: 1, c: [x, y]} # c\n", "a.c[1]", "z", "a: {b: 1, c: [x, z]} # c\n");
    row("flow needs quotes", "a: [x]\n", "a[0]", "\"a, b\"", "a: [\"a, b\"]\n");
    row("JSON", "{\n  \"a\": \"x\",\n  \"b\": 1\n}\n", "a", "y",
        "{\n  \"a\": \"y\",\n  \"b\": 1\n}\n");
    row("alias replaced", "a: &x 1\nb: *x\n", "b", "2", "a: &x 1\nb: 2\n");
    row("own anchor that nobody uses", "a: &x old\n", "a", "new", "a: new\n");
    row("literal", "a: |\n  one\n  two\nb: 1\n", "a", "\"one\\nthree\\n\"",
        "a: |\n  one\n  three\nb: 1\n");
    row("literal to plain", "a: | # why\n  one\n\n# b\nb: 1\n", "a", "x",
        "a: x # why\n\n# b\nb: 1\n");
    row("plain to literal", "a: x # why\nb: 1\n", "a", "\"one\\ntwo\\n\"",
        "a: | # why\n  one\n  two\nb: 1\n");
    row("plain of several lines", "a: one\n  two\nb: 1\n", "a", "x", "a: x\nb: 1\n");
    row("new key", "a:\n  b: 1 # x\n# c\nd: 2\n", "a.c", "3",
        "a:\n  b: 1 # x\n  c: 3\n# c\nd: 2\n");
    row("new key in a list item", "l:\n- a: 1\n- a: 2\n", "l[0].b", "3",
        "l:\n- a: 1\n  b: 3\n- a: 2\n");
    row("new path", "a: 1\n", "b.c.d", "x", "a: 1\nb:\n  c:\n    d: x\n");
    row("new list item by key", "l:\n- name: a\n  v: 1\n", "l[name=b].v", "2",
        "l:\n- name: a\n  v: 1\n- name: b\n  v: 2\n");
    row("new key in flow", "a: {b: 1}\n", "a.c", "x", "a: {b: 1, c: x}\n");
    row("new key in spaced flow", "a: { b: 1 }\n", "a.c", "x", "a: { b: 1, c: x }\n");
    row("new key in JSON", "{\n  \"a\": 1\n}\n", "b", "x", "{\n  \"a\": 1,\n  \"b\": \"x\"\n}\n");
    row("first key", "a: {}\n", "a.b", "1", "a:\n  b: 1\n");
    row("first key of an empty value", "a: # why\nb: 1\n", "a.c", "1", "a: # why\n  c: 1\nb: 1\n");
    row("wide lists", "a:\n    b:\n      - 1\nc: x\n", "c", "{l: [1], m: {p: o}}",
        "a:\n    b:\n      - 1\nc:\n    l:\n        - 1\n    m:\n        p: o\n");
    row("mapping over mapping", "a:\n  b: 1 # x\n  c: 2\n  d: 3\n", "a", "{b: 1, d: 4, e: 5}",
        "a:\n  b: 1 # x\n  d: 4\n  e: 5\n");
    row("list over list", "a:\n- 1 # x\n- 2\n- 3\n", "a", "[1, 4]", "a:\n- 1 # x\n- 4\n");
    row("mapping to scalar", "a: # why\n  b: 1\n  c: 2\nd: 3\n", "a", "x", "a: x # why\nd: 3\n");
    row("scalar to mapping", "a: x # why\nd: 3\n", "a", "{b: 1, c: [2]}",
        "a: # why\n  b: 1\n  c:\n  - 2\nd: 3\n");
    row("root", "a: 1\n", "", "{a: 2}", "a: 2\n");
}

void tst_Edit::setsValues()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);

    QCOMPARE(textOf(setValue(text.toStdString(), at(path), valueOf(value))), expected);
}

void tst_Edit::insertsItems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("index");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *text, int index, const char *value,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(text) << index << QByteArray(value)
                            << QByteArray(expected);
    };
    row("at the end", "l:\n- a # x\n# c\n", 9, "b", "l:\n- a # x\n- b\n# c\n");
    row("in front", "l:\n  # c\n  - a\n", 0, "b", "l:\n  # c\n  - b\n  - a\n");
    row("between", "l:\n- a\n- c\n", 1, "{x: 1, z: 2}", "l:\n- a\n- x: 1\n  z: 2\n- c\n");
    row("flow", "l: [a, c]\n", 1, "b", "l: [a, b, c]\n");
    row("flow with a trailing comma", "l: [a,]\n", 9, "b", "l: [a, b]\n");
    row("flow with lines", "l: [\n  a,\n  b\n]\n", 9, "c", "l: [\n  a,\n  b,\n  c\n]\n");
    row("empty", "l: []\n", 0, "a", "l:\n- a\n");
    row("absent value", "l:\n", 0, "a", "l:\n- a\n");
}

void tst_Edit::insertsItems()
{
    QFETCH(QByteArray, text);
    QFETCH(int, index);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);

    const auto result =
        insertItem(text.toStdString(), at("l"), static_cast<std::size_t>(index), valueOf(value));

    QCOMPARE(textOf(result), expected);
}

void tst_Edit::removesValues_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *text, const char *path,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(path) << QByteArray(expected);
    };
    row("key", "a: 1\n# c\nb: 2 # x\nc: 3\n", "b", "a: 1\n# c\nc: 3\n");
    row("key with lines", "a:\n  x: 1\n  y:\n  - 2\nb: 2\n", "a", "b: 2\n");
    row("last line without newline", "a: 1\nb: 2", "b", "a: 1");
    row("first key of a list item", "l:\n- a: 1\n  b: 2\n", "l[0].a", "l:\n- b: 2\n");
    row("item", "l:\n- a\n- b # x\n- c\n", "l[1]", "l:\n- a\n- c\n");
    row("item of a nested list", "l:\n- - a\n  - b\n", "l[0][0]", "l:\n- - b\n");
    row("only key", "a:\n  b: 1\nc: 2\n", "a.b", "a: {}\nc: 2\n");
    row("only item", "a:\n- 1\n", "a[0]", "a: []\n");
    row("flow key", "a: {b: 1, c: 2, d: 3}\n", "a.c", "a: {b: 1, d: 3}\n");
    row("last flow key", "a: {b: 1, c: 2}\n", "a.c", "a: {b: 1}\n");
    row("flow item", "a: [x, y]\n", "a[0]", "a: [y]\n");
    row("carriage returns", "a: 1\r\nb: 2\r\nc: 3\r\n", "b", "a: 1\r\nc: 3\r\n");
}

void tst_Edit::removesValues()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, expected);

    QCOMPARE(textOf(removeValue(text.toStdString(), at(path))), expected);
}

void tst_Edit::refusesWhatItCannotDo_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *text, const char *path, ErrorCode code,
                        const char *message) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(path) << int(code)
                            << QByteArray(message);
    };
    row("inside an anchor", "a: &x\n  b: 1\nc: *x\n", "a.b", ErrorCode::Unsupported,
        "a.yaml:2:3: the value belongs to anchor &x, which other places of the file use; edit the "
        "file by hand");
    row("inside an alias", "a: &x\n  b: 1\nc: *x\n", "c.b", ErrorCode::Unsupported,
        "a.yaml:3:4: the value comes from alias *x; edit the file by hand");
    row("through a scalar", "a: 1\n", "a.b", ErrorCode::NotFound,
        "a.yaml:1:1: a.b leads through a value that is no collection");
    row("two items", "l:\n- n: a\n- n: a\n", "l[n=a]", ErrorCode::Unsupported,
        "a.yaml:3:3: two items have n 'a'; edit the file by hand");
    row("broken file", "a: 1\na: 2\n", "a", ErrorCode::InvalidInput,
        "a.yaml:2:1: mapping key \"a\" already defined at line 1");
    row("explicit key", "? a\n: 1\n", "a", ErrorCode::Unsupported,
        "a.yaml:1:3: the key is written with a '?'; edit the file by hand");
    row("UTF-16",
        "\xFF\xFE"
        "a:1",
        "a", ErrorCode::InvalidInput, "");
}

void tst_Edit::refusesWhatItCannotDo()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, path);
    QFETCH(int, code);
    QFETCH(QByteArray, message);

    const auto result = setValue(text.toStdString(), at(path), Value::integer(9));

    QVERIFY(!result);
    QCOMPARE(int(result.error().code()), code);
    if (!message.isEmpty())
        QCOMPARE(textOf(result), message);
}

void tst_Edit::putsANewKeyBehindAnother()
{
    QCOMPARE(textOf(setValue("a: 1\nb: 2\n", at("x"), Value::integer(3), "a")),
             "a: 1\nx: 3\nb: 2\n"_ba);
    QCOMPARE(textOf(setValue("a: 1\n---\nb: 2\n", at("c", 1), Value::integer(3))),
             "a: 1\n---\nb: 2\nc: 3\n"_ba);
}

void tst_Edit::editsScalarItemsByTheirText()
{
    const std::string text = "resources:\n  - a.yaml # first\n  - b.yaml\n";

    QCOMPARE(textOf(removeValue(text, at(R"(resources[="a.yaml"])"))),
             "resources:\n  - b.yaml\n"_ba);
    QCOMPARE(textOf(setValue(text, at(R"(resources[="c.yaml"])"), Value::string("c.yaml"))),
             "resources:\n  - a.yaml # first\n  - b.yaml\n  - c.yaml\n"_ba);
    QCOMPARE(at(R"(resources[="a.yaml"])").path.toString(), std::string(R"(resources[="a.yaml"])"));
}

void tst_Edit::locatesNodes()
{
    const std::string text = "# ä\na:\n  - b: ö # x\n";

    const Result<SourceRange> range = locate(text, at("a[0].b"));

    QVERIFY(range);
    QCOMPARE(range->line, 3);
    QCOMPARE(range->column, 8);
    QCOMPARE(QByteArray::fromStdString(text.substr(range->begin, range->end - range->begin)),
             "ö"_ba);
    QCOMPARE(locate(text, at("a[1]")).error().code(), ErrorCode::NotFound);
    QCOMPARE(locate(text, at("a", 1)).error().code(), ErrorCode::NotFound);
}

QTEST_APPLESS_MAIN(tst_Edit)
#include "tst_edit.moc"
