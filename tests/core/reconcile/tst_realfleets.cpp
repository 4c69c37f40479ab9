// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/buildcache.h"
#include "core/reconcile/snapshot.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

namespace {

const QString fleets = PLUMB_SOURCE_DIR u"/../shared/conformance/fleets/visible"_s;

QJsonObject factsOf(const QString &fleet)
{
    QFile file(fleets + u'/' + fleet + u"/facts.json"_s);
    return file.open(QFile::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                      : QJsonObject();
}

} // namespace

/// Public fleets against what is known of them.
class tst_RealFleets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsClustersAndKustomizations_data();
    void findsClustersAndKustomizations();
    void cleanupTestCase();

private:
    int m_expected = 0;
    int m_found = 0;
};

void tst_RealFleets::initTestCase()
{
    if (!QDir(fleets).exists())
        QSKIP("the fleets are not here");
}

void tst_RealFleets::findsClustersAndKustomizations_data()
{
    QTest::addColumn<QString>("fleet");
    for (const QString &fleet : QDir(fleets).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QTest::newRow(qPrintable(fleet)) << fleet;
}

void tst_RealFleets::findsClustersAndKustomizations()
{
    QFETCH(QString, fleet);
    const QJsonObject facts = factsOf(fleet);
    build::BuildCache cache;
    ThreadExecutor executor(2);

    const auto snapshot = reconcile::openSnapshot(
        {.repository = QString(fleets + u'/' + fleet + u"/repo"_s).toStdString()}, cache, executor,
        {});

    QVERIFY2(snapshot, snapshot ? "" : snapshot.error().toString().c_str());
    QStringList expected;
    for (const QJsonValue &cluster : facts[u"clusters"_s].toArray())
        expected << cluster[u"path"_s].toString();
    QStringList found;
    for (const fleet::Cluster &cluster : (*snapshot)->fleet->clusters)
        found << QString::fromStdString(cluster.path);
    expected.sort();
    found.sort();
    QCOMPARE(found, expected);

    for (const QJsonValue &fact : facts[u"effective"_s].toArray()) {
        ++m_expected;
        const build::Unit *unit =
            (*snapshot)->desired->find({fact[u"cluster"_s].toString().toStdString(),
                                        fact[u"namespace"_s].toString().toStdString(),
                                        fact[u"name"_s].toString().toStdString()});
        const QString folder = fact[u"dir"_s].toString();
        // Where the facts know no folder, the path is missing or in another repository.
        const bool isThere =
            unit
            && (folder.isEmpty()
                    ? unit->isExternal() || !unit->objects
                    : unit->directory && unit->directory->text() == folder.toStdString());
        m_found += isThere ? 1 : 0;
        if (!isThere)
            qInfo("missed: %s",
                  qPrintable(fact[u"cluster"_s].toString() + u' ' + fact[u"name"_s].toString()));
    }
}

void tst_RealFleets::cleanupTestCase()
{
    if (m_expected == 0)
        return;
    qInfo("found %d of %d Kustomizations", m_found, m_expected);
    QVERIFY(m_found * 100 >= m_expected * 98);
}

QTEST_GUILESS_MAIN(tst_RealFleets)
#include "tst_realfleets.moc"
