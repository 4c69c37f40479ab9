// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/url.h"

#include <QTest>

using namespace plumb;
using namespace plumb::http;
using namespace Qt::StringLiterals;

namespace {

QByteArray text(const Result<Url> &url)
{
    return QByteArray::fromStdString(url ? url->toString() : url.error().toString());
}

} // namespace

class tst_Url : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAUrlApart();
    void refusesWhatIsNoUrl_data();
    void refusesWhatIsNoUrl();
    void resolvesReferences_data();
    void resolvesReferences();
    void knowsItsOrigin();
    void knowsThisMachine();
    void encodesAndDecodes();
};

void tst_Url::takesAUrlApart()
{
    const Result<Url> url = Url::parse("HTTPS://me:p%40ss@Example.COM:8443/a b/c?q=1&r=<2>#part");

    QVERIFY(url);
    QCOMPARE(url->scheme, "https");
    QCOMPARE(url->user, "me:p%40ss");
    QCOMPARE(url->authority, "example.com:8443");
    QCOMPARE(url->host(), "example.com");
    QCOMPARE(url->port(), "8443");
    QCOMPARE(url->path, "/a%20b/c");
    QCOMPARE(url->query, "?q=1&r=%3C2%3E");
    QCOMPARE(url->toString(), "https://example.com:8443/a%20b/c?q=1&r=%3C2%3E");
    QCOMPARE(url->shown(), "https://example.com:8443/a%20b/c");
}

void tst_Url::refusesWhatIsNoUrl_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("a path") << "/charts"_ba;
    QTest::newRow("no host") << "https:///charts"_ba;
    QTest::newRow("a port alone") << "https://:80/"_ba;
    QTest::newRow("a space in the host") << "https://exa mple.com/"_ba;
    QTest::newRow("a line break") << "https://example.com/a\r\nHost: other"_ba;
    QTest::newRow("a scheme that is none") << "ht tp://example.com/"_ba;
}

void tst_Url::refusesWhatIsNoUrl()
{
    QFETCH(QByteArray, text);

    const Result<Url> url = Url::parse(text.toStdString());

    QVERIFY(!url);
    QCOMPARE(url.error().code(), ErrorCode::InvalidInput);
}

void tst_Url::resolvesReferences_data()
{
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("a file") << "g.tgz"_ba << "https://h/a/b/g.tgz"_ba;
    QTest::newRow("a folder") << "g/"_ba << "https://h/a/b/g/"_ba;
    QTest::newRow("the folder itself") << "./"_ba << "https://h/a/b/"_ba;
    QTest::newRow("above") << "../g"_ba << "https://h/a/g"_ba;
    QTest::newRow("above the root") << "../../../g"_ba << "https://h/g"_ba;
    QTest::newRow("from the root") << "/g?x=1"_ba << "https://h/g?x=1"_ba;
    QTest::newRow("another query") << "?y"_ba << "https://h/a/b/c?y"_ba;
    QTest::newRow("nothing") << ""_ba << "https://h/a/b/c?q"_ba;
    QTest::newRow("another host") << "//other/x"_ba << "https://other/x"_ba;
    QTest::newRow("another URL") << "http://other:81/x"_ba << "http://other:81/x"_ba;
    QTest::newRow("a fragment") << "g#part"_ba << "https://h/a/b/g"_ba;
    QTest::newRow("a space") << "my chart.tgz"_ba << "https://h/a/b/my%20chart.tgz"_ba;
    QTest::newRow("a line break") << "g\nh"_ba << "not a URL: 'g%0Ah'"_ba;
}

void tst_Url::resolvesReferences()
{
    QFETCH(QByteArray, reference);
    QFETCH(QByteArray, expected);
    const Result<Url> base = Url::parse("https://h/a/b/c?q");
    QVERIFY(base);

    QCOMPARE(text(base->resolve(reference.toStdString())), expected);
}

void tst_Url::knowsItsOrigin()
{
    const Result<Url> url = Url::parse("https://example.com/a");
    QVERIFY(url);

    QVERIFY(url->isSameOrigin(*Url::parse("https://EXAMPLE.com:443/b?c")));
    QVERIFY(!url->isSameOrigin(*Url::parse("http://example.com/a")));
    QVERIFY(!url->isSameOrigin(*Url::parse("https://example.com:8443/a")));
    QVERIFY(!url->isSameOrigin(*Url::parse("https://www.example.com/a")));
}

void tst_Url::knowsThisMachine()
{
    QVERIFY(Url::parse("http://localhost:5000/")->isLoopback());
    QVERIFY(Url::parse("http://127.0.0.1/")->isLoopback());
    QVERIFY(Url::parse("http://[::1]:5000/")->isLoopback());
    QVERIFY(!Url::parse("http://127.example.com/")->isLoopback());
    QVERIFY(!Url::parse("http://10.0.0.1/")->isLoopback());
}

void tst_Url::encodesAndDecodes()
{
    QCOMPARE(percentEncode("a b/c:d-e_f.g~h"), "a%20b%2Fc%3Ad-e_f.g~h");
    QCOMPARE(percentDecode("a%20b%2fc%zz%4"), "a b/c%zz%4");
}

QTEST_APPLESS_MAIN(tst_Url)
#include "tst_url.moc"
