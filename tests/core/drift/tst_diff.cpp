// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/diff.h"
#include "core/drift/render.h"
#include "core/object/schema.h"
#include "core/yaml/emitter.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::drift;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

QString compared(Comparison comparison, const ObjectSet &desired, const ObjectSet &live)
{
    const Mask mask("key");
    const auto set = diffObjects(desired, live, Schema::current(),
                                 {.comparison = comparison, .mask = &mask}, Run());
    return set ? QString::fromStdString(toText(*set))
               : QString::fromStdString(set.error().toString());
}

QString compared(Comparison comparison, const QByteArray &desired, const QByteArray &live)
{
    return compared(comparison, objectsOf(desired.toStdString()), objectsOf(live.toStdString()));
}

/// A Deployment whose pod has what is given.
QByteArray deployment(const QByteArray &podSpec)
{
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\n"
           "spec: {template: {spec: "
           + podSpec + "}}\n";
}

QByteArray custom(const QByteArray &spec)
{
    return "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a, namespace: b}\nspec: "
           + spec + '\n';
}

} // namespace

class tst_Diff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesTwoStates_data();
    void comparesTwoStates();
    void comparesWithACluster_data();
    void comparesWithACluster();
    void laysOutTheLiveSideLikeTheDesiredOne();
    void pairsGeneratedNames();
    void keepsSecretsOutOfEverything();
    void writesTheSetAsJson();
    void stopsWhenAsked();
};

