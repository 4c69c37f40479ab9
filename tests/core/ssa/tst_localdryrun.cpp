// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/localdryrun.h"
#include "core/ssa/structuredmerge.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::ssa;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

QString json(const yaml::Value &value)
{
    return QString::fromStdString(yaml::toJson(value, yaml::HtmlEscaping::Off));
}

/// One manager's entry of managedFields.
std::string manager(const std::string &name, const std::string &operation,
                    const std::string &fields)
{
    return "    - {manager: " + name + ", operation: " + operation
           + ", apiVersion: v1, fieldsV1: " + fields + "}\n";
}

std::string object(const std::string &kind, const std::string &fields,
                   const std::string &managers = {})
{
    return "apiVersion: " + kind + "\nmetadata:\n  name: a\n  namespace: n\n"
           + (managers.empty() ? "" : "  managedFields:\n" + managers) + fields + "\n";
}

const std::string configMap = "v1\nkind: ConfigMap";
const std::string deployment = "apps/v1\nkind: Deployment";
const std::string custom = "example.org/v1\nkind: Thing";

QString paths(const std::vector<FieldPath> &fields)
{
    QStringList texts;
    for (const FieldPath &field : fields)
        texts.append(QString::fromStdString(field.toString()));
    return texts.join(u", "_s);
}

} // namespace

class tst_LocalDryRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mergesAsTheKindSays_data();
    void mergesAsTheKindSays();
    void removesWhatNobodyElseOwns_data();
    void removesWhatNobodyElseOwns();
    void takesFieldsFromOthers();
    void makesOthersFieldsItsOwnFirst();
    void fillsInDefaults_data();
    void fillsInDefaults();
    void saysWhatOnlyTheServerKnows();
    void goesByTheClustersOwnDescription();
};

void tst_LocalDryRun::mergesAsTheKindSays_data()
{
    QTest::addColumn<QString>("live");
    QTest::addColumn<QString>("applied");
    QTest::addColumn<QString>("merged");
    const auto row = [](const char *name, const QByteArray &live, const QByteArray &applied,
                        const char *merged) {
        QTest::newRow(name) << QString::fromUtf8(live) << QString::fromUtf8(applied)
                            << QString::fromUtf8(merged);
    };
    const char *pods = "{template: {spec: {containers: [%1]}}}";
    const auto containers = [pods](const char *items) {
        return QString::fromUtf8(pods).arg(QString::fromUtf8(items)).toUtf8();
    };
    row("mappings key by key", "{replicas: 2, paused: true}", "{replicas: 3}",
        R"({"paused":true,"replicas":3})");
    row("items by their keys", containers("{name: a, image: x, stdin: true}"),
        containers("{name: a, image: y}"),
        R"({"template":{"spec":{"containers":[{"image":"y","name":"a","stdin":true}]}}})");
    row("new items at their place", containers("{name: a}, {name: c}"),
        containers("{name: a}, {name: b}, {name: c}"),
        R"({"template":{"spec":{"containers":[{"name":"a"},{"name":"b"},{"name":"c"}]}}})");
    row("the order that is applied", containers("{name: a}, {name: x}, {name: b}"),
        containers("{name: b}, {name: a}"),
        R"({"template":{"spec":{"containers":[{"name":"x"},{"name":"b"},{"name":"a"}]}}})");
    row("commands as one", containers("{name: a, args: [x, y]}"),
        containers("{name: a, args: [z]}"),
        R"({"template":{"spec":{"containers":[{"args":["z"],"name":"a"}]}}})");
    row("selectors as one", "{selector: {matchLabels: {a: b, c: d}}}",
        "{selector: {matchLabels: {a: b}}}", R"({"selector":{"matchLabels":{"a":"b"}}})");
    row("ports by number and protocol",
        containers("{name: a, ports: [{containerPort: 1, protocol: UDP}]}"),
        containers("{name: a, ports: [{containerPort: 1}]}"),
        R"({"template":{"spec":{"containers":[{"name":"a","ports":[{"containerPort":1,"protocol":"UDP"},{"containerPort":1}]}]}}})");
}

void tst_LocalDryRun::mergesAsTheKindSays()
{
    QFETCH(QString, live);
    QFETCH(QString, applied);
    QFETCH(QString, merged);
    const SchemaNode node = Schema::current().find("apps/v1", "Deployment").field("spec");

    const auto result = mergedWith(*yaml::parse(live.toStdString(), "live"),
                                   *yaml::parse(applied.toStdString(), "applied"), node);

    QCOMPARE(json(result), merged);
}

