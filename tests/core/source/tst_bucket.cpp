// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/contentdigest.h"
#include "core/source/bucket.h"
#include "core/source/sourcestore.h"
#include "tests/core/source/ociimage.h"
#include "tests/support/loopbackserver.h"

#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace plumb;
using namespace plumb::source;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

std::string pageOf(const std::vector<std::pair<std::string, std::string>> &objects,
                   const std::string &next = "")
{
    std::string xml = R"(<?xml version="1.0"?><ListBucketResult xmlns="x"><Name>fleet</Name>)";
    for (const auto &[key, tag] : objects)
        xml += "<Contents><Key>" + key + "</Key><ETag>&quot;" + tag
               + "&quot;</ETag><Size>1</Size></Contents>";
    if (!next.empty())
        xml += "<IsTruncated>true</IsTruncated><NextContinuationToken>" + next
               + "</NextContinuationToken>";
    return xml + "</ListBucketResult>";
}

/// A store with one bucket, listed in two pages, that denies whoever does not sign.
class Store
{
public:
    Store()
        : m_server([this](LoopbackPeer &peer) { serve(peer); })
    {
    }

    flux::Source source(const std::string &spec = "") const
    {
        return sourceOf("Bucket", "bucketName: fleet, insecure: true, endpoint: '"
                                      + m_server.url().substr(7) + "', secretRef: {name: login}"
                                      + spec);
    }
    std::unique_ptr<SourceStore> store(Network network = Network::On) const
    {
        return std::make_unique<SourceStore>(
            SourceStoreOptions{.cacheFolder = m_cache.path().toStdString(),
                               .network = network,
                               .http = {.retry = {.attempts = 1}},
                               .now = [] { return std::chrono::sys_seconds(); }});
    }
    QStringList takeLog()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_log, {});
    }

private:
    void serve(LoopbackPeer &peer)
    {
        for (std::string request; !(request = peer.readRequest()).empty();) {
            const std::string path = request.substr(4, request.find(" HTTP/1.1") - 4);
            {
                const std::lock_guard lock(m_mutex);
                m_log.append(QString::fromStdString(path));
            }
            if (!request.contains("Credential=me/19700101/us-east-1/s3/aws4_request"))
                peer.respond(403, "", "<Error/>");
            else if (path.contains("continuation-token=a%2Fb"))
                peer.respond(200, "", pageOf({{"deploy/b+%26.yaml", "2"}, {"skipped.txt", "9"}}));
            else if (path.contains("list-type=2"))
                peer.respond(200, "",
                             pageOf({{"web/", "0"},
                                     {"web/Chart.yaml", "3"},
                                     {"web-1.tgz", "4"},
                                     {"deploy/a.yaml", "1"}},
                                    "a/b"));
            else if (path == "/fleet/web-1.tgz")
                peer.respond(200, "", chartArchive("1.0.0"));
            else
                peer.respond(200, "", "path: " + path + '\n');
        }
    }

    QTemporaryDir m_cache;
    std::mutex m_mutex;
    QStringList m_log;
    LoopbackServer m_server;
};

const std::vector<Object> login{
    objectOf("apiVersion: v1\nkind: Secret\nmetadata: {name: login, namespace: flux-system}\n"
             "stringData: {accesskey: me, secretkey: hunter2}\n")};

QByteArray textOf(const Result<FetchedArtifact> &artifact, const std::string &path)
{
    if (!artifact)
        return QByteArray::fromStdString(artifact.error().toString());
    const auto bytes = artifact->files->read(*files::TreePath::parse(path));
    return bytes ? QByteArray::fromStdString(**bytes) : "no such file"_ba;
}

} // namespace

class tst_Bucket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAsAmazonDocumentsIt();
    void readsPagesOfAList();
    void refusesWhatIsNoPage();
    void getsTheObjectsOfABucket();
    void fetchesAgainOnlyWhatHasChanged();
    void getsChartsOfABucket();
    void saysThatTheStoreWantsCredentials();
    void saysWhichProvidersItDoesNotKnow();
};

