// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/remotecache.h"
#include "core/source/remotestore.h"
#include "tests/support/githttpserver.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/scratchrepository.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using source::RemoteOptions;
using source::RemoteStore;

namespace {

/// A bare repository that is called like what it is, with a branch, a tag, and a base in a folder.
class Remote
{
public:
    Remote()
    {
        m_source.write(u"base/kustomization.yaml"_s, "namespace: one\n");
        first = m_source.commit(u"one"_s);
        m_source.git({u"tag"_s, u"v1"_s});
        push(u"base/kustomization.yaml"_s, "namespace: two\n");
    }

    void push(const QString &path, const QByteArray &content)
    {
        m_source.write(path, content);
        m_source.commit(u"more"_s);
        m_source.git(
            {u"push"_s, u"-q"_s, u"--tags"_s, QString::fromStdString(m_bare.path()), u"main"_s});
    }

    std::string fileUrl(const std::string &rest) const { return "file://" + m_bare.path() + rest; }
    QString folder() const { return QDir(QString::fromStdString(m_bare.path())).absolutePath(); }

    QByteArray first;

private:
    ScratchRepository m_bare{ScratchRepository::Kind::Bare};
    ScratchRepository m_source;
};

/// The kustomization file behind an address, or the error's text.
QByteArray content(RemoteStore &store, const std::string &url)
{
    const auto folder = store.folder(url, {});
    if (!folder)
        return "error: " + QByteArray::fromStdString(folder.error().toString());
    const auto bytes = folder->tree->read(folder->directory.child("kustomization.yaml"));
    return bytes ? QByteArray::fromStdString(**bytes) : "no such file"_ba;
}

RemoteOptions options(const QTemporaryDir &cache)
{
    return {.cacheFolder = cache.path().toStdString(),
            .allowsLocal = true,
            .credentials = {.useAgent = false, .useHelpers = false},
            .http = {.retry = {.attempts = 1}}};
}

} // namespace

class tst_RemoteStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsBranchesTagsAndCommits();
    void saysWhichRevisionIsNotThere();
    void fetchesOnceAndAgainInTheNextStore();
    void servesFromTheCacheWithoutNetwork();
    void servesTheLastOneWhenTheServerIsGone();
    void readsNoFolderOfThisMachineForAFleet();
    void stopsOnRequest();
    void keepsFilesOfTheWeb();
    void forgetsWhatWasNotUsedForLong();
};

void tst_RemoteStore::findsBranchesTagsAndCommits()
{
    const Remote remote;
    const QTemporaryDir cache;
    RemoteStore store(options(cache));

    QCOMPARE(content(store, remote.fileUrl("//base")), "namespace: two\n"_ba);
    QCOMPARE(content(store, remote.fileUrl("//base?ref=main")), "namespace: two\n"_ba);
    QCOMPARE(content(store, remote.fileUrl("//base?ref=v1")), "namespace: one\n"_ba);
    QCOMPARE(content(store, remote.fileUrl("//base?ref=" + remote.first.toStdString())),
             "namespace: one\n"_ba);
}

void tst_RemoteStore::saysWhichRevisionIsNotThere()
{
    const Remote remote;
    const QTemporaryDir cache;
    RemoteStore store(options(cache));

    const auto missing = store.folder(remote.fileUrl("//base?ref=v9"), {});

    QVERIFY(!missing);
    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
    QVERIFY(missing.error().toString().contains("has neither a branch nor a tag 'v9'"));
}

void tst_RemoteStore::fetchesOnceAndAgainInTheNextStore()
{
    Remote remote;
    const QTemporaryDir cache;
    RemoteStore store(options(cache));
    QCOMPARE(content(store, remote.fileUrl("//base")), "namespace: two\n"_ba);
    remote.push(u"base/kustomization.yaml"_s, "namespace: three\n");

    QCOMPARE(content(store, remote.fileUrl("//base")), "namespace: two\n"_ba);
    RemoteStore next(options(cache));
    QCOMPARE(content(next, remote.fileUrl("//base")), "namespace: three\n"_ba);
}

