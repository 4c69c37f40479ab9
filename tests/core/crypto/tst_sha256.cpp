// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/sha256.h"

#include <QCryptographicHash>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

class tst_Sha256 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesThePublishedVectors_data();
    void matchesThePublishedVectors();
    void matchesAnotherImplementationAtEveryLength();
};

void tst_Sha256::matchesThePublishedVectors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("digest");

    QTest::newRow("empty") << ""_ba
                           << "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_ba;
    QTest::newRow("abc") << "abc"_ba
                         << "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_ba;
    QTest::newRow("two blocks")
        << "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"_ba
        << "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"_ba;
    QTest::newRow("a million times a")
        << QByteArray(1'000'000, 'a')
        << "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"_ba;
}

void tst_Sha256::matchesThePublishedVectors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, digest);

    const std::string hex = crypto::sha256Hex(bytes.toStdString());

    QCOMPARE(QByteArray::fromStdString(hex), digest);
}

void tst_Sha256::matchesAnotherImplementationAtEveryLength()
{
    QByteArray bytes;
    for (int length = 0; length < 300; ++length) {
        const QByteArray expected = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);

        const std::string hex = crypto::sha256Hex(bytes.toStdString());

        QCOMPARE(QByteArray::fromStdString(hex), expected.toHex());
        bytes += static_cast<char>(length * 37);
    }
}

QTEST_APPLESS_MAIN(tst_Sha256)
#include "tst_sha256.moc"
