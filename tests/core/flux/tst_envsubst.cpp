// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/envsubst.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace plumb;
using namespace plumb::flux;
using namespace Qt::StringLiterals;

namespace {

QJsonObject cases()
{
    QFile file(PLUMB_SOURCE_DIR u"/tests/cases/flux/envsubst.json"_s);
    return file.open(QFile::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                      : QJsonObject();
}

std::map<std::string, std::string, std::less<>> variables()
{
    std::map<std::string, std::string, std::less<>> all;
    const QJsonObject object = cases()[u"variables"_s].toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        all.emplace(entry.key().toStdString(), entry.value().toString().toStdString());
    return all;
}

Result<SubstitutionTemplate::Expansion> expand(const std::string &text, UnknownVariable unknown)
{
    const auto known = variables();
    const auto look = [&known](std::string_view name) -> VariableValue {
        if (name == "hidden")
            return {.state = VariableValue::State::Hidden};
        const auto found = known.find(name);
        if (found == known.end())
            return {};
        return {.state = VariableValue::State::Set, .value = found->second};
    };
    const auto parsed = SubstitutionTemplate::parse(text);
    if (!parsed)
        return std::unexpected(parsed.error());
    return parsed->expand(look, unknown);
}

} // namespace

class tst_Envsubst : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAsTheRealPackage_data();
    void answersAsTheRealPackage();
    void keepsWhatIsUnknown_data();
    void keepsWhatIsUnknown();
    void refusesDeepNesting();
    void refusesTextThatGrowsTooLarge();
    void namesTheVariablesOfAText();
};

void tst_Envsubst::answersAsTheRealPackage_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("output");
    QTest::addColumn<bool>("fails");

    const QJsonArray rows = cases()[u"cases"_s].toArray();
    QVERIFY(rows.size() > 100);
    for (const QJsonValue &row : rows)
        QTest::addRow("%s", qPrintable(row[u"template"_s].toString()))
            << row[u"template"_s].toString() << row[u"output"_s].toString()
            << row.toObject().contains(u"error"_s);
}

void tst_Envsubst::answersAsTheRealPackage()
{
    QFETCH(QString, text);
    QFETCH(QString, output);
    QFETCH(bool, fails);

    const auto expansion = expand(text.toStdString(), UnknownVariable::Refuse);

    QCOMPARE(!expansion, fails);
    if (fails)
        QCOMPARE(expansion.error().code(), ErrorCode::InvalidInput);
    else
        QCOMPARE(QString::fromStdString(expansion->text), output);
}

void tst_Envsubst::keepsWhatIsUnknown_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<QByteArray>("blanked");
    QTest::addColumn<QByteArray>("unknown");

    QTest::newRow("plain") << "a${u}b"_ba << "a${u}b"_ba << "ab"_ba << "u"_ba;
    QTest::newRow("with an operation") << "${u^^}"_ba << "${u^^}"_ba << ""_ba << "u"_ba;
    QTest::newRow("within a default") << "${w:-${u}}"_ba << "${u}"_ba << ""_ba << "u"_ba;
    QTest::newRow("a default is a value") << "${u:-d}"_ba << "d"_ba << "d"_ba << ""_ba;
    QTest::newRow("a secret's default is none")
        << "${hidden:-d}"_ba << "${hidden:-d}"_ba << "${hidden:-d}"_ba << "hidden"_ba;
    QTest::newRow("each name once") << "${u}${u}"_ba << "${u}${u}"_ba << ""_ba << "u"_ba;
}

void tst_Envsubst::keepsWhatIsUnknown()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, kept);
    QFETCH(QByteArray, blanked);
    QFETCH(QByteArray, unknown);

    const auto keeping = expand(text.toStdString(), UnknownVariable::Keep);
    const auto blanking = expand(text.toStdString(), UnknownVariable::Blank);

    QVERIFY(keeping && blanking);
    QCOMPARE(QByteArray::fromStdString(keeping->text), kept);
    QCOMPARE(QByteArray::fromStdString(blanking->text), blanked);
    QByteArrayList names;
    for (const std::string &name : keeping->unknown)
        names << QByteArray::fromStdString(name);
    QCOMPARE(names.join(','), unknown);
}

void tst_Envsubst::refusesDeepNesting()
{
    std::string text;
    for (int i = 0; i < 10'000; ++i)
        text += "${a:-";

    const auto parsed = SubstitutionTemplate::parse(text);

    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code(), ErrorCode::LimitExceeded);
}

void tst_Envsubst::refusesTextThatGrowsTooLarge()
{
    const std::string large(1 << 20, 'x');
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "${v}";
    const auto parsed = SubstitutionTemplate::parse(text);
    QVERIFY(parsed);

    const auto expansion = parsed->expand(
        [&large](std::string_view) {
            return VariableValue{.state = VariableValue::State::Set, .value = large};
        },
        UnknownVariable::Refuse);

    QVERIFY(!expansion);
    QCOMPARE(expansion.error().code(), ErrorCode::LimitExceeded);
}

void tst_Envsubst::namesTheVariablesOfAText()
{
    QCOMPARE(variablesIn("${b} ${a:-${c}} $${d} ${b}"), (std::vector<std::string>{"b", "a", "c"}));
    QCOMPARE(variablesIn("${b} ${a b}"), std::vector<std::string>());
}

QTEST_APPLESS_MAIN(tst_Envsubst)
#include "tst_envsubst.moc"
