// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/managedfields.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::ssa;

namespace {

/// A Deployment that Flux applied, whose image kubectl changed and whose replicas an HPA set.
Object deployment()
{
    return test::objectOf(R"(
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
  managedFields:
    - manager: kustomize-controller
      operation: Apply
      apiVersion: apps/v1
      time: "2026-01-01T10:00:00Z"
      fieldsV1:
        f:metadata: {f:labels: {f:app: {}}}
        f:spec:
          f:selector: {}
          f:template:
            f:spec:
              f:containers:
                'k:{"name":"web"}':
                  .: {}
                  f:name: {}
                  f:image: {}
                  f:ports:
                    'k:{"containerPort":80,"protocol":"TCP"}': {.: {}, f:containerPort: {}}
    - manager: kubectl-edit
      operation: Update
      apiVersion: apps/v1
      time: "2026-01-02T10:00:00Z"
      fieldsV1: {f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"web"}': {f:image: {}}}}}}}
    - manager: kube-controller-manager
      operation: Update
      apiVersion: apps/v1
      time: "2026-01-03T10:00:00Z"
      subresource: scale
      fieldsV1: {f:spec: {f:replicas: {}}}
spec:
  replicas: 4
  selector: {matchLabels: {app: web}}
  template:
    spec:
      containers:
        - {name: proxy, image: "proxy:1"}
        - {name: web, image: "web:2", ports: [{containerPort: 80}]}
)");
}

Object finalized()
{
    return test::objectOf(R"(
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  finalizers: [example.org/guard, example.org/other]
  managedFields:
    - manager: guard
      operation: Update
      apiVersion: v1
      fieldsV1: {f:metadata: {f:finalizers: {.: {}, 'v:"example.org/guard"': {}}}}
)");
}

QString ownersAt(const Object &object, const char *field)
{
    const auto managed = ManagedFields::from(object);
    const auto path = FieldPath::parse(field);
    if (!managed || !path)
        return QStringLiteral("the test's own data cannot be read");
    QStringList names;
    for (const Owner &owner : managed->ownersOf(*path)) {
        const char *extent = owner.extent == Extent::Whole    ? ""
                             : owner.extent == Extent::Within ? " (within)"
                                                              : " (parts)";
        names.append(QString::fromStdString(owner.manager.name) + QLatin1String(extent));
    }
    return names.join(QStringLiteral(", "));
}

} // namespace

class tst_ManagedFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheOwnersOfAField_data();
    void namesTheOwnersOfAField();
    void namesTheOwnersOfASetsMember();
    void tellsOperationTimeAndSubresource();
    void anObjectWithoutThemHasNoOwners();
    void knowsTheLastWriter();
    void listsWhatAManagerOwns();
    void refusesWhatNoServerWrites_data();
    void refusesWhatNoServerWrites();
};

void tst_ManagedFields::namesTheOwnersOfAField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("owners");
    const auto row = [](const char *name, const char *field, const char *owners) {
        QTest::newRow(name) << QString::fromLatin1(field) << QString::fromLatin1(owners);
    };
    row("one owner", "metadata.labels.app", "kustomize-controller");
    row("two owners, the latest first", "spec.template.spec.containers[name=web].image",
        "kubectl-edit, kustomize-controller");
    row("by the scale subresource", "spec.replicas", "kube-controller-manager");
    row("part of an atomic field", "spec.selector.matchLabels.app",
        "kustomize-controller (within)");
    row("only parts of a field", "spec.template.spec",
        "kubectl-edit (parts), kustomize-controller (parts)");
    row("an item of a list", "spec.template.spec.containers[name=web]",
        "kustomize-controller, kubectl-edit (parts)");
    row("an item whose key has a default",
        "spec.template.spec.containers[name=web].ports[containerPort=80]", "kustomize-controller");
    row("an item by its position", "spec.template.spec.containers[1].image",
        "kubectl-edit, kustomize-controller");
    row("an item of nobody", "spec.template.spec.containers[name=proxy].image", "");
    row("a field of nobody", "spec.paused", "");
    row("the object itself", "",
        "kube-controller-manager (parts), kubectl-edit (parts), kustomize-controller (parts)");
}

