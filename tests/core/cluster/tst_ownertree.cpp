// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/kindstore.h"
#include "core/cluster/ownertree.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::cluster;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

LiveObjectPointer object(const std::string &kind, const std::string &name,
                         const std::string &owners)
{
    static const auto packer = std::make_shared<yaml::Packer>();
    return packed(objectOf("apiVersion: v1\nkind: " + kind + "\nmetadata:\n  name: " + name
                           + "\n  namespace: shop\n  uid: uid-" + name + "\n  ownerReferences: ["
                           + owners + "]\n"),
                  packer, {});
}

std::shared_ptr<const LiveState> stateOf(const std::vector<LiveObjectPointer> &objects)
{
    std::map<std::string, KindStore> kinds;
    for (const LiveObjectPointer &each : objects)
        kinds[each->id.kind].set(each);
    LiveParts parts;
    for (auto &[kind, store] : kinds)
        parts.kinds.push_back(store.share());
    return std::make_shared<const LiveState>(std::move(parts));
}

/// "web(web-1(web-1-a web-1-b))"
QString down(const OwnerTree &tree, const LiveObject &owner)
{
    QStringList made;
    for (const LiveObjectPointer &each : tree.madeOf(owner))
        made << down(tree, *each);
    const QString name = QString::fromStdString(owner.id.name);
    return made.isEmpty() ? name : name + u'(' + made.join(u' ') + u')';
}

} // namespace

class tst_OwnerTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leadsFromAnObjectToWhatWasMadeOfIt();
    void takesTheControllerOfSeveralOwners();
    void survivesWhatOwnsItself();
    void sharesWhatHasNotChanged();
};

void tst_OwnerTree::leadsFromAnObjectToWhatWasMadeOfIt()
{
    const OwnerTree tree(stateOf({
        object("Deployment", "web", ""),
        object("Deployment", "other", ""),
        object("ReplicaSet", "web-1", "{uid: uid-web, controller: true}"),
        object("Pod", "web-1-b", "{uid: uid-web-1, controller: true}"),
        object("Pod", "web-1-a", "{uid: uid-web-1, controller: true}"),
        object("Pod", "stray", "{uid: uid-gone, controller: true}"),
    }));

    const LiveKind &deployments = tree.state().kind("", "Deployment");
    QCOMPARE(down(tree, *deployments[1]), u"web(web-1(web-1-a web-1-b))"_s);
    QCOMPARE(down(tree, *deployments[0]), u"other"_s);
}

void tst_OwnerTree::takesTheControllerOfSeveralOwners()
{
    const OwnerTree tree(stateOf({
        object("Job", "a", ""),
        object("Job", "b", ""),
        object("Pod", "p", "{uid: uid-a}, {uid: uid-b, controller: true}"),
        object("Pod", "q", "{uid: uid-a}"),
        object("Pod", "r", "{uid: uid-a}, {uid: uid-b}"),
    }));

    const LiveKind &jobs = tree.state().kind("", "Job");
    QCOMPARE(down(tree, *jobs[0]), u"a(q)"_s);
    QCOMPARE(down(tree, *jobs[1]), u"b(p)"_s);
}

void tst_OwnerTree::survivesWhatOwnsItself()
{
    const OwnerTree tree(stateOf({object("Job", "a", "{uid: uid-a, controller: true}")}));

    QCOMPARE(down(tree, *tree.state().kind("", "Job").front()), u"a"_s);
}

void tst_OwnerTree::sharesWhatHasNotChanged()
{
    KindStore store;
    store.set(object("Job", "b", ""));
    store.set(object("Job", "a", ""));
    const auto before = store.share();

    store.set(object("Job", "c", ""));
    store.remove({"", "Job", "shop", "b"});
    const auto after = store.share();

    QCOMPARE(before->size(), 2);
    QCOMPARE(before->back()->id.name, "b");
    QCOMPARE(after->size(), 2);
    QVERIFY(before->front() == after->front());
    QVERIFY(!store.find({"", "Job", "shop", "b"}) && store.find({"", "Job", "shop", "c"}));
}

QTEST_APPLESS_MAIN(tst_OwnerTree)
#include "tst_ownertree.moc"