void tst_Diff::comparesTwoStates_data()
{
    QTest::addColumn<QByteArray>("desired");
    QTest::addColumn<QByteArray>("older");
    QTest::addColumn<QString>("expected");

    const QString changed = u"Deployment/shop/web configured\n  spec.template.spec."_s;
    QTest::newRow("nothing") << deployment("{hostNetwork: true}")
                             << deployment("{hostNetwork: true}") << QString();
    QTest::newRow("an object only in the older state")
        << ""_ba << deployment("{}") << u"Deployment/shop/web deleted\n"_s;
    QTest::newRow("an object only in the newer state")
        << deployment("{}") << ""_ba << u"Deployment/shop/web created\n"_s;
    QTest::newRow("a scalar, from the older to the newer")
        << deployment("{nodeName: b}") << deployment("{nodeName: a}")
        << changed + u"nodeName: a → b\n"_s;
    QTest::newRow("a field added")
        << deployment("{nodeName: b}") << deployment("{}") << changed + u"nodeName: (none) → b\n"_s;
    QTest::newRow("a field removed")
        << deployment("{}") << deployment("{nodeName: a}") << changed + u"nodeName: a → (none)\n"_s;
    QTest::newRow("null, empty and absent are the same")
        << deployment("{volumes: [], affinity: {}, nodeName: null}") << deployment("{}")
        << QString();
    QTest::newRow("a null that was a value")
        << deployment("{nodeName: null}") << deployment("{nodeName: a}")
        << changed + u"nodeName: a → (none)\n"_s;
    QTest::newRow("the order of keys does not matter")
        << deployment("{nodeName: a, hostPID: true}") << deployment("{hostPID: true, nodeName: a}")
        << QString();
    QTest::newRow("containers by their names")
        << deployment("{containers: [{name: a, image: x:2}, {name: b, image: y}]}")
        << deployment("{containers: [{name: a, image: x:1}, {name: b, image: y}]}")
        << changed + u"containers[name=a].image: x:1 → x:2\n"_s;
    QTest::newRow("a container moved")
        << deployment("{initContainers: [{name: a}, {name: b}, {name: c}]}")
        << deployment("{initContainers: [{name: c}, {name: a}, {name: b}]}")
        << changed + u"initContainers: order [\"c\",\"a\",\"b\"] → [\"a\",\"b\",\"c\"]\n"_s;
    QTest::newRow("ports of one number by their protocols")
        << deployment("{containers: [{name: a, ports: [{containerPort: 53, name: x}, "
                      "{containerPort: 53, protocol: UDP}]}]}")
        << deployment("{containers: [{name: a, ports: [{containerPort: 53, protocol: UDP}, "
                      "{containerPort: 53, protocol: TCP, name: y}]}]}")
        << changed
               + u"containers[name=a].ports[containerPort=53,protocol=TCP].name: y → x\n"
                 "  "
                 "spec.template.spec.containers[name=a].ports[containerPort=53,protocol=TCP]."
                 "protocol: TCP → (none)\n"
                 "  spec.template.spec.containers[name=a].ports: order [\"53/UDP\",\"53/TCP\"] → [\"53/TCP\",\"53/UDP\"]\n"_s;
    QTest::newRow("a command line is one value")
        << deployment("{containers: [{name: a, args: [x, y, z]}]}")
        << deployment("{containers: [{name: a, args: [y, z]}]}")
        << changed + u"containers[name=a].args: [\"y\",\"z\"] → [\"x\",\"y\",\"z\"]\n"_s;
    QTest::newRow("quantities of one amount")
        << deployment("{containers: [{name: a, resources: {limits: {cpu: 1000m, memory: 1Gi}}}]}")
        << deployment("{containers: [{name: a, resources: {limits: {cpu: 1, memory: 1024Mi}}}]}")
        << QString();
    QTest::newRow("quantities of two amounts")
        << deployment("{containers: [{name: a, resources: {limits: {cpu: 100m}}}]}")
        << deployment("{containers: [{name: a, resources: {limits: {cpu: 1}}}]}")
        << changed + u"containers[name=a].resources.limits.cpu: 1 → 100m\n"_s;
    QTest::newRow("a custom resource's list without keys keeps its ends paired")
        << custom("{rules: [{a: 1}, {a: 2}, {a: 9}, {a: 3}]}")
        << custom("{rules: [{a: 1}, {a: 2}, {a: 3}]}")
        << u"Thing/b/a configured\n  spec.rules[2]: (none) → {\"a\":9}\n"_s;
    QTest::newRow("a custom resource's list with names is paired by them")
        << custom("{hooks: [{name: x, b: 2}]}")
        << custom("{hooks: [{name: y, a: 1}, {name: x, b: 1}]}")
        << u"Thing/b/a configured\n  spec.hooks[name=x].b: 1 → 2\n"
           "  spec.hooks[name=y]: {\"a\":1,\"name\":\"y\"} → (none)\n"_s;
    QTest::newRow("finalizers are a set")
        << "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, finalizers: [x, y]}\n"_ba
        << "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, finalizers: [z, x]}\n"_ba
        << u"ConfigMap/a configured\n  metadata.finalizers[=\"y\"]: (none) → y\n"
           "  metadata.finalizers[=\"z\"]: z → (none)\n"_s;
    QTest::newRow("text that looks like base64 or a quantity is text")
        << "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {limits: 1000m, b: \"YWJj\\n\"}\n"_ba
        << "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {limits: \"1\", b: YWJj}\n"_ba
        << u"ConfigMap/a configured\n  data.limits: 1 → 1000m\n  data.b: YWJj → \"YWJj\\n\"\n"_s;
    QTest::newRow("a Secret that is none")
        << "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {b: c}\ndata: 5\n"_ba
        << "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {b: c}\ndata: 6\n"_ba
        << u"Secret/a configured\n"
           "  data: ‹changed, 1 byte, 445f3df6› → ‹changed, 1 byte, ab20d8bb›\n"_s;
    QTest::newRow("keys that need quotes")
        << "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {a.b/c: x}}\n"_ba
        << "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {a.b/c: y}}\n"_ba
        << u"ConfigMap/a configured\n  metadata.labels[\"a.b/c\"]: y → x\n"_s;
}

void tst_Diff::comparesTwoStates()
{
    QFETCH(QByteArray, desired);
    QFETCH(QByteArray, older);
    QFETCH(QString, expected);

    const QString text = compared(Comparison::States, desired, older);

    QCOMPARE(text, expected);
}

