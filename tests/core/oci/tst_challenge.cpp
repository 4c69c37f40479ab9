// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/oci/challenge.h"

#include <QTest>

using namespace plumb;
using namespace plumb::oci;
using namespace Qt::StringLiterals;

namespace {

QByteArray written(const std::vector<Challenge> &challenges)
{
    std::string text;
    for (const Challenge &challenge : challenges) {
        text += '[' + challenge.scheme;
        for (const auto &[name, value] : challenge.parameters)
            text += ' ' + name + '=' + value;
        text += ']';
    }
    return QByteArray::fromStdString(text);
}

} // namespace

class tst_Challenge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHeaders_data();
    void readsHeaders();
    void readsAllHeadersOfAResponse();
};

void tst_Challenge::readsHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("nothing") << ""_ba << ""_ba;
    QTest::newRow("basic") << "Basic realm=\"charts\""_ba << "[basic realm=charts]"_ba;
    QTest::newRow("bearer")
        << R"(Bearer realm="https://h/token",service="h",scope="repository:a/b:pull,push")"_ba
        << "[bearer realm=https://h/token scope=repository:a/b:pull,push service=h]"_ba;
    QTest::newRow("spaces and case") << "BEARER  Realm = x , Service=y"_ba
                                     << "[bearer realm=x service=y]"_ba;
    QTest::newRow("two") << "Negotiate, Basic realm=a"_ba << "[negotiate][basic realm=a]"_ba;
    QTest::newRow("escapes") << R"(Basic realm="a\"b\\c")"_ba << R"([basic realm=a"b\c])"_ba;
    QTest::newRow("no end") << "Basic realm=\"a"_ba << "[basic realm=a]"_ba;
    QTest::newRow("a parameter of nobody") << "realm=a"_ba << ""_ba;
    QTest::newRow("rubbish") << "=\"\",,"_ba << ""_ba;
}

void tst_Challenge::readsHeaders()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, expected);

    QCOMPARE(written(readChallenges(header.toStdString())), expected);
}

void tst_Challenge::readsAllHeadersOfAResponse()
{
    const auto challenges = challengesOf({.status = 401,
                                          .headers = {{"WWW-Authenticate", "Basic realm=a"},
                                                      {"Server", "x"},
                                                      {"www-authenticate", "Bearer realm=b"}}});

    QCOMPARE(written(challenges), "[basic realm=a][bearer realm=b]"_ba);
}

QTEST_APPLESS_MAIN(tst_Challenge)
#include "tst_challenge.moc"
