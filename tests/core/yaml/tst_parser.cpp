// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/json.h"
#include "core/yaml/parser.h"
#include "core/yaml/sourcetable.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;
using namespace Qt::StringLiterals;

namespace {

std::string repeated(std::string_view text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

QByteArray asJson(const QByteArray &text, ParseOptions options = {})
{
    const Result<std::vector<Value>> documents = parseAll(text.toStdString(), "a.yaml", options);
    if (!documents)
        return QByteArray::fromStdString(documents.error().toString());
    QByteArray json;
    for (const Value &document : *documents)
        json += QByteArray::fromStdString(toJson(document)) + '\n';
    return json;
}

} // namespace

class tst_Parser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsDocuments_data();
    void readsDocuments();
    void rejectsBrokenText_data();
    void rejectsBrokenText();
    void followsTheDialect();
    void knowsWhereEveryNodeIs();
    void keepsWhatWasWritten();
    void keepsTheLastOfDuplicateKeysOnRequest();
    void keepsDatesOnRequest();
    void keepsCommentsOfCollectionsOnRequest_data();
    void keepsCommentsOfCollectionsOnRequest();
    void dropsCommentsUnlessAsked();
    void acceptsOneDocumentOnly();
};

void tst_Parser::readsDocuments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *text, const char *json) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(json);
    };
    row("nothing", "", "");
    row("comments only", "# a\n# b\n", "");
    row("empty documents", "---\n---\n", "null\nnull\n");
    row("two documents", "a: 1\n---\nb: 2\n", "{\"a\":1}\n{\"b\":2}\n");
    row("document end", "a: 1\n...\n---\nb: 2\n...\n", "{\"a\":1}\n{\"b\":2}\n");
    row("directive", "%YAML 1.1\n---\na: 1\n", "{\"a\":1}\n");
    row("comment behind the separator", "a: 1\n--- # next\nb: 2\n", "{\"a\":1}\n{\"b\":2}\n");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a: 1\n",
        "{\"a\":1}\n");
    row("carriage returns", "a: 1\r\nb: |\r\n  x\r\n  y\r\n", "{\"a\":1,\"b\":\"x\\ny\\n\"}\n");
    row("flow", "{a: [1, two, {}], \"b\": null}", "{\"a\":[1,\"two\",{}],\"b\":null}\n");
    row("alias", "a: &x {k: 1}\nb: *x\n", "{\"a\":{\"k\":1},\"b\":{\"k\":1}}\n");
    row("alias as a key", "a: &x k\n*x : 1\n", "{\"a\":\"k\",\"k\":1}\n");
    row("anchor defined again", "a: &x 1\nb: *x\nc: &x 2\nd: *x\n",
        "{\"a\":1,\"b\":1,\"c\":2,\"d\":2}\n");
    row("merge", "a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3\n",
        "{\"a\":{\"k\":1,\"l\":2},\"b\":{\"k\":1,\"l\":3}}\n");
    row("merge of several", "a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc:\n  <<: [*x, *y]\n",
        "{\"a\":{\"k\":1},\"b\":{\"k\":2,\"m\":3},\"c\":{\"k\":1,\"m\":3}}\n");
    row("quoted merge key is lost", "a: {\"<<\": {b: 1}, c: 2}\n", "{\"a\":{\"c\":2}}\n");
    row("escaped single quotes", "a: \"it\\'s\"\nb: \"\\'\\\\\"\n",
        "{\"a\":\"it's\",\"b\":\"'\\\\\"}\n");
    row("text behind the end", "a: 1\n... # end\nb: 2\n- c\n---\nd: |\n  ...\n  x\n",
        "{\"a\":1}\n{\"d\":\"...\\nx\\n\"}\n");
    row("key without a value in flow", "a: [?b, 'c?', d]\n",
        "{\"a\":[{\"b\":null},\"c?\",\"d\"]}\n");
    row("explicit key", "? a\n: 1\n", "{\"a\":1}\n");
    row("tags", "a: !!int \"5\"\nb: !!str 5\nc: !x {d: 1}\n",
        "{\"a\":5,\"b\":\"5\",\"c\":{\"d\":1}}\n");
    row("folded", "a: >-\n  x\n  y\n\n  z\n", "{\"a\":\"x y\\nz\"}\n");
    row("scalar document", "hello\n", "\"hello\"\n");
}