void tst_LocalDryRun::removesWhatNobodyElseOwns_data()
{
    QTest::addColumn<QString>("live");
    QTest::addColumn<QString>("desired");
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("removed");
    const auto row = [](const char *name, const std::string &live, const std::string &desired,
                        const char *result, const char *removed) {
        QTest::newRow(name) << QString::fromStdString(live) << QString::fromStdString(desired)
                            << QString::fromUtf8(result) << QString::fromUtf8(removed);
    };
    const std::string flux =
        manager("kustomize-controller", "Apply", "{f:data: {f:a: {}, f:b: {}}}");
    row("a key", object(configMap, "data: {a: '1', b: '2', c: '3'}", flux),
        object(configMap, "data: {a: '1'}"), R"({"a":"1","c":"3"})", "data.b");
    row("but not what somebody else owns too",
        object(configMap, "data: {a: '1', b: '2'}",
               flux + manager("robot", "Update", "{f:data: {f:b: {}}}")),
        object(configMap, "data: {a: '1'}"), R"({"a":"1","b":"2"})", "");
    row("everything", object(configMap, "data: {a: '1', b: '2'}", flux), object(configMap, ""),
        "null", "data.a, data.b");
    row("everything but what others own in it",
        object(configMap, "data: {a: '1', b: '2', c: '3'}",
               flux + manager("robot", "Update", "{f:data: {f:c: {}}}")),
        object(configMap, ""), R"({"c":"3"})", "data.a, data.b");
    row("nothing where it never applied", object(configMap, "data: {a: '1'}"),
        object(configMap, "data: {b: '2'}"), R"({"a":"1","b":"2"})", "");
    row("of kinds that nobody describes",
        object(custom, "data: {deep: {x: 1, y: 2}}",
               manager("kustomize-controller", "Apply",
                       "{f:data: {.: {}, f:deep: {.: {}, f:x: {}, f:y: {}}}}")),
        object(custom, "data: {deep: {x: 1}}"), R"({"deep":{"x":1}})", "data.deep.y");
}

void tst_LocalDryRun::removesWhatNobodyElseOwns()
{
    QFETCH(QString, live);
    QFETCH(QString, desired);
    const Object present = objectOf(live.toStdString());

    const DryRun run = dryRunLocally(objectOf(desired.toStdString()), &present, {});

    const yaml::Value *data = run.object.fields().find("data");
    QTEST(data ? json(*data) : u"null"_s, "result");
    QTEST(paths(run.removed), "removed");
    QVERIFY(!run.isCreated);
}

void tst_LocalDryRun::takesFieldsFromOthers()
{
    const Object live =
        objectOf(object(configMap, "data: {a: '1', b: '2'}",
                        manager("kubectl-edit", "Update", "{f:data: {f:a: {}, f:b: {}}}")));

    const DryRun run =
        dryRunLocally(objectOf(object(configMap, "data: {a: '5', b: '2'}")), &live, {});

    QCOMPARE(run.taken.size(), 1u);
    QCOMPARE(QString::fromStdString(run.taken[0].path.toString()), u"data.a"_s);
    QCOMPARE(QString::fromStdString(run.taken[0].from.name), u"kubectl-edit"_s);
}

void tst_LocalDryRun::makesOthersFieldsItsOwnFirst()
{
    const Object live = objectOf(object(configMap, "data: {a: '1', b: '2'}",
                                        manager("kubectl-edit", "Update", "{f:data: {f:b: {}}}")));
    const DryRunOptions options = {
        .takesOver = [](const FieldManager &each) { return each.name.starts_with("kubectl"); }};

    const DryRun run = dryRunLocally(objectOf(object(configMap, "data: {a: '1'}")), &live, options);

    QCOMPARE(json(*run.object.fields().find("data")), uR"({"a":"1"})"_s);
    QCOMPARE(paths(run.removed), u"data.b"_s);
}

