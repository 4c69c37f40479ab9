// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/emitter.h"
#include "core/yaml/parser.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;
using namespace Qt::StringLiterals;

namespace {

// "k" with what kustomize prints behind "k:" for what is written behind it in a file.
QByteArray printed(const QByteArray &written)
{
    const Result<Value> value = parse("k: " + written.toStdString() + "\n", "a.yaml");
    if (!value)
        return QByteArray::fromStdString(value.error().toString());
    return QByteArray::fromStdString(toYaml(*value));
}

} // namespace

class tst_Emitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsScalarsAsKustomize_data();
    void printsScalarsAsKustomize();
    void sortsKeysNaturally();
    void keepsSequencesLevelWithTheirKey();
    void foldsLongLinesAt80Columns();
    void usesExplicitKeysWhereNeeded();
    void separatesDocuments();
    void keepsOrderAndQuotesForReaders();
    void writesEveryStringSoThatItComesBack_data();
    void writesEveryStringSoThatItComesBack();
};

void tst_Emitter::printsScalarsAsKustomize_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *written, const char *expected) {
        QTest::newRow(name) << QByteArray(written) << QByteArray(expected);
    };
    row("string", "abc", "k: abc\n");
    row("string like a number", "\"3\"", "k: \"3\"\n");
    row("string like a boolean of YAML 1.1", "yes", "k: \"yes\"\n");
    row("string like a date", "\"2020-01-01\"", "k: \"2020-01-01\"\n");
    row("string like a base 60 number", "1:30", "k: \"1:30\"\n");
    row("empty string", "''", "k: \"\"\n");
    row("null", "~", "k: null\n");
    row("boolean", "True", "k: true\n");
    row("octal", "0644", "k: 420\n");
    row("hexadecimal", "0xFF", "k: 255\n");
    row("not octal after all", "08", "k: 8\n");
    row("float without fraction", "1.0", "k: 1\n");
    row("float with exponent", "1e3", "k: 1000\n");
    row("long float", "1234567.5", "k: 1.2345675e+06\n");
    row("small float", "1e-7", "k: 1e-07\n");
    row("large float", "1e21", "k: 1e+21\n");
    row("integer beyond 64 bits", "123456789012345678901234567890", "k: 1.2345678901234568e+29\n");
    row("negative zero", "-0.0", "k: 0\n");
    row("date", "2020-01-01", "k: \"2020-01-01T00:00:00Z\"\n");
    row("time with offset", "2001-12-14t21:59:43.10-05:00", "k: \"2001-12-14T21:59:43.1-05:00\"\n");
    row("no date", "2020-02-30", "k: 2020-02-30\n");
    row("time in a flow list", "[2001-12-14t21:59:43.10-05:00]",
        "k:\n- \"2001-12-14t21:59:43.10-05:00\"\n");
    row("empty value in a flow mapping", "{a: , b}", "k:\n  a: \"\"\n  b: \"\"\n");
    row("binary", "!!binary aGVsbG8=", "k: hello\n");
    row("own tag", "!vault secret", "k: secret\n");
    row("forced date", "!!timestamp '2020-01-01'", "k: \"2020-01-01T00:00:00Z\"\n");
    row("forced string", "!!str 12", "k: \"12\"\n");
    row("colon", "'a: b'", "k: 'a: b'\n");
    row("hash", "'a #b'", "k: 'a #b'\n");
    row("leading space", "' x'", "k: ' x'\n");
    row("tab", "\"a\\tb\"", "k: \"a\\tb\"\n");
    row("beyond the basic plane", "\"\\U0001F600\"", "k: \"\\U0001F600\"\n");
    row("no-break space", "\"a\\u00a0b\"",
        "k: a\xC2\xA0"
        "b\n");
    row("byte order mark", "\"\\uFEFFx\"", "k: \"\\uFEFF\\x78\"\n");
    row("NEL", "\"a\\Nb\"", "k: a b\n");
    row("lines", "\"a\\nb\\n\"", "k: |\n  a\n  b\n");
    row("lines without end", "\"a\\nb\"", "k: |-\n  a\n  b\n");
    row("lines with blank end", "\"a\\n\\n\"", "k: |+\n  a\n\n");
    row("lines with leading space", "\" a\\nb\\n\"", "k: |2\n   a\n  b\n");
    row("lines with trailing space", "\"a \\nb\"", "k: \"a \\nb\"\n");
    row("folded block with an indented line", ">\n  a\n   b\n  c\n  d\n",
        "k: |\n  a\n\n   b\n  c d\n");
    row("empty mapping", "{}", "k: {}\n");
    row("empty sequence", "[]", "k: []\n");
}

void tst_Emitter::printsScalarsAsKustomize()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, expected);

    QCOMPARE(printed(written), expected);
}

