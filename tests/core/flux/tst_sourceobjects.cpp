// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/sourceobjects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::flux;
using namespace Qt::StringLiterals;

class tst_SourceObjects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsOneRepositoryByManyUrls_data();
    void knowsOneRepositoryByManyUrls();
    void ordersWhatARevisionFollows();
};

void tst_SourceObjects::knowsOneRepositoryByManyUrls_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("isSame");
    const QByteArray https = "https://github.com/Org/fleet";
    QTest::newRow("ssh") << https << "ssh://git@github.com/org/fleet"_ba << true;
    QTest::newRow("scp") << https << "git@github.com:org/fleet.git"_ba << true;
    QTest::newRow("suffix and slash") << https << "https://github.com/org/fleet.git/"_ba << true;
    QTest::newRow("port") << "ssh://git@host:22/a/b"_ba << "https://host/a/b"_ba << true;
    QTest::newRow("other name") << https << "https://github.com/org/fleet2"_ba << false;
    QTest::newRow("other host") << https << "https://gitlab.com/org/fleet"_ba << false;
    QTest::newRow("unknown") << ""_ba << ""_ba << false;
}

void tst_SourceObjects::knowsOneRepositoryByManyUrls()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, isSame);

    QCOMPARE(isSameRepository(a.toStdString(), b.toStdString()), isSame);
}

void tst_SourceObjects::ordersWhatARevisionFollows()
{
    QCOMPARE((SourceRevision{.branch = "main", .semver = "1.x"}.text()), "1.x");
    QVERIFY((SourceRevision{.branch = "main", .semver = "1.x"}.isRange()));
    QCOMPARE((SourceRevision{.branch = "main", .tag = "v1"}.field()), "tag");
    QCOMPARE((SourceRevision{.tag = "v1", .digest = "sha256:1"}.text()), "sha256:1");
    QCOMPARE(SourceRevision().text(), "");
}

QTEST_APPLESS_MAIN(tst_SourceObjects)
#include "tst_sourceobjects.moc"