void tst_Parser::readsDocuments()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, json);

    QCOMPARE(asJson(text), json);
}

void tst_Parser::rejectsBrokenText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *text, const char *message) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(message);
    };
    row("question mark in flow", "a: [b?]\n",
        "a.yaml:1:5: a word within brackets or braces may hold no '?'; put it in quotes");
    row("too many escaped quotes", std::string("a:\n").append(repeated("- \"\\'\"\n", 40)).c_str(),
        "a.yaml:34:4: found unknown escape character while parsing a quoted scalar");
    row("duplicate key", "a: 1\nb: 2\na: 3\n",
        "a.yaml:3:1: mapping key \"a\" already defined at line 1");
    row("duplicate key in a list", "l:\n- x: 1\n  x: 2\n",
        "a.yaml:3:3: mapping key \"x\" already defined at line 2");
    row("duplicate merge key", "a: &x {}\nb:\n  <<: *x\n  <<: *x\n",
        "a.yaml:4:3: duplicate merge key");
    row("merge of a scalar", "a: &x 1\nb:\n  <<: *x\n",
        "a.yaml:3:1: map merge requires map or sequence of maps as the value");
    row("unknown anchor", "a: *x\n", "a.yaml:1:4: unknown anchor 'x' referenced");
    row("alias of another document", "a: &x 1\n---\nb: *x\n",
        "a.yaml:3:4: unknown anchor 'x' referenced");
    row("alias of itself", "a: &x [*x]\n", "a.yaml:1:8: anchor 'x' value contains itself");
    row("template", "a: {{ .Values.x }}\n",
        "a.yaml:1:5: invalid map key: a key must be a scalar; a value that begins with '{{' needs "
        "quotes");
    row("tab", "a:\n\tb: 1\n",
        "a.yaml:2:1: found a tab where YAML wants spaces; indent with spaces only");
    row("wrong indentation", "a: 1\n b: 2\n",
        "a.yaml:2:3: mapping values are not allowed in this context");
    row("unfinished list", "a: [1, 2\n",
        "a.yaml:2:1: did not find expected ',' or ']' while parsing a flow sequence that begins in "
        "line 1");
    row("control character", "a: \x01\n", "a.yaml:1:4: control characters are not allowed");
    row("invalid UTF-8", "a: 1\nb: \xFF\n", "a.yaml:2:4: invalid leading UTF-8 octet");
    row("text behind a separator", "a: 1\n--- b: 2\n",
        "a.yaml:2:5: invalid document separator: begin the document in the next line");
    row("escaped slash", "ä: 'x\\/'\nb: \"\\\\/\"\nc: \"a\\/b\"\n",
        "a.yaml:3:4: '\\/' is no escape of YAML; write '/'");
    row("wrong tag", "a: !!int abc\n", "a.yaml:1:4: cannot decode `abc` as a !!int");
    row("wrong base64", "a: !!binary '?'\n",
        "a.yaml:1:4: !!binary value contains invalid base64 data");
}

void tst_Parser::rejectsBrokenText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);

    const Result<std::vector<Value>> documents = parseAll(text.toStdString(), "a.yaml");

    QVERIFY(!documents);
    QCOMPARE(documents.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(documents.error().toString()), message);
}

void tst_Parser::followsTheDialect()
{
    QCOMPARE(asJson("a: yes\n"), "{\"a\":\"yes\"}\n"_ba);
    QCOMPARE(asJson("a: yes\n", {.dialect = Dialect::Kubernetes}), "{\"a\":true}\n"_ba);
    QCOMPARE(asJson("a: 2020-01-01\n"), "{\"a\":\"2020-01-01T00:00:00Z\"}\n"_ba);
    QCOMPARE(asJson("a: 2020-01-01\n", {.dialect = Dialect::Kubernetes}),
             "{\"a\":\"2020-01-01\"}\n"_ba);
    QCOMPARE(asJson("a: 1\n--- b: 2\n", {.dialect = Dialect::Kubernetes}).left(9), "a.yaml:2:"_ba);
    QCOMPARE(asJson("{\"a\": 1}", {.dialect = Dialect::Json}), "{\"a\":1}\n"_ba);
}

