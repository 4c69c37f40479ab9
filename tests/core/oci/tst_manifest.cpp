// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/oci/manifest.h"

#include <QTest>

using namespace plumb;
using namespace plumb::oci;
using namespace Qt::StringLiterals;

namespace {

std::string digest(char c)
{
    return "sha256:" + std::string(64, c);
}

std::string descriptor(char c, const std::string &more = "")
{
    return R"({"mediaType":"t","digest":")" + digest(c) + R"(","size":12)" + more + "}";
}

} // namespace

class tst_Manifest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnImage();
    void readsAnIndex();
    void refusesWhatIsNoManifest_data();
    void refusesWhatIsNoManifest();
};

void tst_Manifest::readsAnImage()
{
    const auto manifest = Manifest::parse(
        R"({"schemaVersion":2,"config":)" + descriptor('a') + R"(,"layers":[)" + descriptor('b')
        + ',' + descriptor('c')
        + R"(],"annotations":{"org.opencontainers.image.revision":"main@sha1:1"}})");

    QVERIFY(manifest);
    QVERIFY(!manifest->isIndex);
    QCOMPARE(manifest->config.digest, digest('a'));
    QCOMPARE(manifest->config.size, std::uint64_t(12));
    QCOMPARE(manifest->layers.size(), std::size_t(2));
    QCOMPARE(manifest->layers[1].digest, digest('c'));
    QCOMPARE(manifest->annotations.at("org.opencontainers.image.revision"), "main@sha1:1");
}

void tst_Manifest::readsAnIndex()
{
    const auto manifest = Manifest::parse(
        R"({"schemaVersion":2,"manifests":[)"
        + descriptor('a', R"(,"platform":{"os":"linux","architecture":"arm64"})") + "]}");

    QVERIFY(manifest);
    QVERIFY(manifest->isIndex);
    QCOMPARE(manifest->manifests[0].os + '/' + manifest->manifests[0].architecture, "linux/arm64");
}

void tst_Manifest::refusesWhatIsNoManifest_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");

    const int failed = int(ErrorCode::ArtifactFailed);
    QTest::newRow("nothing") << ""_ba << failed;
    QTest::newRow("a list") << "[]"_ba << failed;
    QTest::newRow("no layers") << R"({"schemaVersion":2})"_ba << failed;
    QTest::newRow("no digest") << R"({"layers":[{"size":1}]})"_ba << failed;
    QTest::newRow("a path for a digest")
        << R"({"layers":[{"size":1,"digest":"sha256:../../etc"}]})"_ba << failed;
    QTest::newRow("no size") << QByteArray::fromStdString(R"({"layers":[{"digest":")" + digest('a')
                                                          + R"("}]})")
                             << failed;
    QTest::newRow("a size below zero") << QByteArray::fromStdString(
        R"({"layers":[{"size":-1,"digest":")" + digest('a') + R"("}]})")
                                       << failed;
    QTest::newRow("Docker's old kind")
        << R"({"schemaVersion":1,"fsLayers":[]})"_ba << int(ErrorCode::Unsupported);
}

void tst_Manifest::refusesWhatIsNoManifest()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);

    const auto manifest = Manifest::parse(text.toStdString());

    QVERIFY(!manifest);
    QCOMPARE(int(manifest.error().code()), code);
}

QTEST_APPLESS_MAIN(tst_Manifest)
#include "tst_manifest.moc"
