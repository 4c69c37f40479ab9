// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/emitter.h"
#include "core/yaml/json.h"
#include "core/yaml/packer.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;

namespace {

Value json(std::string_view text)
{
    const auto value = parseJson(text, "test.json");
    return value ? *value : Value();
}

} // namespace

class tst_Packer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnsWhatWasPacked_data();
    void returnsWhatWasPacked();
    void keepsOrderAndStyle();
    void makesTheNextOfManySmall();
    void takesForeignBytesForNothing();
};

void tst_Packer::returnsWhatWasPacked_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("empty collections") << QByteArray(R"({"a":{},"b":[]})");
    QTest::newRow("scalars") << QByteArray(R"([true,false,null,0,-1.5e300,"","x","true","1"])");
    QTest::newRow("a number that fits no type") << QByteArray("[123456789012345678901234567890]");
    QTest::newRow("long text") << '"' + QByteArray(100'000, 'x') + '"';
    QTest::newRow("not ASCII") << QByteArray(R"({"schlüssel":"größe 🜁"})");
    QTest::newRow("texts that come again")
        << QByteArray(R"([{"name":"value","x":"value"},{"name":"value","x":"value"}])");
    QTest::newRow("nested") << QByteArray(200, '[') + QByteArray(200, ']');
}

void tst_Packer::returnsWhatWasPacked()
{
    QFETCH(QByteArray, text);
    Packer packer;
    const Value value = json(text.toStdString());

    // The second time more is known by number.
    for (int i = 0; i < 2; ++i) {
        const Value copy = packer.unpack(packer.pack(value));

        QVERIFY(copy.sameData(value));
        QCOMPARE(toJson(copy), toJson(value));
    }
}

void tst_Packer::keepsOrderAndStyle()
{
    Packer packer;
    const Value value = json(R"({"z":"1","a":1,"m":{"k":["true",true]}})");

    const Value copy = packer.unpack(packer.pack(value));

    QCOMPARE(toYaml(copy), toYaml(value));
    QCOMPARE(copy.entries()[0].key.view(), "z");
    QVERIFY(copy.find("z")->style() == Style::DoubleQuoted);
}

void tst_Packer::makesTheNextOfManySmall()
{
    Packer packer;
    const Value value = json(
        R"({"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"shop-production","labels":{"app.kubernetes.io/managed-by":"kustomize-controller"}}})");
    packer.pack(value);
    packer.pack(value);

    QVERIFY(packer.pack(value).size() < 40);
}

void tst_Packer::takesForeignBytesForNothing()
{
    const Packer packer;

    QVERIFY(packer.unpack("").isNull());
    QVERIFY(packer.unpack("\x07").isNull() || packer.unpack("\x07").isMapping());
    QCOMPARE(packer.unpack(std::string_view("\x06\x01\xff\xff\xff\xff\x04", 7)).size(), 1);
}

QTEST_APPLESS_MAIN(tst_Packer)
#include "tst_packer.moc"
