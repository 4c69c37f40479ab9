// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/certificate.h"

#include <QTest>

using namespace plumb;
using crypto::CertificateContent;
using crypto::KeyKind;
using crypto::KeyMaker;

class tst_Certificate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesEachKindOfKeyInItsUsualForm_data();
    void writesEachKindOfKeyInItsUsualForm();
    void makesTheSameOfTheSameSeed();
    void signsWithTheKeyOfTheAuthority();
    void saysWhatItIsToldTo();
    void refusesWhatIsNoKey();
    void knowsAddresses();
};

namespace {

constexpr std::int64_t year2024 = 1'704'067'200;

KeyMaker makerOf(char seed)
{
    return KeyMaker::create(std::string(32, seed)).value();
}

/// The bytes of the certificate.
QByteArray encoded(const std::string &pem)
{
    QByteArray text = QByteArray::fromStdString(pem);
    text.remove(0, text.indexOf('\n'));
    text.truncate(text.indexOf("-----END"));
    return QByteArray::fromBase64(text);
}

} // namespace

void tst_Certificate::writesEachKindOfKeyInItsUsualForm_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("label");

    QTest::newRow("RSA") << int(KeyKind::Rsa2048) << "RSA PRIVATE KEY";
    QTest::newRow("ECDSA") << int(KeyKind::EcdsaP256) << "EC PRIVATE KEY";
    QTest::newRow("Ed25519") << int(KeyKind::Ed25519) << "PRIVATE KEY";
}

void tst_Certificate::writesEachKindOfKeyInItsUsualForm()
{
    QFETCH(int, kind);
    QFETCH(QString, label);
    const KeyMaker maker = makerOf('a');

    const Result<std::string> key = maker.makeKey(static_cast<KeyKind>(kind));

    QVERIFY(key.has_value());
    QVERIFY(key->starts_with("-----BEGIN " + label.toStdString() + "-----\n"));
    QCOMPARE(maker.rewrittenKey(*key).value(), *key);
}

void tst_Certificate::makesTheSameOfTheSameSeed()
{
    const auto made = [](char seed) {
        const KeyMaker maker = makerOf(seed);
        const std::string key = maker.makeKey(KeyKind::Rsa2048).value();
        return key + maker.signSelf({.commonName = "a", .notAfter = year2024}, key).value();
    };

    QCOMPARE(made('a'), made('a'));
    QVERIFY(made('a') != made('b'));
}

void tst_Certificate::signsWithTheKeyOfTheAuthority()
{
    const KeyMaker maker = makerOf('c');
    const std::string authorityKey = maker.makeKey(KeyKind::EcdsaP256).value();
    const std::string authority =
        maker.signSelf({.commonName = "authority", .isAuthority = true}, authorityKey).value();
    const std::string key = maker.makeKey(KeyKind::Ed25519).value();

    const Result<std::string> certificate =
        maker.sign({.commonName = "server"}, key, authority, authorityKey);
    const Result<std::string> orphan = maker.sign({}, key, "nothing", authorityKey);

    QVERIFY(certificate.has_value() && crypto::requireCertificate(*certificate));
    QVERIFY(encoded(*certificate).contains("authority"));
    QVERIFY(encoded(*certificate).contains("server"));
    QVERIFY(!orphan);
    QCOMPARE(orphan.error().message(), "unable to decode certificate");
}

void tst_Certificate::saysWhatItIsToldTo()
{
    const KeyMaker maker = makerOf('d');
    const std::string key = maker.makeKey(KeyKind::EcdsaP256).value();

    const QByteArray certificate = encoded(maker
                                               .signSelf({.commonName = "näme",
                                                          .addresses = {"10.1.2.3", "::1"},
                                                          .hostNames = {"a.example", "*.b.example"},
                                                          .notBefore = year2024,
                                                          .notAfter = year2024 + 86400},
                                                         key)
                                               .value());

    QVERIFY(certificate.contains("n\xc3\xa4me"));
    QVERIFY(certificate.contains("a.example") && certificate.contains("*.b.example"));
    QVERIFY(certificate.contains(QByteArray::fromHex("87040a010203")));
    QVERIFY(certificate.contains(QByteArray::fromHex("871000000000000000000000000000000001")));
    QVERIFY(certificate.contains("240101000000Z") && certificate.contains("240102000000Z"));
}

void tst_Certificate::refusesWhatIsNoKey()
{
    const KeyMaker maker = makerOf('e');
    const Result<std::string> words = maker.rewrittenKey("words");
    const Result<std::string> broken =
        maker.rewrittenKey("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

    QVERIFY(!words && !broken && !KeyMaker::create("short seed"));
    QCOMPARE(words.error().message(), "no PEM data in input");
    QCOMPARE(broken.error().code(), ErrorCode::InvalidInput);
}

void tst_Certificate::knowsAddresses()
{
    QVERIFY(crypto::isAddress("10.0.0.1") && crypto::isAddress("fe80::1"));
    QVERIFY(!crypto::isAddress("10.0.0.256") && !crypto::isAddress("host")
            && !crypto::isAddress(""));
}

QTEST_APPLESS_MAIN(tst_Certificate)
#include "tst_certificate.moc"