void tst_LocalDryRun::fillsInDefaults_data()
{
    QTest::addColumn<QString>("desired");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const std::string &desired, const char *field,
                        const char *value) {
        QTest::newRow(name) << QString::fromStdString(desired) << QString::fromUtf8(field)
                            << QString::fromUtf8(value);
    };
    const std::string pod = "spec: {template: {spec: {containers: [{name: a, image: 'x:1', ports: "
                            "[{containerPort: 80}]}, {name: b, image: 'r:5000/y'}]}}}";
    row("of a kind", object(deployment, pod), "spec.replicas", "1");
    row("that belong together", object(deployment, pod), "spec.strategy",
        R"({"rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"},"type":"RollingUpdate"})");
    row("but not where they do not", object(deployment, "spec: {strategy: {type: Recreate}}"),
        "spec.strategy", R"({"type":"Recreate"})");
    row("of containers", object(deployment, pod), "spec.template.spec.containers[name=a]",
        R"({"image":"x:1","imagePullPolicy":"IfNotPresent","name":"a",)"
        R"("ports":[{"containerPort":80,"protocol":"TCP"}],"resources":{},)"
        R"("terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"})");
    row("of images without a tag", object(deployment, pod),
        "spec.template.spec.containers[name=b].imagePullPolicy", R"("Always")");
    row("of services", object("v1\nkind: Service", "spec: {ports: [{port: 80}]}"), "spec",
        R"({"internalTrafficPolicy":"Cluster","ports":[{"port":80,"protocol":"TCP","targetPort":80}],)"
        R"("sessionAffinity":"None","type":"ClusterIP"})");
    row("of subjects",
        object("rbac.authorization.k8s.io/v1\nkind: RoleBinding",
               "subjects: [{kind: User, name: u}, {kind: ServiceAccount, name: s}]"),
        "subjects",
        R"([{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"u"},)"
        R"({"kind":"ServiceAccount","name":"s"}])");
}

void tst_LocalDryRun::fillsInDefaults()
{
    QFETCH(QString, desired);
    QFETCH(QString, field);

    const DryRun run = dryRunLocally(objectOf(desired.toStdString()), nullptr, {});

    QVERIFY(run.isCreated);
    const yaml::Value *value = FieldPath::parse(field.toStdString())->find(run.object.fields());
    QTEST(value ? json(*value) : u"nothing"_s, "value");
}

void tst_LocalDryRun::saysWhatOnlyTheServerKnows()
{
    const Object service = objectOf(object("v1\nkind: Service", "spec: {clusterIP: None}"));

    QCOMPARE(paths(dryRunLocally(service, nullptr, {}).unknown),
             u"spec.clusterIPs, spec.ipFamilies, spec.ipFamilyPolicy, spec.healthCheckNodePort"_s);
    QCOMPARE(paths(dryRunLocally(service, &service, {}).unknown), QString());
}

void tst_LocalDryRun::goesByTheClustersOwnDescription()
{
    const auto document = yaml::parse(R"(
components:
  schemas:
    org.example.Thing:
      x-kubernetes-group-version-kind: [{group: example.org, version: v1, kind: Thing}]
      type: object
      properties:
        metadata: {allOf: [{$ref: '#/components/schemas/Meta'}]}
        spec:
          type: object
          properties:
            mode: {type: string, default: fast}
            parts:
              type: array
              x-kubernetes-list-type: map
              x-kubernetes-list-map-keys: [id, kind]
              items:
                type: object
                properties: {id: {type: string}, kind: {type: string, default: plain}, size: {type: integer}}
            names: {type: array, x-kubernetes-list-type: set, items: {type: string}}
            whole: {type: object, x-kubernetes-map-type: atomic, additionalProperties: {type: string}}
    Meta: {type: object, properties: {labels: {type: object, additionalProperties: {type: string}}}}
)",
                                      "openapi");
    QVERIFY(document);
    const Schema schema = Schema::fromServer({*document});
    const Object live =
        objectOf(object(custom, "spec: {mode: slow, parts: [{id: a, kind: plain, size: 1, color: "
                                "red}], names: [x, y], whole: {a: b}}"));
    const Object desired = objectOf(
        object(custom, "spec: {parts: [{id: a, size: 2}, {id: b}], names: [z, x], whole: {c: d}}"));

    const DryRun run = dryRunLocally(desired, &live, {.schema = &schema});
    const DryRun created = dryRunLocally(desired, nullptr, {.schema = &schema});

    QCOMPARE(
        json(*run.object.fields().find("spec")),
        uR"({"mode":"slow","names":["z","x","y"],"parts":[{"color":"red","id":"a","kind":"plain","size":2},)"
        uR"({"id":"b","kind":"plain"}],"whole":{"c":"d"}})"_s);
    QCOMPARE(QString::fromUtf8(std::string(created.object.fields().textAt({"spec", "mode"}))),
             u"fast"_s);
}

QTEST_APPLESS_MAIN(tst_LocalDryRun)
#include "tst_localdryrun.moc"
