// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/settings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_Settings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsTheNewestFleetFirstAndOnce();
    void keepsTwelveFleetsAtMost();
    void remembersEverythingAcrossStarts();
    void tellsClustersOfDifferentFleetsApart();
    void forgetsAClusterWithoutKubeconfig();
};

void tst_Settings::listsTheNewestFleetFirstAndOnce()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    QSignalSpy changed(&settings, &Settings::recentFleetsChanged);

    settings.addRecentFleet(u"/a"_s);
    settings.addRecentFleet(u"/b"_s);
    settings.addRecentFleet(u"/a"_s);

    QCOMPARE(settings.recentFleets(), (QStringList{u"/a"_s, u"/b"_s}));
    QCOMPARE(changed.count(), 3);
}

void tst_Settings::keepsTwelveFleetsAtMost()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));

    for (int i = 0; i < 20; ++i)
        settings.addRecentFleet(u"/fleet-%1"_s.arg(i));

    QCOMPARE(settings.recentFleets().size(), 12);
    QCOMPARE(settings.recentFleets().constFirst(), u"/fleet-19"_s);
}

void tst_Settings::remembersEverythingAcrossStarts()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"settings.ini"_s);
    {
        Settings settings(file);
        settings.setTheme(ThemeChoice::Dark);
        settings.addRecentFleet(u"/a"_s);
        settings.setClusterAccess(u"/a"_s, u"clusters/dev"_s, {u"/home/k"_s, u"kind"_s});
        settings.setState(u"fleet/splitter"_s, QByteArray("12"));
    }

    const Settings settings(file);

    QCOMPARE(settings.theme(), ThemeChoice::Dark);
    QCOMPARE(settings.recentFleets(), QStringList{u"/a"_s});
    QCOMPARE(settings.clusterAccess(u"/a"_s, u"clusters/dev"_s),
             (ClusterAccess{u"/home/k"_s, u"kind"_s}));
    QCOMPARE(settings.state(u"fleet/splitter"_s).toByteArray(), QByteArray("12"));
}

void tst_Settings::tellsClustersOfDifferentFleetsApart()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));

    settings.setClusterAccess(u"/a"_s, u"clusters/dev"_s, {u"/k"_s, {}});

    QVERIFY(settings.clusterAccess(u"/a"_s, u"clusters/dev"_s).isChosen());
    QVERIFY(!settings.clusterAccess(u"/b"_s, u"clusters/dev"_s).isChosen());
}

void tst_Settings::forgetsAClusterWithoutKubeconfig()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    settings.setClusterAccess(u"/a"_s, u"dev"_s, {u"/k"_s, {}});

    settings.setClusterAccess(u"/a"_s, u"dev"_s, {});

    QVERIFY(!settings.clusterAccess(u"/a"_s, u"dev"_s).isChosen());
}

QTEST_GUILESS_MAIN(tst_Settings)
#include "tst_settings.moc"
