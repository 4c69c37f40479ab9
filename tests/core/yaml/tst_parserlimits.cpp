// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/json.h"
#include "core/yaml/parser.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;

namespace {

void verifyLimit(const Result<std::vector<Value>> &result, const char *message)
{
    QVERIFY(!result);
    QCOMPARE(result.error().code(), ErrorCode::LimitExceeded);
    QVERIFY2(QByteArray::fromStdString(result.error().toString()).contains(message),
             result.error().toString().c_str());
}

} // namespace

class tst_ParserLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesDeepNesting_data();
    void refusesDeepNesting();
    void refusesDeepNestingThroughAliases();
    void refusesBillionLaughs();
    void acceptsManyAliasesInASmallFile();
    void refusesLargeText();
};

void tst_ParserLimits::refusesDeepNesting_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("flow") << QByteArray(10000, '[');
    QTest::newRow("flow mappings") << QByteArray("{a: ").repeated(10000);
    QTest::newRow("block") << QByteArray("- ").repeated(10000);
    QByteArray mappings;
    for (int i = 0; i < 2000; ++i)
        mappings += QByteArray(i, ' ') + "a:\n";
    QTest::newRow("block mappings") << mappings;
}

void tst_ParserLimits::refusesDeepNesting()
{
    QFETCH(QByteArray, text);

    verifyLimit(parseAll(text.toStdString(), "a.yaml"), "nested deeper than 1000 levels");
}

void tst_ParserLimits::refusesDeepNestingThroughAliases()
{
    QByteArray text;
    for (int i = 0; i < 20; ++i) {
        text += "a" + QByteArray::number(i) + ": &x" + QByteArray::number(i) + " "
                + QByteArray(100, '[')
                + (i > 0 ? "*x" + QByteArray::number(i - 1) : QByteArray("1"))
                + QByteArray(100, ']') + "\n";
    }

    verifyLimit(parseAll(text.toStdString(), "a.yaml"), "alias 'x");
}

void tst_ParserLimits::refusesBillionLaughs()
{
    QByteArray text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
    for (int i = 1; i < 30; ++i) {
        const QByteArray name = QByteArray::number(i);
        const QByteArray alias = "*a" + QByteArray::number(i - 1);
        text += "a" + name + ": &a" + name + " [" + QByteArray(alias + ", ").repeated(8) + alias
                + "]\n";
    }

    verifyLimit(parseAll(text.toStdString(), "a.yaml"), "excessive aliasing");
    verifyLimit(parseAll(text.toStdString(), "a.yaml", {.dialect = Dialect::Kubernetes}),
                "excessive aliasing");
}

void tst_ParserLimits::acceptsManyAliasesInASmallFile()
{
    QByteArray text = "base: &base {a: 1, b: 2}\nlist:\n";
    text += QByteArray("- *base\n").repeated(300);

    const Result<Value> value = parse(text.toStdString(), "a.yaml");

    QVERIFY(value);
    QCOMPARE(value->find("list")->size(), 300u);
}

void tst_ParserLimits::refusesLargeText()
{
    ParseOptions options;
    options.limits.maximumBytes = 10;

    verifyLimit(parseAll("a: 1234567890\n", "a.yaml", options),
                "a.yaml:1:1: the file has 14 bytes");
    options.dialect = Dialect::Json;
    verifyLimit(parseAll("[1,2,3,4,5,6]", "a.json", options), "13 bytes");
    verifyLimit(parseAll(std::string(2000, '[') + std::string(2000, ']'), "a.json",
                         {.dialect = Dialect::Json}),
                "nested deeper");
}

QTEST_APPLESS_MAIN(tst_ParserLimits)
#include "tst_parserlimits.moc"
