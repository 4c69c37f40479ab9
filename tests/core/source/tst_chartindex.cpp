// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/chartindex.h"

#include <QTest>

using namespace plumb;
using namespace plumb::source;
using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view indexText = R"(apiVersion: v1
generated: 2021-03-01T10:00:00Z
serverInfo: {}
entries:
  web:
    - {name: web, version: 1.9.0, urls: [web-1.9.0.tgz], created: "2021-01-01T10:00:00Z"}
    - name: web
      version: 1.10.0+one
      created: "2021-02-01T12:00:00.5+02:00"
      urls: [one.tgz]
    - name: web
      version: 1.10.0+two
      created: 2021-02-01T10:00:01Z
      urls: [two.tgz, mirror.tgz]
      digest: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
      appVersion: 3.4
      deprecated: true
      unheard-of: [1, 2]
    - {name: web, version: 2.0.0-rc.1, urls: [rc.tgz]}
    -
    - {name: web, version: not a version, urls: [x.tgz]}
    - {version: 9.0.0, urls: [nameless.tgz]}
    - {name: ../web, version: 9.0.0, urls: [x.tgz]}
    - {name: web, version: "1.2", urls: [short.tgz]}
  empty: []
)";

QByteArray found(const std::string &chart, const std::string &version)
{
    const auto parsed = ChartIndex::parse(indexText, "index.yaml");
    if (!parsed)
        return QByteArray::fromStdString(parsed.error().toString());
    const auto entry = parsed->find(chart, version);
    return QByteArray::fromStdString(entry ? (*entry)->version + ' ' + (*entry)->url
                                           : entry.error().toString());
}

} // namespace

class tst_ChartIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsAVersion_data();
    void findsAVersion();
    void readsWhatAnEntrySays();
    void listsVersionsTheHighestFirst();
    void readsJson();
    void refusesWhatIsNoIndex_data();
    void refusesWhatIsNoIndex();
};

void tst_ChartIndex::findsAVersion_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("any release, of equal ones the youngest") << "*"_ba << "1.10.0+two two.tgz"_ba;
    QTest::newRow("nothing said") << ""_ba << "1.10.0+two two.tgz"_ba;
    QTest::newRow("as it is spelled") << "1.10.0+one"_ba << "1.10.0+one one.tgz"_ba;
    QTest::newRow("without metadata") << "1.10.0"_ba << "1.10.0+two two.tgz"_ba;
    QTest::newRow("with a v") << "v1.9.0"_ba << "1.9.0 web-1.9.0.tgz"_ba;
    QTest::newRow("a range") << "<1.10"_ba << "1.9.0 web-1.9.0.tgz"_ba;
    QTest::newRow("a pre-release") << ">1.0.0-0"_ba << "2.0.0-rc.1 rc.tgz"_ba;
    QTest::newRow("two numbers, to the letter") << "1.2"_ba << "1.2 short.tgz"_ba;
    QTest::newRow("two numbers are no version of a range")
        << "~1.2.0"_ba
        << "no version of the chart 'web' matches '~1.2.0'; the newest are 2.0.0-rc.1, 1.10.0+two "
           "and 1.10.0+one"_ba;
}

void tst_ChartIndex::findsAVersion()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, expected);

    QCOMPARE(found("web", version.toStdString()), expected);
}

void tst_ChartIndex::readsWhatAnEntrySays()
{
    const auto parsed = ChartIndex::parse(indexText, "index.yaml");
    QVERIFY(parsed);

    const auto entry = parsed->find("web", "1.10.0+two");

    QVERIFY(entry);
    QCOMPARE((*entry)->digest,
             "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    QCOMPARE((*entry)->appVersion, "3.4");
    QVERIFY((*entry)->isDeprecated);
    QCOMPARE((*entry)->created, std::int64_t(1612173601) * 1'000'000'000);
}

void tst_ChartIndex::listsVersionsTheHighestFirst()
{
    const auto parsed = ChartIndex::parse(indexText, "index.yaml");
    QVERIFY(parsed);

    QStringList versions;
    for (const ChartVersion &version : *parsed->versions("web"))
        versions += QString::fromStdString(version.version);

    QCOMPARE(versions.join(u' '), u"2.0.0-rc.1 1.10.0+two 1.10.0+one 1.9.0 1.2"_s);
    QVERIFY(parsed->versions("empty")->empty());
    QCOMPARE(parsed->versions("none"), nullptr);
    QCOMPARE(found("none", "*"), "the repository has no chart 'none'"_ba);
    QCOMPARE(found("empty", "*"),
             "no version of the chart 'empty' matches '*'; it has no version at all"_ba);
}

void tst_ChartIndex::readsJson()
{
    const auto parsed = ChartIndex::parse(
        R"({"apiVersion":"v1","entries":{"web":[{"name":"web","version":"1.0.0","urls":["a"]}]}})",
        "index.yaml");

    QVERIFY(parsed);
    QCOMPARE(parsed->versions("web")->front().url, "a");
}

void tst_ChartIndex::refusesWhatIsNoIndex_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");

    QTest::newRow("nothing") << ""_ba << int(ErrorCode::ArtifactFailed);
    QTest::newRow("a page") << "<html>Log in</html>"_ba << int(ErrorCode::ArtifactFailed);
    QTest::newRow("no apiVersion") << "entries: {}\n"_ba << int(ErrorCode::ArtifactFailed);
    QTest::newRow("broken YAML") << "apiVersion: [v1\n"_ba << int(ErrorCode::InvalidInput);
    QTest::newRow("a chart twice")
        << "apiVersion: v1\nentries:\n  a: []\n  a: []\n"_ba << int(ErrorCode::InvalidInput);
    QTest::newRow("depth") << "apiVersion: v1\nentries: "_ba + QByteArray(200, '[')
                                  + QByteArray(200, ']')
                           << int(ErrorCode::LimitExceeded);
}

void tst_ChartIndex::refusesWhatIsNoIndex()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);

    const auto parsed = ChartIndex::parse(text.toStdString(), "index.yaml");

    QVERIFY(!parsed);
    QCOMPARE(int(parsed.error().code()), code);
    QVERIFY2(parsed.error().toString().contains("index.yaml"), parsed.error().toString().c_str());
}

QTEST_APPLESS_MAIN(tst_ChartIndex)
#include "tst_chartindex.moc"
