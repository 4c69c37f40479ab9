// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/contentdigest.h"
#include "core/source/download.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/scriptserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace plumb::source;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

/// Bytes of which no two parts are alike.
std::string content()
{
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += std::to_string(i) + ',';
    return text;
}

/// A web server with one file, and a cache to download to.
class Fixture
{
public:
    Fixture()
    {
        QFile file(m_folder.filePath(u"file"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray::fromStdString(content()));
        file.close();
        m_server.emplace(u"webserver.py"_s,
                         QStringList{m_folder.path(), u"--log"_s, m_folder.filePath(u"log"_s)});
    }

    std::string url(const std::string &path) const { return m_server->url(path); }

    Result<Downloaded> get(const Download &wanted, const Run &run = {})
    {
        http::Client client({.retry = {.attempts = 1}, .isCompressed = false});
        return download(client, m_cache, wanted, run);
    }

    QStringList log() const
    {
        QFile file(m_folder.filePath(u"log"_s));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    }

    QTemporaryDir m_folder;
    ContentCache m_cache{m_folder.filePath(u"cache"_s).toStdString(), 1u << 20};

private:
    std::optional<ScriptServer> m_server;
};

QString textOf(const Result<Downloaded> &result)
{
    return QString::fromStdString(result ? *result->bytes : result.error().toString());
}

} // namespace

class tst_Download : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void downloadsIntoTheCache();
    void continuesWhatBreaksOff_data();
    void continuesWhatBreaksOff();
    void continuesWhatAnEarlierProcessLeft();
    void beginsAgainWhenTheFileHasChanged();
    void givesUpWhenNothingGetsOn();
    void refusesAnotherDigest();
    void refusesWhatIsTooLarge();
    void saysWhatTheServerRefuses_data();
    void saysWhatTheServerRefuses();
    void reportsProgress();
    void stopsOnRequest();
};

void tst_Download::downloadsIntoTheCache()
{
    Fixture fixture;
    const std::string digest = crypto::contentDigest(content());

    const auto result = fixture.get({.url = fixture.url("/file"), .digest = digest});

    QCOMPARE(textOf(result), QString::fromStdString(content()));
    QCOMPARE(result->digest, digest);
    QCOMPARE(**fixture.m_cache.read(digest), content());
    QCOMPARE(fixture.log(), QStringList{u"GET /file 200 - -"_s});
}

void tst_Download::continuesWhatBreaksOff_data()
{
    QTest::addColumn<QByteArray>("digest");

    QTest::newRow("by digest") << QByteArray::fromStdString(crypto::contentDigest(content()));
    QTest::newRow("by validator") << ""_ba;
}

void tst_Download::continuesWhatBreaksOff()
{
    QFETCH(QByteArray, digest);
    Fixture fixture;

    const auto result =
        fixture.get({.url = fixture.url("/truncated/file"), .digest = digest.toStdString()});

    QCOMPARE(textOf(result), QString::fromStdString(content()));
    const QStringList log = fixture.log();
    QVERIFY(log.size() > 2);
    QCOMPARE(log[0], u"GET /truncated/file 200 - -"_s);
    QCOMPARE(log[1], u"GET /truncated/file 206 bytes="_s + QString::number(content().size() / 2)
                         + u"- -"_s);
}

void tst_Download::continuesWhatAnEarlierProcessLeft()
{
    Fixture fixture;
    const Download wanted{.url = fixture.url("/cut/file"),
                          .digest = crypto::contentDigest(content())};
    QVERIFY(!fixture.get(wanted));
    const auto first = fixture.log().size();

    QVERIFY(!fixture.get(wanted));

    QCOMPARE(fixture.log().at(first), u"GET /cut/file 206 bytes=200- -"_s);
}

void tst_Download::beginsAgainWhenTheFileHasChanged()
{
    Fixture fixture;
    QVERIFY(!fixture.get({.url = fixture.url("/cut/file")}));
    QFile file(fixture.m_folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("new");
    file.close();

    QCOMPARE(textOf(fixture.get({.url = fixture.url("/cut/file")})), u"new"_s);
}

void tst_Download::givesUpWhenNothingGetsOn()
{
    Fixture fixture;

    const auto result = fixture.get({.url = fixture.url("/plain/file?token=hidden")});
    const auto endless = fixture.get({.url = fixture.url("/cut/file?token=hidden")});

    QVERIFY(result);
    QVERIFY(!endless);
    QCOMPARE(endless.error().code(), ErrorCode::Unreachable);
    QCOMPARE(endless.error().toString(), "downloading " + fixture.url("/cut/file")
                                             + ": the download breaks off again and again");
}

void tst_Download::refusesAnotherDigest()
{
    Fixture fixture;
    const std::string wrong = crypto::contentDigest("something else");

    const auto result = fixture.get({.url = fixture.url("/file"), .digest = wrong});

    QVERIFY(!result);
    QCOMPARE(result.error().code(), ErrorCode::ArtifactFailed);
    QCOMPARE(result.error().toString(),
             "downloading " + fixture.url("/file") + ": what was downloaded has the digest "
                 + crypto::contentDigest(content()) + " instead of " + wrong);
    QVERIFY(!fixture.m_cache.read(wrong));
    QVERIFY(!fixture.m_cache.read(crypto::contentDigest(content())));
}

void tst_Download::refusesWhatIsTooLarge()
{
    Fixture fixture;

    const auto result = fixture.get({.url = fixture.url("/file"), .maximumSize = 1000});

    QVERIFY(!result);
    QCOMPARE(result.error().code(), ErrorCode::LimitExceeded);
}

void tst_Download::saysWhatTheServerRefuses_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("code");

    QTest::newRow("missing") << "/none"_ba << int(ErrorCode::NotFound);
    QTest::newRow("broken") << "/broken/file"_ba << int(ErrorCode::Unreachable);
}

void tst_Download::saysWhatTheServerRefuses()
{
    QFETCH(QByteArray, path);
    QFETCH(int, code);
    Fixture fixture;

    const auto result = fixture.get({.url = fixture.url(path.toStdString())});

    QVERIFY(!result);
    QCOMPARE(int(result.error().code()), code);
}

void tst_Download::reportsProgress()
{
    class Sink : public ProgressSink
    {
    public:
        void report(const Progress &progress) override
        {
            last = progress;
            ++count;
        }
        Progress last;
        int count = 0;
    } sink;
    Fixture fixture;

    QVERIFY(fixture.get({.url = fixture.url("/trickle/file")}, {.stop = {}, .progress = &sink}));

    QVERIFY(sink.count > 2);
    QCOMPARE(sink.last.done, int(content().size() / 1024));
    QCOMPARE(sink.last.total, int(content().size() / 1024));
    QCOMPARE(sink.last.subject, fixture.url("/trickle/file"));
}

void tst_Download::stopsOnRequest()
{
    Fixture fixture;
    std::stop_source source;
    class Stopper : public ProgressSink
    {
    public:
        explicit Stopper(std::stop_source &s)
            : stop(s)
        {
        }
        void report(const Progress &progress) override
        {
            if (progress.done > 0)
                stop.request_stop();
        }
        std::stop_source &stop;
    } sink(source);

    const auto result = fixture.get({.url = fixture.url("/trickle/file")},
                                    {.stop = source.get_token(), .progress = &sink});

    QVERIFY(!result);
    QCOMPARE(result.error().code(), ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(tst_Download)
#include "tst_download.moc"
