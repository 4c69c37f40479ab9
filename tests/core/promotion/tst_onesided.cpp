// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/plan.h"
#include "tests/support/promotionfleet.h"

#include <QTest>

using namespace plumb;
using namespace plumb::promotion;
using namespace Qt::StringLiterals;

namespace {

QByteArray rows(const Differences &differences)
{
    std::string text;
    for (const Difference &difference : differences.items) {
        text += (difference.isSuggested ? "promote " : "stay ")
                + std::string(toString(difference.kind)) + ' ' + difference.key() + " ("
                + difference.app + "): " + difference.reason + '\n';
    }
    return QByteArray::fromStdString(text);
}

QByteArray pathsOf(const PromotionPlan &plan)
{
    std::string text;
    for (const reconcile::FileEdit &file : plan.files)
        text += file.path.text() + '\n';
    return QByteArray::fromStdString(text);
}

} // namespace

/// Files, documents and list entries that only one of two environments has.
class tst_OneSided : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersFilesThatTheTargetDoesNotHave();
    void plansACopyOfAMissingFile();
    void listsACopiedFileInTheKustomization();
    void carriesAFolderWithItsEntry();
    void comparesListsOfAKustomizationEntryByEntry();
    void offersToRemoveWhatOnlyTheTargetHas();
    void removesAFileWithItsEntry();
    void carriesDocumentsOfAFile();
};

void tst_OneSided::offersFilesThatTheTargetDoesNotHave()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/staging/extra.yaml"_s,
                             "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra-staging}\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources: [../base, images.yaml, extra.yaml]\n"
                             "patches: [{path: web.yaml}]\n");

    const QByteArray text = rows(fleet.differences());

    QVERIFY2(text.contains("apps/production/extra.yaml#"), text.constData());
    QVERIFY2(text.contains("only staging has the file"), text.constData());
}

void tst_OneSided::plansACopyOfAMissingFile()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/staging/extra.yaml"_s,
                             "# for staging\napiVersion: v1\nkind: ConfigMap\n"
                             "metadata: {name: extra-staging}\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources: [../base, images.yaml, extra.yaml]\n"
                             "patches: [{path: web.yaml}]\n");

    const auto plan = fleet.plan({""});

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(plan->files.size(), 2u);
    QVERIFY(!plan->files[0].before);
    QCOMPARE(QByteArray::fromStdString(plan->files[0].after.value_or("")),
             "# for production\napiVersion: v1\nkind: ConfigMap\n"
             "metadata: {name: extra-production}\n"_ba);
    QCOMPARE(QByteArray::fromStdString(plan->files[1].after.value_or("")),
             "resources: [../base, images.yaml, extra.yaml]\npatches: [{path: web.yaml}]\n"_ba);
    QCOMPARE(plan->effect.size(), 1u);
    QCOMPARE(plan->effect[0].changes.count(drift::Action::Created), 1u);
}

void tst_OneSided::listsACopiedFileInTheKustomization()
{
    PromotionFleet fleet;
    fleet.repository().write(
        u"apps/staging/extra.yaml"_s,
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra, namespace: web}\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources:\n- ../base\n- images.yaml\n- extra.yaml\n"
                             "patches: [{path: web.yaml}]\n");
    fleet.repository().write(u"apps/production/kustomization.yaml"_s,
                             "resources:\n  - ../base # all\n  - images.yaml # own\n\n"
                             "patches: [{path: web.yaml}]\n");

    const auto plan = fleet.plan({""});

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(plan->files.size(), 2u);
    QCOMPARE(plan->files[0].path.text(), std::string("apps/production/extra.yaml"));
    QCOMPARE(plan->files[1].after.value_or(""),
             std::string("resources:\n  - ../base # all\n  - images.yaml # own\n  - extra.yaml\n\n"
                         "patches: [{path: web.yaml}]\n"));
    QCOMPARE(plan->effect.size(), 1u);
}

void tst_OneSided::carriesAFolderWithItsEntry()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/staging/jobs/kustomization.yaml"_s,
                             "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"
                             "resources: [job.yaml]\n");
    fleet.repository().write(
        u"apps/staging/jobs/job.yaml"_s,
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: job, namespace: web}\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources: [../base, images.yaml]\n"
                             "components: [./jobs]\n"
                             "patches: [{path: web.yaml}]\n");

    const QByteArray text = rows(fleet.differences());
    const auto plan = fleet.plan({""});

    QCOMPARE(text.count("jobs"), 2); // the two files; the entry goes with one of them
    QVERIFY(!text.contains("components"));
    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(pathsOf(*plan), "apps/production/jobs/job.yaml\n"
                             "apps/production/jobs/kustomization.yaml\n"
                             "apps/production/kustomization.yaml\n"_ba);
    QCOMPARE(plan->files[2].after.value_or(""),
             std::string("resources: [../base, images.yaml]\npatches: [{path: web.yaml}]\n"
                         "components:\n- jobs\n"));
}

