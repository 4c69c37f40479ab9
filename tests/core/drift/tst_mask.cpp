// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/mask.h"
#include "core/yaml/emitter.h"
#include "core/yaml/parser.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::drift;
using namespace plumb::test;

class tst_Mask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsLengthAndFingerprint();
    void givesEqualValuesEqualFingerprints();
    void hidesSecretsInsideLists();
    void hidesWhatSopsEncrypted();
    void knowsTheFieldsToHide_data();
    void knowsTheFieldsToHide();
};

void tst_Mask::showsLengthAndFingerprint()
{
    // HMAC-SHA256 of RFC 4231, test case 2, begins with 5bdcc146.
    const Mask mask("Jefe");
    const yaml::Value value = yaml::Value::string("what do ya want for nothing?");

    const yaml::Value masked = mask.maskedValue(value, false, "changed");

    QCOMPARE(masked.text(), std::string_view("‹changed, 28 bytes, 5bdcc146›"));
}

void tst_Mask::givesEqualValuesEqualFingerprints()
{
    const Mask mask("key");
    const Mask other("other key");

    const auto plain = mask.maskedValue(yaml::Value::string("abc"), false);
    const auto encoded = mask.maskedValue(yaml::Value::string("YWJj"), true);
    const auto foreign = other.maskedValue(yaml::Value::string("abc"), false);

    QCOMPARE(plain.text(), encoded.text());
    QVERIFY(plain.text() != foreign.text());
}

void tst_Mask::hidesSecretsInsideLists()
{
    const auto list =
        yaml::parse("apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n"
                    "  metadata: {name: a}\n  data: {b: YWJj}\n",
                    "test.yaml");
    QVERIFY(list);

    const yaml::Value masked = Mask().masked(*list);

    QCOMPARE(yaml::toYaml(masked),
             "apiVersion: v1\nitems:\n- apiVersion: v1\n  data:\n    b: ‹3 bytes›\n"
             "  kind: Secret\n  metadata:\n    name: a\nkind: List\n");
}

void tst_Mask::hidesWhatSopsEncrypted()
{
    const Object object = objectOf("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n"
                                   "spec: {b: 'ENC[1]', c: d}\nsops: {mac: 'ENC[2]'}\n");

    const yaml::Value masked = Mask().masked(object.fields());

    QCOMPARE(yaml::toYaml(masked),
             "apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: a\nsops:\n"
             "  mac: ‹encrypted, 6 bytes›\nspec:\n  b: ‹encrypted, 6 bytes›\n  c: d\n");
}

void tst_Mask::knowsTheFieldsToHide_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isHidden");

    const QByteArray secret =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {b: YWJj}\n";
    const QByteArray list = "apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Secret, "
                            "metadata: {name: a}, data: {b: x}}]\n";
    QTest::newRow("a Secret's data") << secret << QByteArray("data.b") << true;
    QTest::newRow("all of a Secret's data") << secret << QByteArray("data") << true;
    QTest::newRow("a Secret's name") << secret << QByteArray("metadata.name") << false;
    QTest::newRow("what kubectl applied")
        << secret
        << QByteArray("metadata.annotations[\"kubectl.kubernetes.io/last-applied-configuration\"]")
        << true;
    QTest::newRow("in a list") << list << QByteArray("items[0].data.b") << true;
    QTest::newRow("a name in a list") << list << QByteArray("items[0].metadata.name") << false;
    QTest::newRow("a ConfigMap's data")
        << QByteArray("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
        << QByteArray("data.b") << false;
}

void tst_Mask::knowsTheFieldsToHide()
{
    QFETCH(QByteArray, object);
    QFETCH(QByteArray, path);
    QFETCH(bool, isHidden);
    const auto value = yaml::parse(object.toStdString(), "test.yaml");
    const auto field = FieldPath::parse(path.toStdString());
    QVERIFY(value && field);

    QCOMPARE(Mask::hides(*value, *field), isHidden);
}

QTEST_APPLESS_MAIN(tst_Mask)
#include "tst_mask.moc"