void tst_RemoteStore::servesFromTheCacheWithoutNetwork()
{
    const Remote remote;
    const QTemporaryDir cache;
    const test::GitHttpServer server({QFileInfo(remote.folder()).path()});
    const std::string url =
        server.url('/' + QFileInfo(remote.folder()).fileName().toStdString() + "//base?ref=v1");
    RemoteStore online(options(cache));
    QCOMPARE(content(online, url), "namespace: one\n"_ba);
    RemoteOptions without = options(cache);
    without.isOffline = true;
    RemoteStore offline(without);

    QCOMPARE(content(offline, url), "namespace: one\n"_ba);
    const auto unknown = offline.folder("https://example.invalid/org/repository//base", {});
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code(), ErrorCode::Unreachable);
    QCOMPARE(QByteArray::fromStdString(unknown.error().description()),
             "fetching 'https://example.invalid/org/repository//base': "
             "'https://example.invalid/org/repository' is not in the cache (it was never fetched), "
             "and this build works offline; build once with the network, or keep a copy in the "
             "repository"_ba);
}

void tst_RemoteStore::servesTheLastOneWhenTheServerIsGone()
{
    const Remote remote;
    const QTemporaryDir cache;
    std::string url;
    {
        const test::GitHttpServer server({QFileInfo(remote.folder()).path()});
        url = server.url('/' + QFileInfo(remote.folder()).fileName().toStdString() + "//base");
        RemoteStore store(options(cache));
        QCOMPARE(content(store, url), "namespace: two\n"_ba);
    }
    RemoteStore store(options(cache));

    QCOMPARE(content(store, url), "namespace: two\n"_ba);
}

void tst_RemoteStore::readsNoFolderOfThisMachineForAFleet()
{
    const Remote remote;
    const QTemporaryDir cache;
    RemoteOptions strict = options(cache);
    strict.allowsLocal = false;
    RemoteStore store(strict);

    const auto refused = store.folder(remote.fileUrl("//base"), {});

    QVERIFY(!refused);
    QCOMPARE(refused.error().code(), ErrorCode::InvalidInput);
}

void tst_RemoteStore::stopsOnRequest()
{
    const Remote remote;
    const QTemporaryDir cache;
    RemoteStore store(options(cache));
    std::stop_source stopped;
    stopped.request_stop();

    const auto file = store.file("http://127.0.0.1:9/a.yaml", {.stop = stopped.get_token()});

    QVERIFY(!file);
    QCOMPARE(file.error().code(), ErrorCode::Cancelled);
}

void tst_RemoteStore::keepsFilesOfTheWeb()
{
    const test::LoopbackServer server([](test::LoopbackPeer &peer) {
        while (true) {
            const std::string request = peer.readRequest();
            if (request.empty())
                return;
            if (request.starts_with("GET /moved"))
                peer.respond(302, "Location: /a.yaml\r\n", "");
            else
                peer.respond(request.starts_with("GET /a.yaml") ? 200 : 404, "", "a: 1\n");
        }
    });
    const QTemporaryDir cache;
    RemoteStore store(options(cache));

    const auto file = store.file(server.url() + "/moved", {});
    const auto missing = store.file(server.url() + "/gone", {});

    QVERIFY2(file, file ? "" : file.error().toString().c_str());
    QCOMPARE(**file, "a: 1\n");
    QVERIFY(!missing);
    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
    RemoteOptions without = options(cache);
    without.isOffline = true;
    RemoteStore offline(without);
    QCOMPARE(**offline.file(server.url() + "/moved", {}), "a: 1\n");
}

void tst_RemoteStore::forgetsWhatWasNotUsedForLong()
{
    const QTemporaryDir cache;
    const auto keep = [&cache](const QString &name, int days) {
        QFile file(cache.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(1000, 'x'));
        file.flush();
        file.setFileTime(QDateTime::currentDateTime().addDays(-days),
                         QFileDevice::FileModificationTime);
    };
    keep(u"today"_s, 0);
    keep(u"old"_s, 3);
    keep(u"older"_s, 9);

    source::shrinkCache(cache.path().toStdString(), 2500);
    QCOMPARE(QDir(cache.path()).entryList(QDir::Files), QStringList({u"old"_s, u"today"_s}));
    source::shrinkCache(cache.path().toStdString(), 1);
    QCOMPARE(QDir(cache.path()).entryList(QDir::Files), QStringList({u"today"_s}));
}

QTEST_GUILESS_MAIN(tst_RemoteStore)
#include "tst_remotestore.moc"
