// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/livestate.h"
#include "core/cluster/memoryclusterreader.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::cluster;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

Object configMap(const std::string &name, bool isOwned = true)
{
    return objectOf(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + ", namespace: shop"
        + (isOwned ? ", labels: {kustomize.toolkit.fluxcd.io/name: apps}" : "") + "}\n");
}

WantedObject wanted(const Object &object)
{
    return {.gvk = object.gvk(), .id = object.id()};
}

Result<LiveState> readAll(MemoryClusterReader &reader, const std::vector<WantedObject> &objects)
{
    ThreadExecutor executor(4);
    return readLive(reader, objects, executor, Run());
}

QString names(const LiveState &state)
{
    QString text;
    for (const LiveObject &entry : state.objects())
        text += QString::fromStdString(state.unpacked(entry).displayName()) + u' ';
    return text.trimmed();
}

} // namespace

class tst_LiveState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatFluxAppliedAndGetsTheRest();
    void listsTheWholeKindWhenMuchIsMissing();
    void readsWhatInventoriesName();
    void readsEachObjectInTheVersionThatIsWanted();
    void readsByNameWhereListingIsForbidden();
    void readsNamespaceByNamespaceWhereOnlyThatIsAllowed();
    void keepsAFailingKindFromHidingTheRest();
    void failsWhenNothingCanBeReached();
    void tellsAbsentUnservedAndUnreadableApart();
    void stopsWhenAsked();
};

void tst_LiveState::listsWhatFluxAppliedAndGetsTheRest()
{
    MemoryClusterReader reader;
    for (const Object &object :
         {configMap("a"), configMap("b", false), configMap("c", false), configMap("d")})
        reader.addObject(object);

    const auto state = readAll(
        reader, {wanted(configMap("a")), wanted(configMap("b")), wanted(configMap("gone"))});

    QVERIFY(state);
    QCOMPARE(names(*state), u"ConfigMap/shop/a ConfigMap/shop/b ConfigMap/shop/d"_s);
    QCOMPARE(reader.requests(), 3);
}

void tst_LiveState::listsTheWholeKindWhenMuchIsMissing()
{
    MemoryClusterReader reader;
    std::vector<WantedObject> objects;
    for (int i = 0; i < 100; ++i) {
        const Object object = configMap("c" + std::to_string(i), false);
        reader.addObject(object);
        objects.push_back(wanted(object));
    }

    const auto state = readAll(reader, objects);

    QVERIFY(state);
    QCOMPARE(state->objects().size(), 100);
    QCOMPARE(reader.requests(), 2);
}

void tst_LiveState::readsWhatInventoriesName()
{
    MemoryClusterReader reader;
    reader.addObject(objectOf(
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
        "metadata: {name: apps, namespace: flux-system}\n"
        "status: {inventory: {entries: [{id: shop_old__ConfigMap, v: v1}, {id: '?', v: v1}]}}\n"));
    reader.addObject(configMap("old", false));

    const auto state = readAll(reader, {});

    QVERIFY(state);
    QCOMPARE(names(*state), u"ConfigMap/shop/old Kustomization/flux-system/apps"_s);
}

void tst_LiveState::readsEachObjectInTheVersionThatIsWanted()
{
    MemoryClusterReader reader;
    const std::string fields = "kind: Thing\nmetadata: {name: a, namespace: b, labels: "
                               "{kustomize.toolkit.fluxcd.io/name: x}}\n";
    reader.addObject(objectOf("apiVersion: example.com/v1\n" + fields));
    reader.addObject(objectOf("apiVersion: example.com/v1beta1\n" + fields));
    const Object beta = objectOf("apiVersion: example.com/v1beta1\n" + fields);
    const Object alpha = objectOf("apiVersion: example.com/v1alpha1\n" + fields);

    const auto served = readAll(reader, {wanted(beta)});
    const auto preferred = readAll(reader, {wanted(alpha)});

    QVERIFY(served && preferred);
    QCOMPARE(served->find(beta.id())->gvk().version, "v1beta1");
    QCOMPARE(preferred->find(beta.id())->gvk().version, "v1");
}

void tst_LiveState::readsByNameWhereListingIsForbidden()
{
    MemoryClusterReader reader;
    const Object role = objectOf(
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: a}\n");
    reader.addObject(role);
    reader.setFailure("ClusterRole", Error(ErrorCode::Unauthorized, "clusterroles is forbidden"),
                      "*");

    const auto state = readAll(reader, {wanted(role)});

    QVERIFY(state);
    QVERIFY(state->presenceOf(role.id()) == Presence::Present);
    QCOMPARE(state->diagnostics().size(), 1);
    QCOMPARE(state->diagnostics().front().code, "forbidden-kind");
}

void tst_LiveState::readsNamespaceByNamespaceWhereOnlyThatIsAllowed()
{
    MemoryClusterReader reader;
    reader.addObject(configMap("a"));
    reader.addObject(configMap("extra"));
    reader.setFailure("ConfigMap", Error(ErrorCode::Unauthorized, "configmaps is forbidden"), "*");

    const auto state = readAll(reader, {wanted(configMap("a"))});

    QVERIFY(state);
    QCOMPARE(names(*state), u"ConfigMap/shop/a ConfigMap/shop/extra"_s);
    QVERIFY(state->diagnostics().empty());
}

void tst_LiveState::keepsAFailingKindFromHidingTheRest()
{
    MemoryClusterReader reader;
    const Object thing =
        objectOf("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a, namespace: b}\n");
    reader.addObject(thing);
    reader.addObject(configMap("a"));
    reader.setFailure("Thing", Error(ErrorCode::Unreachable, "the conversion webhook failed"));

    const auto state = readAll(reader, {wanted(thing), wanted(configMap("a"))});

    QVERIFY(state);
    QCOMPARE(names(*state), u"ConfigMap/shop/a"_s);
    QVERIFY(state->presenceOf(thing.id()) == Presence::Unreadable);
    QCOMPARE(state->reasonFor(thing.id()), std::string_view("the conversion webhook failed"));
}

void tst_LiveState::failsWhenNothingCanBeReached()
{
    MemoryClusterReader reader;
    reader.addObject(configMap("a"));
    reader.setFailure("ConfigMap", Error(ErrorCode::Unreachable, "connection refused"));

    const auto state = readAll(reader, {wanted(configMap("a"))});

    QVERIFY(!state);
    QVERIFY(state.error().code() == ErrorCode::Unreachable);
}

void tst_LiveState::tellsAbsentUnservedAndUnreadableApart()
{
    MemoryClusterReader reader;
    reader.addObject(configMap("a"));
    const Object thing = objectOf("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n");
    reader.setFailure("ConfigMap", Error(ErrorCode::Unauthorized, "no"), "b");

    const auto state =
        readAll(reader, {wanted(thing), wanted(configMap("b")), wanted(configMap("c"))});

    QVERIFY(state);
    QVERIFY(state->presenceOf(configMap("a").id()) == Presence::Present);
    QVERIFY(state->presenceOf(configMap("b").id()) == Presence::Unreadable);
    QVERIFY(state->presenceOf(configMap("c").id()) == Presence::Absent);
    QVERIFY(state->presenceOf(thing.id()) == Presence::NotServed);
}

void tst_LiveState::stopsWhenAsked()
{
    MemoryClusterReader reader;
    InlineExecutor executor;
    std::stop_source stop;
    stop.request_stop();

    const auto state = readLive(reader, {}, executor, {.stop = stop.get_token()});

    QVERIFY(!state);
    QVERIFY(state.error().code() == ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(tst_LiveState)
#include "tst_livestate.moc"