void tst_Diff::comparesWithACluster_data()
{
    QTest::addColumn<QByteArray>("desired");
    QTest::addColumn<QByteArray>("live");
    QTest::addColumn<QString>("expected");

    const QString drifted = u"Deployment/shop/web drifted\n  spec.template.spec."_s;
    QTest::newRow("what git does not set is not compared")
        << deployment("{containers: [{name: a, image: x}]}")
        << deployment("{dnsPolicy: ClusterFirst, containers: [{name: a, image: x, imagePullPolicy: "
                      "Always}, {name: sidecar}]}")
        << QString();
    QTest::newRow("a changed value, from git to the cluster")
        << deployment("{containers: [{name: a, image: x:1}]}")
        << deployment("{containers: [{name: a, image: x:2}]}")
        << drifted + u"containers[name=a].image: x:1 → x:2\n"_s;
    QTest::newRow("a removed container")
        << deployment("{containers: [{name: a}, {name: b}]}")
        << deployment("{containers: [{name: b}]}")
        << drifted + u"containers[name=a]: {\"name\":\"a\"} → (none)\n"_s;
    QTest::newRow("fields at their zero value are left out by the server")
        << deployment(
               "{hostNetwork: false, containers: [{name: a, env: [{name: X, value: \"\"}]}]}")
        << deployment("{containers: [{name: a, env: [{name: X}]}]}") << QString();
    QTest::newRow("a zero that became something")
        << "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 0}\n"_ba
        << "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n"_ba
        << u"Deployment/web drifted\n  spec.replicas: 0 → 2\n"_s;
    QTest::newRow("custom resources keep their zeros")
        << custom("{enabled: false}") << custom("{}")
        << u"Thing/b/a drifted\n  spec.enabled: false → (none)\n"_s;
    QTest::newRow("bookkeeping and status")
        << "apiVersion: v1\nkind: Service\nmetadata: {name: a, creationTimestamp: null, labels: {kustomize.toolkit.fluxcd.io/name: x}}\nstatus: {loadBalancer: {}}\n"_ba
        << "apiVersion: v1\nkind: Service\nmetadata: {name: a, uid: u, generation: 3, managedFields: [{manager: m}]}\nstatus: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}\n"_ba
        << QString();
    QTest::newRow("an address that the server chooses")
        << "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {clusterIP: \"\", ports: [{port: 80}]}\n"_ba
        << "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {clusterIP: 10.0.0.1, ports: [{port: 80, protocol: TCP, targetPort: 80}]}\n"_ba
        << QString();
    QTest::newRow("a selector belongs whole to who set it")
        << "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {app: a}}\n"_ba
        << "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {app: a, canary: \"yes\"}}\n"_ba
        << u"Service/a drifted\n  spec.selector.canary: (none) → yes\n"_s;
    QTest::newRow("a list that the server does not merge belongs whole to who set it")
        << custom("{hooks: [{name: x}]}") << custom("{hooks: [{name: x}, {name: y}]}")
        << u"Thing/b/a drifted\n  spec.hooks[name=y]: (none) → {\"name\":\"y\"}\n"_s;
    QTest::newRow("rules that a controller aggregates")
        << "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: a}\naggregationRule: {clusterRoleSelectors: []}\nrules: []\n"_ba
        << "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: a}\naggregationRule: {clusterRoleSelectors: []}\nrules: [{verbs: [get]}]\n"_ba
        << QString();
    QTest::newRow("a Secret's plain data against what became of them")
        << "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {b: \"YWJj\\n\", c: eA==}\nstringData: {c: plain}\n"_ba
        << "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {b: YWJj, c: cGxhaW4=}\ntype: Opaque\n"_ba
        << QString();
    QTest::newRow("an encrypted document says nothing about its values")
        << "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {c: 'ENC[x]'}\nsops: {mac: 'ENC[y]'}\n"_ba
        << "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {c: cGxhaW4=}\n"_ba
        << QString();
}

void tst_Diff::comparesWithACluster()
{
    QFETCH(QByteArray, desired);
    QFETCH(QByteArray, live);
    QFETCH(QString, expected);

    const QString text = compared(Comparison::Live, desired, live);

    QCOMPARE(text, expected);
}

