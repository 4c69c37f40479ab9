// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/remedy/ignorefield.h"
#include "core/yaml/parser.h"
#include "tests/core/remedy/remedyfleet.h"

#include <QTest>

using namespace plumb;

class tst_IgnoreField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsARuleForTheObject();
    void addsAPathToTheRuleOfTheObject();
    void namesItemsByTheirPosition();
    void saysThatTheRuleIsThere();
};

void tst_IgnoreField::addsARuleForTheObject()
{
    RemedyFleet fleet;

    const auto proposal = fleet.propose(remedy::ignoreField, fleet.drifted("spec.replicas", "5"));

    QVERIFY2(proposal, proposal ? "" : proposal.error().toString().c_str());
    QCOMPARE(proposal->edit.path.text(), "clusters/dev/apps.yaml");
    const QByteArray patch = QByteArray::fromStdString(proposal->edit.patch);
    QVERIFY2(patch.contains("+  ignore:\n+  - paths:\n+    - /spec/replicas\n"
                            "+    target:\n+      group: apps\n+      kind: Deployment\n"
                            "+      name: web\n+      namespace: web\n"),
             patch.constData());
    QCOMPARE(patch.count("\n-"), 1);
}

void tst_IgnoreField::addsAPathToTheRuleOfTheObject()
{
    RemedyFleet fleet;
    fleet.write("clusters/dev/apps.yaml",
                fleet.read("clusters/dev/apps.yaml")
                    + "  ignore:\n  - paths: [/spec/replicas] # scaled by hand\n"
                      "    target: {group: apps, kind: Deployment, name: web, namespace: web}\n");

    const auto proposal = fleet.propose(remedy::ignoreField, fleet.drifted("spec.paused", "true"));

    QVERIFY2(proposal, proposal ? "" : proposal.error().toString().c_str());
    const QByteArray patch = QByteArray::fromStdString(proposal->edit.patch);
    QVERIFY2(patch.contains("+  - paths: [/spec/replicas, /spec/paused] # scaled by hand\n"),
             patch.constData());
}

// flux-semantics §3.8: rules are JSON pointers, which know positions and no names.
void tst_IgnoreField::namesItemsByTheirPosition()
{
    RemedyFleet fleet;

    const auto proposal =
        fleet.propose(remedy::ignoreField,
                      fleet.drifted("spec.template.spec.containers[name=web].image", "other:v1"));

    QVERIFY2(proposal, proposal ? "" : proposal.error().toString().c_str());
    QVERIFY(proposal->edit.after->contains("/spec/template/spec/containers/0/image"));
}

void tst_IgnoreField::saysThatTheRuleIsThere()
{
    RemedyFleet fleet;
    const auto first = fleet.propose(remedy::ignoreField, fleet.drifted("spec.replicas", "5"));
    QVERIFY(first);
    QVERIFY(remedy::write(*first));

    const auto second = fleet.propose(remedy::ignoreField, fleet.drifted("spec.replicas", "5"));

    QVERIFY(!second);
    QCOMPARE(second.error().code(), ErrorCode::Conflict);
}

QTEST_APPLESS_MAIN(tst_IgnoreField)
#include "tst_ignorefield.moc"
