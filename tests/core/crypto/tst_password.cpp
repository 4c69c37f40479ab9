// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/aes.h"
#include "core/crypto/digest.h"
#include "core/crypto/password.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

/// Published vectors: RFC 7914, jBCrypt, NIST SP 800-38A and FIPS 180-4.
class tst_Password : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void derivesKeysWithScrypt();
    void hashesWithBcrypt_data();
    void hashesWithBcrypt();
    void refusesWhatBcryptCannotHash();
    void encryptsWithAes();
    void refusesBlocksThatAreNotWhole();
    void digestsBytes();
};

namespace {

std::string bytesOf(const QByteArray &hexadecimal)
{
    return QByteArray::fromHex(hexadecimal).toStdString();
}

QByteArray hexadecimal(const std::string &bytes)
{
    return QByteArray::fromStdString(bytes).toHex();
}

} // namespace

void tst_Password::derivesKeysWithScrypt()
{
    const Result<std::string> key =
        crypto::scryptKey("password", "NaCl", {.n = 1024, .r = 8, .p = 16}, 64);
    const Result<std::string> odd = crypto::scryptKey("a", "b", {.n = 1000, .r = 8, .p = 1}, 64);

    QVERIFY(key.has_value());
    QCOMPARE(
        hexadecimal(*key),
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109"
        "279d9830dac727afb94a83ee6d8360cbdfa2cc0640"_ba);
    QVERIFY(!odd);
    QCOMPARE(odd.error().code(), ErrorCode::InvalidInput);
}

void tst_Password::hashesWithBcrypt_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<QString>("hash");

    QTest::newRow("one letter")
        << u"a"_s << "a3612d8c9a37dac2f99d94da03bd4521"_ba
        << u"$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"_s;
    QTest::newRow("empty") << u""_s << "144b3d691a7b4ecf39cf735c7fa7a79c"_ba
                           << u"$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s."_s;
}

void tst_Password::hashesWithBcrypt()
{
    QFETCH(QString, password);
    QFETCH(QByteArray, salt);
    QFETCH(QString, hash);

    const Result<std::string> made = crypto::bcryptHash(password.toStdString(), bytesOf(salt), 6);

    QVERIFY(made.has_value());
    QCOMPARE(QString::fromStdString(*made), hash);
}

void tst_Password::refusesWhatBcryptCannotHash()
{
    const std::string salt(16, 'x');

    const Result<std::string> longOne = crypto::bcryptHash(std::string(73, 'a'), salt);
    const Result<std::string> salted = crypto::bcryptHash("a", "short");

    QVERIFY(!longOne && !salted);
    QCOMPARE(longOne.error().message(), "bcrypt: password length exceeds 72 bytes");
    QCOMPARE(salted.error().code(), ErrorCode::InvalidInput);
}

void tst_Password::encryptsWithAes()
{
    const std::string key =
        bytesOf("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
    const std::string vector = bytesOf("000102030405060708090a0b0c0d0e0f");
    const std::string plain = bytesOf("6bc1bee22e409f96e93d7e117393172a");

    const Result<std::string> encrypted = crypto::encryptAesCbc(key, vector, plain);

    QVERIFY(encrypted.has_value());
    QCOMPARE(hexadecimal(*encrypted), "f58c4c04d6e5f1ba779eabfb5f7bfbd6"_ba);
    QCOMPARE(crypto::decryptAesCbc(key, vector, *encrypted).value(), plain);
}

void tst_Password::refusesBlocksThatAreNotWhole()
{
    const std::string key(32, 'k');
    const std::string vector(16, 'v');

    QVERIFY(!crypto::encryptAesCbc(key, vector, "short"));
    QVERIFY(!crypto::decryptAesCbc(key, "v", std::string(16, 'x')));
    QVERIFY(!crypto::decryptAesCbc("k", vector, std::string(16, 'x')));
}

void tst_Password::digestsBytes()
{
    QCOMPARE(crypto::sha1Hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    QCOMPARE(
        crypto::sha512Hex("abc"),
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c"
        "23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

QTEST_APPLESS_MAIN(tst_Password)
#include "tst_password.moc"