void tst_Parser::knowsWhereEveryNodeIs()
{
    const Result<Value> value =
        parse("# c\na:\n  - b: x\n    c: &y [1]\nd: *y\n", "a.yaml", {.source = 7});

    QVERIFY(value);
    QCOMPARE(value->origin(), (Origin{.source = 7, .line = 2}));
    const Value &item = value->find("a")->items()[0];
    QCOMPARE(item.origin(), (Origin{.source = 7, .line = 3}));
    QCOMPARE(item.column(), 5);
    QCOMPARE(item.find("b")->origin().line, 3u);
    QCOMPARE(item.find("b")->column(), 8);
    QCOMPARE(item.entries()[1].keyLine, 4u);
    QCOMPARE(value->find("d")->origin().line, 4u);
}

void tst_Parser::keepsWhatWasWritten()
{
    const Result<Value> value =
        parse("a: 'q'\nb: \"d\"\nc: |\n  l\nd: 0644\ne: {f: 1.50}\n7: true\n", "a.yaml");

    QVERIFY(value);
    QCOMPARE(value->find("a")->style(), Style::SingleQuoted);
    QCOMPARE(value->find("b")->style(), Style::DoubleQuoted);
    QCOMPARE(value->find("c")->style(), Style::Literal);
    QCOMPARE(value->textAt({"d"}), std::string_view("0644"));
    QCOMPARE(value->find("e")->style(), Style::Flow);
    QCOMPARE(value->textAt({"e", "f"}), std::string_view("1.50"));
    QCOMPARE(value->entries().back().keyKind, Kind::Integer);
}

void tst_Parser::keepsTheLastOfDuplicateKeysOnRequest()
{
    QCOMPARE(asJson("a: 1\nb: 2\na: 3\n", {.duplicateKeys = DuplicateKeys::KeepLast}),
             "{\"a\":3,\"b\":2}\n"_ba);
}

void tst_Parser::keepsDatesOnRequest()
{
    QCOMPARE(asJson("a: 2020-01-01\n", {.keepDates = true}), "{\"a\":\"2020-01-01\"}\n"_ba);
}

void tst_Parser::keepsCommentsOfCollectionsOnRequest_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("comment");

    const auto row = [](const char *name, const char *text, const char *comment) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(comment);
    };
    row("behind a key", "\nk: # {a}\n- b\n", "{a}");
    row("behind a key with a tag", "\nk: !!seq &x # {a}\n- b\n", "{a}");
    row("behind a key that is quoted", "\n'k': ##{a}\r\n- b\n", "{a}");
    row("behind a key beyond ASCII", "\nk: 1\n\xC3\xA4\xE2\x82\xAC: # {a}\n- b\n", "{a}");
    row("behind a value in flow style", "\nk: [a,\n b] # {a}\n", "{a}");
    row("above", "\n# {a}\nk:\n- b\n", "{a}");
    row("above and indented", "\nj:\n  # {a}\n  k: [b]\n", "");
    row("above with a blank line between", "\n# {a}\n\nk:\n- b\n", "");
    row("above in two lines", "\n# {a}\n# {b}\nk:\n- b\n", "");
    row("above and deeper than the key", "\nj: {}\n  # {a}\nk:\n- b\n", "");
    row("behind goes before above", "\n# {a}\nk: # words\n- b\n", "");
    row("no JSON", "\nk: # words {a}\n- b\n", "");
    row("within a value", "\nk: ['# {a}']\n", "");
    row("behind a scalar", "\nk: 1 # {a}\n", "");
}

void tst_Parser::keepsCommentsOfCollectionsOnRequest()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, comment);
    SourceTable table;

    const Result<Value> value = parse(text.toStdString(), "a.yaml", {.comments = &table});

    QVERIFY(value);
    QCOMPARE(QByteArray::fromStdString(table.commentAt(value->entries().back().comment)), comment);
}

void tst_Parser::dropsCommentsUnlessAsked()
{
    const Result<Value> value = parse("k: # {a}\n- b\n", "a.yaml");

    QVERIFY(value);
    QCOMPARE(value->entries().front().comment, std::uint16_t(0));
}

void tst_Parser::acceptsOneDocumentOnly()
{
    QVERIFY(parse("", "a.yaml")->isNull());
    QVERIFY(parse("---\na: 1\n---\n", "a.yaml")->isMapping());

    const Result<Value> several = parse("a: 1\n---\nb: 2\n", "a.yaml");

    QVERIFY(!several);
    QCOMPARE(several.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(several.error().where()->line, 3);
}

QTEST_APPLESS_MAIN(tst_Parser)
#include "tst_parser.moc"