void tst_OneSided::comparesListsOfAKustomizationEntryByEntry()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/shared/extra.yaml"_s,
                             "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n");
    fleet.repository().write(u"apps/shared/kustomization.yaml"_s, "resources: [extra.yaml]\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources: [images.yaml, ../shared, ../base]\n"
                             "patches: [{path: web.yaml}]\n");

    const QByteArray text = rows(fleet.differences());
    const auto plan = fleet.plan({R"(resources[="../shared"])"});

    QCOMPARE(text.count("kustomization.yaml#"), 1);
    QVERIFY2(text.contains("stay value apps/production/kustomization.yaml#:"
                           "resources[=\"../shared\"] (web): only staging has it\n"),
             text.constData());
    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(plan->files[0].after.value_or(""),
             std::string("resources: [../base, images.yaml, ../shared]\n"
                         "patches: [{path: web.yaml}]\n"));
    QCOMPARE(plan->effect[0].changes.count(drift::Action::Created), 1u);
}

void tst_OneSided::offersToRemoveWhatOnlyTheTargetHas()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/production/old.yaml"_s,
                             "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: old}\n");
    fleet.repository().write(u"apps/production/kustomization.yaml"_s,
                             "resources: [../base, images.yaml, old.yaml]\n"
                             "patches: [{path: web.yaml}]\n");

    const QByteArray text = rows(fleet.differences());

    QVERIFY2(text.endsWith("stay value apps/production/old.yaml#ConfigMap/old: (web): "
                           "only production has the file\n"),
             text.constData());
    QVERIFY2(!text.contains("resources"), text.constData());
}

void tst_OneSided::removesAFileWithItsEntry()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/production/old.yaml"_s,
                             "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: old}\n");
    fleet.repository().write(u"apps/production/kustomization.yaml"_s,
                             "resources:\n- ../base\n- old.yaml # gone soon\n- images.yaml\n"
                             "patches: [{path: web.yaml}]\n");

    const auto plan = fleet.plan({""});

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(plan->files.size(), 2u);
    QCOMPARE(plan->files[0].after.value_or(""), std::string("resources:\n- ../base\n- images.yaml\n"
                                                            "patches: [{path: web.yaml}]\n"));
    QVERIFY(!plan->files[1].after);
    QCOMPARE(plan->effect[0].changes.count(drift::Action::Deleted), 1u);
    QVERIFY(plan->diagnostics.empty());
}

void tst_OneSided::carriesDocumentsOfAFile()
{
    PromotionFleet fleet;
    const QByteArray staging = fleet.repository().read(u"apps/staging/images.yaml"_s);
    const QByteArray production = fleet.repository().read(u"apps/production/images.yaml"_s);
    const QByteArray added = "# asked for by staging\napiVersion: v1\nkind: ConfigMap\n"
                             "metadata: {name: more, namespace: web}\n";
    const QByteArray old =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: old, namespace: web}\n";
    fleet.repository().write(u"apps/staging/images.yaml"_s, staging + "---\n" + added);
    fleet.repository().write(u"apps/production/images.yaml"_s, old + "---\n" + production);

    const QByteArray text = rows(fleet.differences());
    const auto plan = fleet.plan({"", "data.image"});

    QVERIFY2(text.contains("ConfigMap/more: (web): only staging has it"), text.constData());
    QVERIFY2(text.contains("ConfigMap/old: (web): only production has it"), text.constData());
    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QByteArray expected = production + "---\n" + added;
    expected.replace("5.0.0", "5.1.0");
    expected.replace("staging", "production");
    QCOMPARE(QByteArray::fromStdString(plan->files[0].after.value_or("")), expected);
    QCOMPARE(plan->effect[0].changes.count(drift::Action::Created), 1u);
    QCOMPARE(plan->effect[0].changes.count(drift::Action::Deleted), 1u);
}

QTEST_GUILESS_MAIN(tst_OneSided)
#include "tst_onesided.moc"
