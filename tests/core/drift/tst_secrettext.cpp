// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/secrettext.h"

#include <QTest>

using namespace plumb;

class tst_SecretText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hidesTheLinesOfSecrets_data();
    void hidesTheLinesOfSecrets();
};

void tst_SecretText::hidesTheLinesOfSecrets_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("shown");

    const std::string head = "apiVersion: v1\nkind: Secret\nmetadata: {name: web}\n";
    QTest::newRow("no Secret") << std::string("kind: ConfigMap\ndata: {a: b}\n")
                               << std::string("kind: ConfigMap\ndata: {a: b}\n");
    QTest::newRow("block mapping") << head + "data:\n  # why\n  a: aHVudGVy # old\ntype: Opaque\n"
                                   << head + "data:\n  # why\n  a: ‹hidden›\ntype: Opaque\n";
    QTest::newRow("flow mapping") << head + "stringData: {a: hunter2, b: hunter3}\n"
                                  << head + "stringData: ‹hidden›\n";
    QTest::newRow("text of several lines")
        << head + "stringData:\n  key: |\n    hunter2\n\n    hunter3\n  b: x\ntype: Opaque\n"
        << head
               + "stringData:\n  key: ‹hidden›\n‹hidden›\n\n‹hidden›\n  b: ‹hidden›\ntype: "
                 "Opaque\n";
    QTest::newRow("folded in quotes") << head + "stringData:\n  key: \"hunter2\n    hunter3\"\n"
                                      << head + "stringData:\n  key: ‹hidden›\n‹hidden›\n";
    QTest::newRow("a document behind it")
        << head + "stringData:\n  key: |\n    hunter2\n---\nkind: ConfigMap\ndata: {a: b}\n"
        << head + "stringData:\n  key: ‹hidden›\n‹hidden›\n---\nkind: ConfigMap\ndata: {a: b}\n";
    QTest::newRow("a patch without a version")
        << std::string("kind: Secret\nmetadata: {name: web}\nstringData: {a: hunter2}\n")
        << std::string("kind: Secret\nmetadata: {name: web}\nstringData: ‹hidden›\n");
    QTest::newRow("cannot be read")
        << std::string("kind: Secret\n data: {a: hunter2\n") << std::string("‹hidden›\n‹hidden›\n");
    QTest::newRow("no manifest") << std::string("# Read: me\n{{ x }}\n")
                                 << std::string("# Read: me\n{{ x }}\n");
}

void tst_SecretText::hidesTheLinesOfSecrets()
{
    QFETCH(const std::string, text);
    QFETCH(const std::string, shown);

    QCOMPARE(drift::withoutSecretLines(text), shown);
}

QTEST_APPLESS_MAIN(tst_SecretText)
#include "tst_secrettext.moc"
