// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/scalar.h"

#include <QTest>

using namespace plumb::yaml;
using namespace Qt::StringLiterals;

class tst_Scalar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resolvesPlainText_data();
    void resolvesPlainText();
    void readsIntegersInEveryNotation_data();
    void readsIntegersInEveryNotation();
    void refusesIntegersThatDoNotFit();
    void comparesValuesNotSpelling();
};

void tst_Scalar::resolvesPlainText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Kind>("kustomize");
    QTest::addColumn<Kind>("kubernetes");

    const auto same = [](const char *text, Kind kind) {
        QTest::newRow(*text ? text : "empty") << QByteArray(text) << kind << kind;
    };
    same("", Kind::Null);
    same("~", Kind::Null);
    same("null", Kind::Null);
    same("nULL", Kind::String);
    same("true", Kind::Bool);
    same("FALSE", Kind::Bool);
    QTest::newRow("yes") << "yes"_ba << Kind::String << Kind::Bool;
    QTest::newRow("Off") << "Off"_ba << Kind::String << Kind::Bool;
    QTest::newRow("y") << "y"_ba << Kind::String << Kind::Bool;
    same("yEs", Kind::String);
    same("0", Kind::Integer);
    same("-12", Kind::Integer);
    same("+12", Kind::Integer);
    same("0644", Kind::Integer);
    same("0o17", Kind::Integer);
    same("0x1F", Kind::Integer);
    same("0b101", Kind::Integer);
    same("1_000", Kind::Integer);
    same("18446744073709551615", Kind::Integer);
    same("18446744073709551616", Kind::Float);
    same("-9223372036854775809", Kind::Float);
    same("08", Kind::Float);
    same("1.", Kind::Float);
    same(".5", Kind::Float);
    same("1e3", Kind::Float);
    same("1E-3", Kind::Float);
    same("1e999", Kind::String);
    same("1e-999", Kind::Float);
    same(".inf", Kind::Float);
    same("-.Inf", Kind::Float);
    same(".nan", Kind::Float);
    same(".", Kind::String);
    same("..", Kind::String);
    same("-", Kind::String);
    same("+", Kind::String);
    same("1.2.3", Kind::String);
    same("v1.2", Kind::String);
    same("1e", Kind::String);
    same("0x", Kind::String);
    same("0xZ", Kind::String);
    same("_1", Kind::String);
    same("500m", Kind::String);
    same("2001-01-01", Kind::String);
    same("12:30", Kind::String);
    same("<<", Kind::String);
}

void tst_Scalar::resolvesPlainText()
{
    QFETCH(QByteArray, text);
    QFETCH(Kind, kustomize);
    QFETCH(Kind, kubernetes);

    QCOMPARE(resolvePlain(text.toStdString(), Dialect::Kustomize), kustomize);
    QCOMPARE(resolvePlain(text.toStdString(), Dialect::Kubernetes), kubernetes);
}

void tst_Scalar::readsIntegersInEveryNotation_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("value");
    QTest::newRow("decimal") << "42"_ba << qint64(42);
    QTest::newRow("negative") << "-42"_ba << qint64(-42);
    QTest::newRow("octal of YAML 1.1") << "0644"_ba << qint64(420);
    QTest::newRow("octal of YAML 1.2") << "0o644"_ba << qint64(420);
    QTest::newRow("hexadecimal") << "0xff"_ba << qint64(255);
    QTest::newRow("binary") << "-0b11"_ba << qint64(-3);
    QTest::newRow("underscores") << "1_000_000"_ba << qint64(1000000);
    QTest::newRow("smallest") << "-9223372036854775808"_ba << std::numeric_limits<qint64>::min();
}

void tst_Scalar::readsIntegersInEveryNotation()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, value);

    QCOMPARE(parseInteger(text.toStdString()), std::optional<std::int64_t>(value));
}

void tst_Scalar::refusesIntegersThatDoNotFit()
{
    QCOMPARE(parseInteger("9223372036854775808"), std::nullopt);
    QCOMPARE(parseInteger("1.5"), std::nullopt);
    QCOMPARE(parseInteger("abc"), std::nullopt);
    QCOMPARE(parseFloat("9223372036854775808"), std::optional<double>(9223372036854775808.0));
}

void tst_Scalar::comparesValuesNotSpelling()
{
    QVERIFY(sameScalar(Kind::Integer, "0644", "420"));
    QVERIFY(sameScalar(Kind::Integer, "-0", "0"));
    QVERIFY(sameScalar(Kind::Float, "1.0", "1e0"));
    QVERIFY(sameScalar(Kind::Float, ".nan", ".NaN"));
    QVERIFY(sameScalar(Kind::Bool, "True", "true"));
    QVERIFY(sameScalar(Kind::Null, "~", ""));
    QVERIFY(!sameScalar(Kind::String, "a", "A"));
    QVERIFY(!sameScalar(Kind::Integer, "1", "-1"));
}

QTEST_APPLESS_MAIN(tst_Scalar)
#include "tst_scalar.moc"
