// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/remoteurl.h"

#include <QTest>

using namespace plumb::kustomize;
using namespace Qt::StringLiterals;

class tst_RemoteUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsUrls_data();
    void splitsUrls();
    void takesOtherTextsForPaths_data();
    void takesOtherTextsForPaths();
};

void tst_RemoteUrl::splitsUrls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("parts"); // what is cloned, folder, ref

    QTest::newRow("two slashes") << "https://github.com/org/repo//deep/folder?ref=v1"_ba
                                 << "https://github.com/org/repo deep/folder v1"_ba;
    QTest::newRow("two segments") << "github.com/org/repo/folder"_ba
                                  << "https://github.com/org/repo folder "_ba;
    QTest::newRow("git suffix") << "https://example.org/group/sub/repo.git/folder"_ba
                                << "https://example.org/group/sub/repo.git folder "_ba;
    QTest::newRow("secure copy") << "git@github.com:org/repo.git?ref=main"_ba
                                 << "git@github.com:org/repo.git  main"_ba;
    QTest::newRow("ssh") << "ssh://git@example.org/org/repo.git"_ba
                         << "ssh://git@example.org/org/repo.git  "_ba;
    QTest::newRow("azure") << "https://dev.azure.com/org/project/_git/repo/folder"_ba
                           << "https://dev.azure.com/org/project/_git/repo folder "_ba;
    QTest::newRow("version") << "https://example.org/org/repo?version=2"_ba
                             << "https://example.org/org/repo  2"_ba;
}

void tst_RemoteUrl::splitsUrls()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, parts);

    const auto remote = RemoteUrl::parse(url.toStdString());

    QVERIFY(remote);
    QCOMPARE(
        QByteArray::fromStdString(remote->cloneUrl() + ' ' + remote->directory + ' ' + remote->ref),
        parts);
}

void tst_RemoteUrl::takesOtherTextsForPaths_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("relative") << "../base"_ba;
    QTest::newRow("absolute") << "/srv/base"_ba;
    QTest::newRow("file") << "deployment.yaml"_ba;
    QTest::newRow("host alone") << "https://example.org"_ba;
    QTest::newRow("climbs out") << "https://example.org/org/repo//../secret"_ba;
}

void tst_RemoteUrl::takesOtherTextsForPaths()
{
    QFETCH(QByteArray, text);

    QVERIFY(!RemoteUrl::parse(text.toStdString()));
}

QTEST_APPLESS_MAIN(tst_RemoteUrl)
#include "tst_remoteurl.moc"
