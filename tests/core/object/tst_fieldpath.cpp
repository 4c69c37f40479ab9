// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/fieldpath.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::test;
using namespace Qt::StringLiterals;

class tst_FieldPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesPaths_data();
    void readsAndWritesPaths();
    void acceptsALeadingDot();
    void refusesWhatIsNoPath_data();
    void refusesWhatIsNoPath();
    void findsFields_data();
    void findsFields();
    void tellsPartsFromWholes();
};

void tst_FieldPath::readsAndWritesPaths_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("steps");

    QTest::newRow("the root") << ""_ba << 0;
    QTest::newRow("keys") << "spec.template.spec"_ba << 3;
    QTest::newRow("a key with dots and a slash")
        << "metadata.labels[\"app.kubernetes.io/name\"]"_ba << 3;
    QTest::newRow("a key with quotes") << "data[\"a\\\"b\\\\c\"]"_ba << 2;
    QTest::newRow("an empty key") << "data[\"\"]"_ba << 2;
    QTest::newRow("an item") << "spec.containers[name=web].image"_ba << 4;
    QTest::newRow("an item with two keys") << "spec.ports[port=80,protocol=TCP]"_ba << 3;
    QTest::newRow("an item with a value in quotes") << "spec.hosts[host=\"a b\"]"_ba << 3;
    QTest::newRow("a member") << "metadata.finalizers[=\"a/b\"]"_ba << 3;
    QTest::newRow("a position") << "spec.rules[12].verbs[0]"_ba << 5;
}

void tst_FieldPath::readsAndWritesPaths()
{
    QFETCH(QByteArray, text);
    QFETCH(int, steps);

    const auto path = FieldPath::parse(text.toStdString());

    QVERIFY2(path, path ? "" : path.error().toString().c_str());
    QCOMPARE(path->steps().size(), steps);
    QCOMPARE(QByteArray::fromStdString(path->toString()), text);
}

void tst_FieldPath::acceptsALeadingDot()
{
    const auto path = FieldPath::parse(".spec.replicas");

    QVERIFY(path);
    QCOMPARE(path->toString(), "spec.replicas");
}

void tst_FieldPath::refusesWhatIsNoPath_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");

    QTest::newRow("two dots")
        << "spec..a"_ba << u"not a field path: 'spec..a', expected a field name at character 6"_s;
    QTest::newRow("a dot at the end")
        << "spec."_ba << u"not a field path: 'spec.', expected a field name at character 6"_s;
    QTest::newRow("an open bracket")
        << "a[1"_ba << u"not a field path: 'a[1', expected '=' at character 4"_s;
    QTest::newRow("an open quote")
        << "a[\"b"_ba << u"not a field path: 'a[\"b', expected '\"' at character 5"_s;
    QTest::newRow("a word in brackets")
        << "a[b]"_ba
        << u"not a field path: 'a[b]', expected a position, a quoted key or key=value at character 4"_s;
    QTest::newRow("no dot after a bracket")
        << "a[0]b"_ba << u"not a field path: 'a[0]b', expected '.' or '[' at character 5"_s;
}

void tst_FieldPath::refusesWhatIsNoPath()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);

    const auto path = FieldPath::parse(text.toStdString());

    QVERIFY(!path);
    QVERIFY(path.error().code() == ErrorCode::InvalidInput);
    QCOMPARE(QString::fromStdString(path.error().toString()), expected);
}

void tst_FieldPath::findsFields_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("a key") << "kind"_ba << "Service"_ba;
    QTest::newRow("an item") << "spec.ports[port=80,protocol=TCP].name"_ba << "web"_ba;
    QTest::newRow("an item with another protocol")
        << "spec.ports[port=80,protocol=UDP].name"_ba << "quic"_ba;
    QTest::newRow("a member") << "metadata.finalizers[=b]"_ba << "b"_ba;
    QTest::newRow("a position") << "metadata.finalizers[0]"_ba << "a"_ba;
    QTest::newRow("no such item") << "spec.ports[port=81,protocol=TCP]"_ba << QByteArray();
    QTest::newRow("no such position") << "metadata.finalizers[2]"_ba << QByteArray();
    QTest::newRow("through a scalar") << "kind.name"_ba << QByteArray();
}

void tst_FieldPath::findsFields()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, expected);
    const Object object =
        objectOf("apiVersion: v1\nkind: Service\nmetadata: {name: a, finalizers: [a, b]}\n"
                 "spec: {ports: [{port: 80, name: web}, {port: 80, protocol: UDP, name: quic}]}\n");
    const auto field = FieldPath::parse(path.toStdString());
    QVERIFY(field);

    const yaml::Value *value = field->find(object.fields());

    QCOMPARE(value != nullptr, !expected.isNull());
    if (value)
        QCOMPARE(QByteArray::fromStdString(std::string(value->text())), expected);
}

void tst_FieldPath::tellsPartsFromWholes()
{
    const auto whole = FieldPath::parse("spec.ports[0]");
    const auto part = FieldPath::parse("spec.ports[0].name");
    const auto other = FieldPath::parse("spec.ports[1].name");
    QVERIFY(whole && part && other);

    QVERIFY(part->isWithin(*whole));
    QVERIFY(whole->isWithin(*whole));
    QVERIFY(!whole->isWithin(*part));
    QVERIFY(!other->isWithin(*whole));
    QVERIFY(other->isWithin(FieldPath()));
}

QTEST_APPLESS_MAIN(tst_FieldPath)
#include "tst_fieldpath.moc"