void tst_Bucket::signsAsAmazonDocumentsIt()
{
    // "GET Bucket (List Objects)" of Amazon's examples of signature calculations.
    const auto url =
        http::Url::parse("https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J");
    QVERIFY(url);
    const std::chrono::sys_seconds day =
        std::chrono::sys_days(std::chrono::year(2013) / std::chrono::May / std::chrono::day(24));

    const auto headers = signedHeaders(
        *url, {.id = "AKIAIOSFODNN7EXAMPLE", .secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"},
        day);

    QCOMPARE(headers[1].second, "20130524T000000Z");
    QCOMPARE(headers[2].second,
             "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
             "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
             "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

void tst_Bucket::readsPagesOfAList()
{
    const auto page = readBucketPage(pageOf({{"a+b%2Fc%0A", "x"}, {"d", "y"}}, "1/2="));

    QVERIFY(page);
    QCOMPARE(page->objects, (std::vector<BucketObject>{{.key = "d", .tag = "y"}}));
    QCOMPARE(page->next, "1/2=");
    QCOMPARE(readBucketPage(pageOf({{"a+b%2Fc", "x"}}))->objects.front().key, "a b/c");
}

void tst_Bucket::refusesWhatIsNoPage()
{
    const auto page = readBucketPage("<html>Log in</html>");

    QVERIFY(!page);
    QCOMPARE(page.error().code(), ErrorCode::ArtifactFailed);
}

void tst_Bucket::getsTheObjectsOfABucket()
{
    const Store store;

    const auto artifact = store.store()->artifact(store.source(", ignore: '*.txt'"), login, {});

    QCOMPARE(textOf(artifact, "deploy/a.yaml"), "path: /fleet/deploy/a.yaml\n"_ba);
    QCOMPARE(textOf(artifact, "deploy/b &.yaml"), "path: /fleet/deploy/b%20%26.yaml\n"_ba);
    QCOMPARE(textOf(artifact, "skipped.txt"), "no such file"_ba);
    QCOMPARE(artifact->revision,
             crypto::contentDigest("deploy/a.yaml 1\ndeploy/b &.yaml 2\nweb-1.tgz 4\n"
                                   "web/Chart.yaml 3\n"));
}

void tst_Bucket::fetchesAgainOnlyWhatHasChanged()
{
    Store store;
    QVERIFY(store.store()->artifact(store.source(), login, {}));
    store.takeLog();

    const auto again = store.store()->artifact(store.source(), login, {});
    const QStringList asked = store.takeLog();
    const auto offline = store.store(Network::Off)->artifact(store.source(), login, {});

    QVERIFY(again && offline);
    QCOMPARE(
        asked,
        (QStringList{u"/fleet?encoding-type=url&list-type=2&prefix="_s,
                     u"/fleet?continuation-token=a%2Fb&encoding-type=url&list-type=2&prefix="_s}));
    QCOMPARE(offline->revision, again->revision);
    QCOMPARE(store.takeLog(), QStringList());
}

void tst_Bucket::getsChartsOfABucket()
{
    const Store store;
    const auto get = [&](const std::string &path) {
        return store.store()->chart({.source = store.source(), .chart = path, .credentials = login},
                                    {});
    };

    const auto packed = get("./web-1.tgz");
    const auto folder = get("web");
    const auto missing = get("none");

    QVERIFY(packed && folder && !missing);
    QCOMPARE(*packed->archive, chartArchive("1.0.0"));
    QVERIFY(!folder->archive);
    QCOMPARE(folder->folder.text(), "web");
    QVERIFY(folder->tree->read(folder->folder.child("Chart.yaml")));
    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
}

void tst_Bucket::saysThatTheStoreWantsCredentials()
{
    const Store store;

    const auto artifact = store.store()->artifact(store.source(), {}, {});

    QVERIFY(!artifact);
    QCOMPARE(artifact.error().code(), ErrorCode::Unauthorized);
    QVERIFY(artifact.error().toString().ends_with(
        "git does not have the Secret 'login' of the source in clear"));
}

void tst_Bucket::saysWhichProvidersItDoesNotKnow()
{
    const Store store;

    const auto artifact = store.store()->artifact(store.source(", provider: azure"), login, {});

    QVERIFY(!artifact);
    QCOMPARE(artifact.error().code(), ErrorCode::Unsupported);
}

QTEST_APPLESS_MAIN(tst_Bucket)
#include "tst_bucket.moc"