void tst_ManagedFields::namesTheOwnersOfAField()
{
    QFETCH(const QString, field);
    QFETCH(const QString, owners);

    QCOMPARE(ownersAt(deployment(), field.toUtf8().constData()), owners);
}

void tst_ManagedFields::namesTheOwnersOfASetsMember()
{
    QCOMPARE(ownersAt(finalized(), "metadata.finalizers[=\"example.org/guard\"]"),
             QStringLiteral("guard"));
    QCOMPARE(ownersAt(finalized(), "metadata.finalizers[=\"example.org/other\"]"), QString());
}

void tst_ManagedFields::tellsOperationTimeAndSubresource()
{
    const auto managed = ManagedFields::from(deployment());
    QVERIFY(managed);

    QCOMPARE(managed->ownersOf(*FieldPath::parse("spec.replicas")).front().manager,
             (FieldManager{.name = "kube-controller-manager",
                           .operation = Operation::Update,
                           .apiVersion = "apps/v1",
                           .subresource = "scale",
                           .time = "2026-01-03T10:00:00Z"}));
    QCOMPARE(managed->managers().front().operation, Operation::Apply);
}

void tst_ManagedFields::anObjectWithoutThemHasNoOwners()
{
    const auto managed = ManagedFields::from(
        test::objectOf("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}"));

    QVERIFY(managed);
    QVERIFY(managed->empty());
    QVERIFY(managed->ownersOf(*FieldPath::parse("data.k")).empty());
    QVERIFY(!managed->lastWriter());
}

void tst_ManagedFields::knowsTheLastWriter()
{
    const auto managed = ManagedFields::from(deployment());

    QVERIFY(managed && managed->lastWriter());
    QCOMPARE(managed->lastWriter()->name, std::string("kube-controller-manager"));
}

void tst_ManagedFields::listsWhatAManagerOwns()
{
    const auto managed = ManagedFields::from(deployment());
    QVERIFY(managed);

    QStringList fields;
    const FieldSet owned = managed->setOf(
        [](const FieldManager &manager) { return manager.name == "kustomize-controller"; });
    for (const FieldPath &field : owned.paths())
        fields.append(QString::fromStdString(field.toString()));

    const QString item = QStringLiteral("spec.template.spec.containers[name=web]");
    const QString port = item + QStringLiteral(".ports[containerPort=80,protocol=TCP]");
    QCOMPARE(fields,
             (QStringList{QStringLiteral("metadata.labels.app"), QStringLiteral("spec.selector"),
                          item, item + QStringLiteral(".image"), item + QStringLiteral(".name"),
                          port, port + QStringLiteral(".containerPort")}));
    QCOMPARE(owned.leaves().size(), 3u); // an item as a whole
}

void tst_ManagedFields::refusesWhatNoServerWrites_data()
{
    QTest::addColumn<QString>("managedFields");
    QTest::addColumn<QString>("message");
    QTest::newRow("no list") << "{}" << "metadata.managedFields of ConfigMap/a: it is no list";
    QTest::newRow("an unknown operation")
        << "[{manager: a, operation: Guess, fieldsV1: {}}]"
        << "metadata.managedFields of ConfigMap/a: an operation is neither Apply nor Update";
    QTest::newRow("fields that are no mapping")
        << "[{manager: a, operation: Apply, fieldsV1: [x]}]"
        << "metadata.managedFields of ConfigMap/a: a fieldsV1 is no mapping";
}

void tst_ManagedFields::refusesWhatNoServerWrites()
{
    QFETCH(const QString, managedFields);
    QFETCH(const QString, message);
    const Object object =
        test::objectOf("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, managedFields: "
                       + managedFields.toStdString() + "}}");

    const auto managed = ManagedFields::from(object);

    QVERIFY(!managed);
    QCOMPARE(managed.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QString::fromStdString(managed.error().message()), message);
}

QTEST_GUILESS_MAIN(tst_ManagedFields)
#include "tst_managedfields.moc"