void tst_Emitter::sortsKeysNaturally()
{
    Value value = Value::mapping();
    for (const char *key : {"b", "a10", "a9", "A", "a-b", "a.b", "a_b", "ab", "1", "10", "9", "é"})
        value.set(key, Value::integer(1));

    QCOMPARE(QByteArray::fromStdString(toYaml(value)),
             "\"1\": 1\n\"9\": 1\n\"10\": 1\nA: 1\na-b: 1\na.b: 1\na_b: 1\na9: 1\na10: 1\nab: 1\n"
             "b: 1\né: 1\n"_ba);
}

void tst_Emitter::keepsSequencesLevelWithTheirKey()
{
    const Result<Value> value =
        parse("a:\n    - b:\n        - 1\n    - - 2\n      - {c: d, e: [f]}\n    - []\n", "a.yaml");

    QVERIFY(value);
    QCOMPARE(QByteArray::fromStdString(toYaml(*value)),
             "a:\n- b:\n  - 1\n- - 2\n  - c: d\n    e:\n    - f\n- []\n"_ba);
}

void tst_Emitter::foldsLongLinesAt80Columns()
{
    const QByteArray words = QByteArray("abcdefghi ").repeated(12).trimmed();

    QCOMPARE(printed(words),
             QByteArray("k: " + QByteArray("abcdefghi ").repeated(8).trimmed() + "\n  "
                        + QByteArray("abcdefghi ").repeated(4).trimmed() + '\n'));
    QCOMPARE(printed("': " + words + "'"),
             QByteArray("k: ': " + QByteArray("abcdefghi ").repeated(8).trimmed() + "\n  "
                        + QByteArray("abcdefghi ").repeated(4).trimmed() + "'\n"));
    const QByteArray word(200, 'x');
    QCOMPARE(printed(word), QByteArray("k: " + word + '\n'));
}

void tst_Emitter::usesExplicitKeysWhereNeeded()
{
    Value value = Value::mapping();
    value.set(std::string(129, 'k'), Value::sequence({Value::integer(1)}));
    value.set("two\nlines", Value::string("v"));

    QCOMPARE(QByteArray::fromStdString(toYaml(value)),
             QByteArray("? " + QByteArray(129, 'k') + "\n: - 1\n? |-\n  two\n  lines\n: v\n"));
}

void tst_Emitter::separatesDocuments()
{
    Value first = Value::mapping();
    first.set("a", Value::integer(1));
    Value second = Value::mapping();
    second.set("b", Value::string("x\n"));
    const Value documents[] = {first, second, first};

    QCOMPARE(QByteArray::fromStdString(toYamlStream(documents)),
             "a: 1\n---\nb: |\n  x\n---\na: 1\n"_ba);
}

void tst_Emitter::keepsOrderAndQuotesForReaders()
{
    const std::string text = "z: 'q'\na: \"d\"\nm: 0644\nf: 1.50\nl: |\n  x\n";

    const Result<Value> value = parse(text, "a.yaml");

    QVERIFY(value);
    QCOMPARE(QByteArray::fromStdString(toReadableYaml(*value)), QByteArray::fromStdString(text));
}

void tst_Emitter::writesEveryStringSoThatItComesBack_data()
{
    QTest::addColumn<QByteArray>("text");
    int number = 0;
    for (const char *text : {"",
                             " ",
                             "\n",
                             "\n\n",
                             "a\n",
                             "\na",
                             " a",
                             "a ",
                             "a\n b",
                             "a \nb",
                             "-",
                             "- a",
                             "---",
                             "...",
                             "?",
                             "? a",
                             ":",
                             ": a",
                             "a:",
                             "a: b",
                             "a :b",
                             "#",
                             "a#",
                             "a #b",
                             "&a",
                             "*a",
                             "!a",
                             "|",
                             ">",
                             "'",
                             "\"",
                             "'a'",
                             "\"a\"",
                             "%a",
                             "@a",
                             "`a",
                             "{",
                             "}",
                             "[",
                             "]",
                             ",",
                             "a,b",
                             "null",
                             "~",
                             "true",
                             "yes",
                             "1",
                             "1.5",
                             "0x1",
                             "1:2",
                             "2020-01-01",

                             "=",
                             "\t",
                             "a\tb",
                             "\\",
                             "a\\b",
                             "\xC3\xA9",
                             "\xE2\x80\xA8",
                             "a\xE2\x80\xA8 b",
                             "\xF0\x9F\x98\x80",
                             "\x01",
                             "\x7F",
                             "a\r\nb",
                             "k: |\n  x",
                             "\xEF\xBB\xBF"
                             "x"}) {
        QTest::addRow("%d", number++) << QByteArray(text);
    }
}

void tst_Emitter::writesEveryStringSoThatItComesBack()
{
    QFETCH(QByteArray, text);
    Value value = Value::mapping();
    value.set(text.toStdString(), Value::sequence({Value::string(text.toStdString())}));

    for (const std::string &written : {toYaml(value), toReadableYaml(value)}) {
        const Result<Value> again = parse(written, "written.yaml");

        QVERIFY2(again, again ? "" : (again.error().toString() + '\n' + written).c_str());
        QVERIFY2(again->sameData(value), written.c_str());
    }
}

QTEST_APPLESS_MAIN(tst_Emitter)
#include "tst_emitter.moc"
