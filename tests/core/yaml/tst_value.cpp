// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/value.h"

#include <QTest>

using namespace plumb::yaml;

class tst_Value : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textSharesLongAndKeepsShort();
    void copiesAreIndependent();
    void findsKeysInLargeMappings();
    void keepsOrderWhenEntriesComeAndGo();
    void turnsNullIntoACollection();
    void comparesDataOnly();
};

void tst_Value::textSharesLongAndKeepsShort()
{
    const Text empty{std::string_view()};
    const Text brief("short");
    const Text longer(std::string(100, 'x'));

    const Text copy = longer;

    QVERIFY(empty.empty());
    QCOMPARE(brief.view(), std::string_view("short"));
    QCOMPARE(static_cast<const void *>(copy.view().data()),
             static_cast<const void *>(longer.view().data()));
    Text moved = std::move(const_cast<Text &>(copy));
    moved = brief;
    QCOMPARE(moved.view(), std::string_view("short"));
    QCOMPARE(longer.size(), 100u);
}

void tst_Value::copiesAreIndependent()
{
    Value a = Value::mapping();
    a.set("list", Value::sequence({Value::integer(1)}));

    Value b = a;
    b.findMutable("list")->append(Value::integer(2));
    b.set("new", Value::boolean(true));

    QCOMPARE(a.size(), 1u);
    QCOMPARE(a.find("list")->size(), 1u);
    QCOMPARE(b.size(), 2u);
    QCOMPARE(b.find("list")->size(), 2u);
}

void tst_Value::findsKeysInLargeMappings()
{
    Value value = Value::mapping();
    for (int i = 0; i < 1000; ++i)
        value.set("key-" + std::to_string(i), Value::integer(i));

    for (int i = 0; i < 1000; ++i)
        QCOMPARE(value.find("key-" + std::to_string(i))->asInteger(),
                 std::optional<std::int64_t>(i));
    QVERIFY(value.remove("key-500"));
    QVERIFY(!value.remove("key-500"));
    QCOMPARE(value.find("key-500"), nullptr);
    QCOMPARE(value.find("key-999")->asInteger(), std::optional<std::int64_t>(999));
}

void tst_Value::keepsOrderWhenEntriesComeAndGo()
{
    Value value = Value::mapping();
    value.set("a", Value::integer(1));
    value.set("c", Value::integer(3));

    value.insertAt(1, "b", Value::integer(2));
    value.set("a", Value::integer(9));
    value.remove("c");

    QCOMPARE(value.size(), 2u);
    QCOMPARE(value.entries()[0].key.view(), std::string_view("a"));
    QCOMPARE(value.entries()[1].key.view(), std::string_view("b"));
    QCOMPARE(value.textAt({"a"}), std::string_view("9"));
}

void tst_Value::turnsNullIntoACollection()
{
    Value mapping;
    mapping.setOrigin({.source = 1, .line = 2});
    mapping.set("a", Value::integer(1));
    Value sequence;
    sequence.append(Value::integer(1));

    QVERIFY(mapping.isMapping());
    QCOMPARE(mapping.origin().line, 2u);
    QVERIFY(sequence.isSequence());
    QVERIFY(mapping.ensureMapping("b").isMapping());
}

void tst_Value::comparesDataOnly()
{
    Value a = Value::mapping();
    a.set("x", Value::scalar(Kind::Integer, "0644"));
    a.set("y", Value::string("s", Style::Plain));
    Value b = Value::mapping(Style::Flow);
    b.set("y", Value::string("s", Style::DoubleQuoted));
    b.set("x", Value::integer(420));

    QVERIFY(a.sameData(b));
    b.set("z", Value());
    QVERIFY(!a.sameData(b));
    QVERIFY(!Value::integer(1).sameData(Value::string("1")));
}

QTEST_APPLESS_MAIN(tst_Value)
#include "tst_value.moc"
