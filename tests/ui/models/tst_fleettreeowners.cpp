// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/kindstore.h"
#include "tests/support/objects.h"
#include "tests/ui/models/handmade.h"
#include "ui/models/fleettreemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

namespace {

cluster::LiveObjectPointer live(const std::string &kind, const std::string &name,
                                const std::string &owner, const std::string &status = "{}")
{
    static const auto packer = std::make_shared<yaml::Packer>();
    return cluster::packed(
        test::objectOf("apiVersion: v1\nkind: " + kind + "\nmetadata: {name: " + name
                       + ", namespace: shop, uid: " + name + ", ownerReferences: [{uid: " + owner
                       + ", controller: true}]}\nstatus: " + status + '\n'),
        packer, {});
}

OwnersByCluster owners(const std::vector<cluster::LiveObjectPointer> &objects)
{
    std::map<std::string, cluster::KindStore> kinds;
    for (const cluster::LiveObjectPointer &each : objects)
        kinds[each->id.kind].set(each);
    cluster::LiveParts parts;
    for (auto &[kind, store] : kinds)
        parts.kinds.push_back(store.share());
    return {{"clusters/dev", std::make_shared<const cluster::OwnerTree>(
                                 std::make_shared<const cluster::LiveState>(std::move(parts)))}};
}

} // namespace

class tst_FleetTreeOwners : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void leadsDownToWhatTheClusterMade();
    void followsWhatTheClusterMakes();
    void saysWhatIsNotReady();
    void saysHowManagedObjectsAre();

private:
    QModelIndex service() const
    {
        return m_model->index(0, 0, m_model->index(0, 0, m_model->index(0, 0)));
    }
    QStringList namesBelow(const QModelIndex &parent) const;

    std::unique_ptr<FleetTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_FleetTreeOwners::init()
{
    m_tester.reset();
    m_model = std::make_unique<FleetTreeModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_tester->setUseFetchMore(false); // the test opens branches itself
    fleet::Fleet fleet = test::twoEnvironments();
    fleet.fluxObjects.push_back(
        {.cluster = "clusters/dev",
         .object =
             test::objectOf("apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
                            "metadata: {name: apps, namespace: flux-system}\n")});
    m_model->setFleet(
        std::make_shared<const fleet::Fleet>(std::move(fleet)),
        test::desiredOf("apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n"));
    m_model->fetchMore(m_model->index(0, 0));
    m_model->fetchMore(m_model->index(0, 0, m_model->index(0, 0)));
}

QStringList tst_FleetTreeOwners::namesBelow(const QModelIndex &parent) const
{
    QStringList names;
    for (int row = 0; row < m_model->rowCount(parent); ++row)
        names << m_model->index(row, 0, parent).data().toString();
    return names;
}

void tst_FleetTreeOwners::leadsDownToWhatTheClusterMade()
{
    QVERIFY(!m_model->hasChildren(service()));

    m_model->setOwners(owners({live("Service", "web", "x"), live("Slice", "web-1", "web"),
                               live("Pod", "web-1-a", "web-1"), live("Pod", "other", "y")}));
    QVERIFY(m_model->hasChildren(service()));
    m_model->fetchMore(service());
    const QModelIndex slice = m_model->index(0, 0, service());
    m_model->fetchMore(slice);

    QCOMPARE(namesBelow(service()), QStringList{u"web-1"_s});
    QCOMPARE(namesBelow(slice), QStringList{u"web-1-a"_s});
    QVERIFY(!m_model->hasChildren(m_model->index(0, 0, slice)));
    const QString key = m_model->index(0, 0, slice).data(FleetTreeModel::KeyRole).toString();
    QCOMPARE(m_model->find(key), m_model->index(0, 0, slice));
}

void tst_FleetTreeOwners::followsWhatTheClusterMakes()
{
    const auto web = live("Service", "web", "x");
    m_model->setOwners(
        owners({web, live("Pod", "a", "web"), live("Pod", "c", "web"), live("Pod", "d", "web")}));
    m_model->fetchMore(service());
    const QPersistentModelIndex c = m_model->index(1, 0, service());

    m_model->setOwners(
        owners({web, live("Pod", "b", "web"), live("Pod", "c", "web"), live("Pod", "e", "web")}));

    QCOMPARE(namesBelow(service()), (QStringList{u"b"_s, u"c"_s, u"e"_s}));
    QVERIFY(c.isValid());
    QCOMPARE(c.data().toString(), u"c"_s);
    m_model->setOwners({});
    QCOMPARE(namesBelow(service()), QStringList());
    QVERIFY(!c.isValid());
}

void tst_FleetTreeOwners::saysWhatIsNotReady()
{
    const std::string waiting =
        "{phase: Pending, conditions: [{type: Ready, status: 'False', message: waits}]}";
    m_model->setOwners(
        owners({live("Service", "web", "x"), live("Pod", "a", "web", waiting),
                live("Slice", "b", "web", "{conditions: [{type: Ready, status: 'True'}]}")}));
    m_model->fetchMore(service());

    const QModelIndex pod = m_model->index(0, 0, service());
    const QModelIndex slice = m_model->index(1, 0, service());
    QCOMPARE(static_cast<Status>(pod.data(StatusRole).toInt()), Status::Reconciling);
    QVERIFY(!pod.data(ChipTextRole).toString().isEmpty());
    QCOMPARE(static_cast<Status>(slice.data(StatusRole).toInt()), Status::InSync);
    QCOMPARE(slice.data(ChipTextRole).toString(), u"ready"_s);
    QCOMPARE(slice.data(Qt::AccessibleTextRole).toString(), u"Slice b, ready"_s);
}

void tst_FleetTreeOwners::saysHowManagedObjectsAre()
{
    const FleetTreeModel::Place place = m_model->place(service());
    const ResourceId id = place.object->id();
    const auto status = [this] { return static_cast<Status>(service().data(StatusRole).toInt()); };
    QCOMPARE(status(), Status::None);

    m_model->setLiveMarks({.drifted = {{place.unit->id, {id}}}});
    QCOMPARE(status(), Status::Drifted);
    m_model->setLiveMarks(
        {.drifted = {{place.unit->id, {id}}},
         .unhealthy = {{place.unit->id, {{id, {cluster::Health::Failed, "no address"}}}}}});
    QCOMPARE(status(), Status::Failed);
    QCOMPARE(service().data(Qt::ToolTipRole).toString(), u"Service/shop/web\nno address"_s);
    // What is above it shows the worst of what it applied.
    QCOMPARE(static_cast<Status>(service().parent().data(StatusRole).toInt()), Status::Failed);
}

QTEST_GUILESS_MAIN(tst_FleetTreeOwners)
#include "tst_fleettreeowners.moc"
