// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/json.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;
using namespace Qt::StringLiterals;

class tst_Json : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesCompactly_data();
    void readsAndWritesCompactly();
    void keepsTheTextOfNumbers();
    void knowsLines();
    void rejectsBrokenText_data();
    void rejectsBrokenText();
    void escapesHtmlOnlyOnRequest();
    void writesForPeople();
    void findsWhatJsonCannotSay_data();
    void findsWhatJsonCannotSay();
};

void tst_Json::readsAndWritesCompactly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row("null", "null");
    row(" true ", "true");
    row("12", "12");
    row("\"a\"", "\"a\"");
    row("[]", "[]");
    row("{}", "{}");
    row("[1, [2, {}], \"x\", null, false]", "[1,[2,{}],\"x\",null,false]");
    row("{\"b\": 1, \"a\": {\"d\": 2, \"c\": 3}}", "{\"a\":{\"c\":3,\"d\":2},\"b\":1}");
    row("{\"a\": 1, \"a\": 2}", "{\"a\":2}");
    row("\"\\u00e9\\ud83d\\ude00\"", "\"\xC3\xA9\xF0\x9F\x98\x80\"");
    row("\"\\u2028\\n\\t\\u0001\\/\"", "\"\\u2028\\n\\t\\u0001/\"");
    row("1.0", "1");
    row("1e21", "1e+21");
    row("1e-7", "1e-7");
    row("123456789012345678901234567890", "1.2345678901234568e+29");
}

void tst_Json::readsAndWritesCompactly()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);

    const Result<Value> value = parseJson(text.toStdString(), "a.json");

    QVERIFY2(value, value ? "" : value.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(toJson(*value)), expected);
}

void tst_Json::keepsTheTextOfNumbers()
{
    const Result<Value> value = parseJson("[1.50, 18446744073709551616, -0]", "a.json");

    QVERIFY(value);
    QCOMPARE(value->items()[0].text(), std::string_view("1.50"));
    QCOMPARE(value->items()[1].text(), std::string_view("18446744073709551616"));
    QCOMPARE(value->items()[2].text(), std::string_view("-0"));
}

void tst_Json::knowsLines()
{
    const Result<Value> value =
        parseJson("{\n  \"a\": [\n    1,\n    {\"b\": true}\n  ]\n}\n", "a.json", {.source = 3});

    QVERIFY(value);
    QCOMPARE(value->origin(), (Origin{.source = 3, .line = 1}));
    QCOMPARE(value->find("a")->origin().line, 2u);
    QCOMPARE(value->entries()[0].keyLine, 2u);
    QCOMPARE(value->find("a")->items()[1].find("b")->origin().line, 4u);
    QCOMPARE(value->find("a")->items()[1].find("b")->column(), 11);
}

void tst_Json::rejectsBrokenText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("empty") << ""_ba << 1;
    QTest::newRow("open object") << "{\"a\": 1"_ba << 1;
    QTest::newRow("missing comma") << "[1 2]"_ba << 1;
    QTest::newRow("leading zero") << "[\n 01\n]"_ba << 2;
    QTest::newRow("no number") << "[\n\n 1.x]"_ba << 3;
    QTest::newRow("number out of range") << "[\n1e400]"_ba << 2;
    QTest::newRow("wrong word") << "[nul]"_ba << 1;
    QTest::newRow("trailing text") << "{} {}"_ba << 1;
    QTest::newRow("two numbers") << "1 2"_ba << 1;
    QTest::newRow("single quotes") << "{'a': 1}"_ba << 1;
    QTest::newRow("invalid UTF-8") << "\"\xFF\""_ba << 1;
}

void tst_Json::rejectsBrokenText()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);

    const Result<Value> value = parseJson(text.toStdString(), "a.json");

    QVERIFY(!value);
    QCOMPARE(value.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(value.error().where()->path, std::string("a.json"));
    QCOMPARE(value.error().where()->line, line);
}

void tst_Json::escapesHtmlOnlyOnRequest()
{
    const Value value = Value::string("<a&b>");

    QCOMPARE(QByteArray::fromStdString(toJson(value)), "\"\\u003ca\\u0026b\\u003e\""_ba);
    QCOMPARE(QByteArray::fromStdString(toJson(value, HtmlEscaping::Off)), "\"<a&b>\""_ba);
}

void tst_Json::writesForPeople()
{
    const Result<Value> value = parseJson(R"({"b":[1,{}],"a":"<"})", "a.json");

    QVERIFY(value);
    QCOMPARE(QByteArray::fromStdString(toJsonPretty(*value)),
             "{\n  \"a\": \"<\",\n  \"b\": [\n    1,\n    {}\n  ]\n}"_ba);
}

void tst_Json::findsWhatJsonCannotSay_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("fine") << "a: 1\n1: {b: c}\n"_ba << ""_ba;
    QTest::newRow("number as a key")
        << "a:\n  1: b\n"_ba
        << "a.yaml:2:1: key '1' is a number, not a string; put it in quotes"_ba;
    QTest::newRow("boolean as a key")
        << "a:\n- true: b\n"_ba
        << "a.yaml:2:1: key 'true' is a boolean, not a string; put it in quotes"_ba;
    QTest::newRow("not a number")
        << "a:\n  b: .nan\n"_ba
        << "a.yaml:2:6: .nan cannot be written as JSON; put it in quotes"_ba;
    QTest::newRow("control character") << "a: \"\\x7f\"\n"_ba
                                       << "a.yaml:1:4: control characters are not allowed"_ba;
}

void tst_Json::findsWhatJsonCannotSay()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    const Result<Value> value = parse(text.toStdString(), "a.yaml");
    QVERIFY(value);

    const Result<> result = requireJson(*value, "a.yaml");

    QCOMPARE(result ? QByteArray() : QByteArray::fromStdString(result.error().toString()), message);
}

QTEST_APPLESS_MAIN(tst_Json)
#include "tst_json.moc"