void tst_Diff::laysOutTheLiveSideLikeTheDesiredOne()
{
    const Object desired =
        objectOf("apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: b}\n"
                 "spec: {type: ClusterIP, ports: [{port: 80, name: web}, {port: 443}]}\n");
    const Object live =
        objectOf("kind: Service\napiVersion: v1\nmetadata: {namespace: b, name: a, uid: x}\n"
                 "spec: {clusterIP: 10.0.0.1, ports: [{name: www, port: 80}, {port: 443}], type: "
                 "NodePort}\n");

    const ObjectDiff diff =
        diffObject(desired, live, Schema::current(), {.comparison = Comparison::Live});

    QCOMPARE(yaml::toReadableYaml(diff.live),
             "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  namespace: b\n"
             "spec:\n  type: NodePort\n  ports:\n  - port: 80\n    name: www\n  - port: 443\n");
}

void tst_Diff::pairsGeneratedNames()
{
    const QByteArray desired =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flags-5d8m9kt2gh}\ndata: {a: x}\n";
    const QByteArray older =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flags-7h2kbc4m99}\ndata: {a: y}\n";
    const QByteArray other =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flags-production}\n";

    const QString paired = compared(Comparison::States, desired, older);
    const QString apart = compared(Comparison::States, desired, other);

    QCOMPARE(
        paired,
        u"ConfigMap/flags-5d8m9kt2gh configured (renamed from flags-7h2kbc4m99)\n  data.a: y → x\n"_s);
    QCOMPARE(apart, u"ConfigMap/flags-5d8m9kt2gh created\nConfigMap/flags-production deleted\n"_s);
}

void tst_Diff::keepsSecretsOutOfEverything()
{
    const ObjectSet desired = objectsOf("apiVersion: v1\nkind: Secret\nmetadata: {name: "
                                        "a}\nstringData: {p: hunter2, same: topsecret}\n"
                                        "---\napiVersion: v1\nkind: Secret\nmetadata: {name: "
                                        "new}\nstringData: {p: fresh-secret}\n");
    const ObjectSet live =
        objectsOf("apiVersion: v1\nkind: Secret\nmetadata: {name: a, annotations: {x: y, "
                  "kubectl.kubernetes.io/last-applied-configuration: hunter1}}\n"
                  "data: {p: aHVudGVyMQ==, same: dG9wc2VjcmV0}\n");

    const auto set =
        diffObjects(desired, live, Schema::current(), {.comparison = Comparison::States}, Run());

    QVERIFY(set);
    QCOMPARE(QString::fromStdString(toText(*set)),
             u"Secret/a configured\n"
             "  metadata.annotations: {\"x\":\"y\"} → (none)\n"
             "  data.p: ‹changed, 7 bytes› → ‹changed, 7 bytes›\n"
             "Secret/new created\n"_s);
    QString everything = QString::fromStdString(toJson(*set));
    for (const ObjectDiff &object : set->objects)
        everything +=
            QString::fromStdString(yaml::toYaml(object.desired) + yaml::toYaml(object.live));
    for (const QString &secret :
         {u"hunter"_s, u"topsecret"_s, u"fresh-secret"_s, u"aHVudGVy"_s, u"dG9wc2Vj"_s})
        QVERIFY2(!everything.contains(secret), qPrintable(everything));
}

void tst_Diff::writesTheSetAsJson()
{
    const auto set = diffObjects(objectsOf(custom("{a: 1}").toStdString()),
                                 objectsOf(custom("{a: 2}").toStdString()), Schema::current(),
                                 {.comparison = Comparison::Live}, Run());

    QVERIFY(set);
    QCOMPARE(QString::fromStdString(toJson(*set)), uR"({
  "comparison": "live",
  "diagnostics": [],
  "objects": [
    {
      "action": "drifted",
      "apiVersion": "example.com/v1",
      "changes": [
        {
          "change": "changed",
          "desired": 1,
          "live": 2,
          "path": "spec.a"
        }
      ],
      "kind": "Thing",
      "name": "a",
      "namespace": "b"
    }
  ],
  "unchanged": 0
}
)"_s);
}

void tst_Diff::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();

    const auto set = diffObjects(objectsOf(custom("{}").toStdString()), {}, Schema::current(), {},
                                 {.stop = stop.get_token()});

    QVERIFY(!set);
    QCOMPARE(set.error().code(), ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(tst_Diff)
#include "tst_diff.moc"
