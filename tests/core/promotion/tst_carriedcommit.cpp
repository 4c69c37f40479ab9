// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/repository.h"
#include "core/promotion/carriedcommit.h"
#include "tests/support/promotionfleet.h"

#include <QTest>

using namespace plumb;
using namespace plumb::promotion;
using namespace Qt::StringLiterals;

namespace {

QByteArray rows(const Result<Differences> &differences)
{
    if (!differences)
        return QByteArray::fromStdString(differences.error().toString());
    std::string text;
    for (const Difference &difference : differences->items) {
        text += (difference.isConflict ? "conflict " : "carry ")
                + std::string(toString(difference.change)) + ' ' + difference.key() + '\n';
    }
    return QByteArray::fromStdString(text);
}

} // namespace

class tst_CarriedCommit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesWhatTheCommitChanged();
    void showsBothSidesOfAConflict();
    void leavesOutWhatTheTargetHas();
    void replacesTheNameOfTheEnvironment();
    void carriesFilesWithTheirEntries();
    void mergesListsItemByItem();
    void mergesInlinePatches();
    void neverCarriesSecrets();
    void refusesACommitOfAnotherEnvironment();
    void revertsAFileToItsBytes();
    void revertsOneValueBehindLaterChanges();
    void findsWhatALaterChangeKeepsFromBeingReverted();

private:
    Result<Differences> carried(PromotionFleet &fleet, const QByteArray &commit)
    {
        const auto snapshot = fleet.open();
        const auto repository = git::Repository::open(fleet.repository().path());
        return differencesOfCommit(*snapshot, *repository->resolve(commit.toStdString()), "staging",
                                   "production", {});
    }
    Result<Differences> reverted(PromotionFleet &fleet, const QByteArray &commit)
    {
        const auto snapshot = fleet.open();
        const auto repository = git::Repository::open(fleet.repository().path());
        return differencesToRevert(*snapshot, *repository->resolve(commit.toStdString()), {});
    }
    static void replace(PromotionFleet &fleet, const QString &file, const QByteArray &before,
                        const QByteArray &after)
    {
        QByteArray text = fleet.repository().read(file);
        QVERIFY(text.contains(before));
        fleet.repository().write(file, text.replace(before, after));
    }
};

void tst_CarriedCommit::carriesWhatTheCommitChanged()
{
    PromotionFleet fleet;
    // Before the commit both had 1.2.0, and staging goes on after it.
    replace(fleet, u"apps/staging/web.yaml"_s, "1.3.0", "1.2.0");
    fleet.repository().commit(u"Level"_s);
    replace(fleet, u"apps/staging/web.yaml"_s, "1.2.0", "1.2.5");
    const QByteArray commit = fleet.repository().commit(u"Raise web"_s);
    replace(fleet, u"apps/staging/web.yaml"_s, "1.2.5", "2.0.0");
    fleet.repository().commit(u"Raise it again"_s);

    const auto differences = carried(fleet, commit);

    QCOMPARE(rows(differences), "carry changed apps/production/web.yaml#HelmRelease/web:"
                                "spec.chart.spec.version\n"_ba);
    QCOMPARE(differences->items[0].source->text(), std::string_view("1.2.5"));
    QVERIFY(differences->items[0].isSuggested);
    const auto plan = fleet.planOf(*differences, differences->items);
    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QVERIFY(plan->files[0].after->contains("version: 1.2.5 # pinned on purpose\r\n"));
}

void tst_CarriedCommit::showsBothSidesOfAConflict()
{
    PromotionFleet fleet;
    replace(fleet, u"apps/staging/web.yaml"_s, "1.3.0", "1.4.0");
    replace(fleet, u"apps/staging/web.yaml"_s, "replicas: 1", "replicas: 2");
    const QByteArray commit = fleet.repository().commit(u"Raise web"_s);

    const auto differences = carried(fleet, commit);

    QCOMPARE(rows(differences),
             "conflict changed apps/production/web.yaml#HelmRelease/web:spec.chart.spec.version\n"
             "conflict changed apps/production/web.yaml#HelmRelease/web:spec.values.replicas\n"_ba);
    const Difference &version = differences->items[0];
    QVERIFY(!version.isSuggested);
    QCOMPARE(version.base->text(), std::string_view("1.3.0"));
    QCOMPARE(version.source->text(), std::string_view("1.4.0"));
    QCOMPARE(version.target->text(), std::string_view("1.2.0"));
}

void tst_CarriedCommit::leavesOutWhatTheTargetHas()
{
    PromotionFleet fleet;
    replace(fleet, u"apps/staging/web.yaml"_s, "1.3.0", "1.4.0");
    const QByteArray commit = fleet.repository().commit(u"Raise web"_s);
    replace(fleet, u"apps/production/web.yaml"_s, "1.2.0", "1.4.0");
    fleet.repository().commit(u"Raise it by hand"_s);

    QCOMPARE(rows(carried(fleet, commit)), ""_ba);
}

void tst_CarriedCommit::replacesTheNameOfTheEnvironment()
{
    PromotionFleet fleet;
    replace(fleet, u"apps/staging/web.yaml"_s,
            "ingress:", "url: http://a.staging.svc\n    ingress:");
    const QByteArray commit = fleet.repository().commit(u"Name a service"_s);

    const auto differences = carried(fleet, commit);

    QCOMPARE(rows(differences), "carry added apps/production/web.yaml#HelmRelease/web:"
                                "spec.values.url\n"_ba);
    QCOMPARE(differences->items[0].source->text(), std::string_view("http://a.production.svc"));
}

void tst_CarriedCommit::carriesFilesWithTheirEntries()
{
    PromotionFleet fleet;
    fleet.repository().write(
        u"apps/staging/extra.yaml"_s,
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra-staging, namespace: web}\n");
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s,
                             "resources: [../base, images.yaml, extra.yaml]\n"
                             "patches: [{path: web.yaml}]\n");
    const QByteArray commit = fleet.repository().commit(u"Add it"_s);

    const auto differences = carried(fleet, commit);

    QCOMPARE(rows(differences), "carry file added apps/production/extra.yaml#:\n"_ba);
    const auto plan = fleet.planOf(*differences, differences->items);
    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(plan->files.size(), 2u);
    QVERIFY(plan->files[0].after->contains("extra-production"));
    QVERIFY(plan->files[1].after->contains("[../base, images.yaml, extra.yaml]"));
}

void tst_CarriedCommit::mergesListsItemByItem()
{
    PromotionFleet fleet;
    replace(fleet, u"apps/staging/web.yaml"_s, "ingress:", "hosts: [a, b]\n    ingress:");
    replace(fleet, u"apps/production/web.yaml"_s, "ingress:", "hosts: [b, x]\r\n    ingress:");
    fleet.repository().commit(u"Lists"_s);
    replace(fleet, u"apps/staging/web.yaml"_s, "[a, b]", "[a, c]");
    const QByteArray commit = fleet.repository().commit(u"Swap one"_s);

    const auto differences = carried(fleet, commit);
    const auto plan = fleet.planOf(*differences, differences->items);

    QCOMPARE(rows(differences),
             "carry added apps/production/web.yaml#HelmRelease/web:spec.values.hosts[=c]\n"
             "carry removed apps/production/web.yaml#HelmRelease/web:spec.values.hosts[=b]\n"_ba);
    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QVERIFY(plan->files[0].after->contains("hosts: [x, c]"));
}

void tst_CarriedCommit::mergesInlinePatches()
{
    PromotionFleet fleet;
    const auto kustomization = [](const QByteArray &version, const QByteArray &replicas) {
        return "resources: [../base, images.yaml]\n"
               "patches:\n"
               "  - path: web.yaml\n"
               "  - patch: |\n"
               "      apiVersion: helm.toolkit.fluxcd.io/v2\n"
               "      kind: HelmRelease\n"
               "      metadata: {name: web, namespace: web}\n"
               "      spec: {chart: {spec: {version: "
               + version
               + "}}}\n"
                 "      # "
               + replicas + " replicas\n";
    };
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s, kustomization("1", "one"));
    fleet.repository().write(u"apps/production/kustomization.yaml"_s, kustomization("1", "nine"));
    fleet.repository().commit(u"Patches"_s);
    fleet.repository().write(u"apps/staging/kustomization.yaml"_s, kustomization("2", "one"));
    const QByteArray commit = fleet.repository().commit(u"Raise"_s);

    const auto differences = carried(fleet, commit);
    const auto plan = fleet.planOf(*differences, differences->items);

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(plan->files[0].after.value_or("")),
             kustomization("2", "nine"));
}

void tst_CarriedCommit::neverCarriesSecrets()
{
    PromotionFleet fleet;
    fleet.repository().write(u"apps/staging/secret.yaml"_s,
                             "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"
                             "stringData: {password: hidden}\n");
    const QByteArray commit = fleet.repository().commit(u"Add a secret"_s);

    const auto differences = carried(fleet, commit);

    QCOMPARE(rows(differences), ""_ba);
    QCOMPARE(differences->diagnostics.size(), 1u);
    QVERIFY(!differences->diagnostics[0].message.contains("hidden"));
}

void tst_CarriedCommit::refusesACommitOfAnotherEnvironment()
{
    PromotionFleet fleet;
    replace(fleet, u"apps/production/web.yaml"_s, "1.2.0", "1.2.1");
    const QByteArray commit = fleet.repository().commit(u"Raise"_s);

    const auto differences = carried(fleet, commit);

    QVERIFY(!differences);
    QCOMPARE(differences.error().code(), ErrorCode::NotFound);
    QCOMPARE(rows(differences), "commit "_ba + commit.left(7) + " changes no file of staging");
}

void tst_CarriedCommit::revertsAFileToItsBytes()
{
    PromotionFleet fleet;
    const QByteArray before = fleet.repository().read(u"apps/production/web.yaml"_s);
    replace(fleet, u"apps/production/web.yaml"_s, "# pinned on purpose", "# why?");
    replace(fleet, u"apps/production/web.yaml"_s, "1.2.0", "1.3.0");
    const QByteArray commit = fleet.repository().commit(u"Raise"_s);

    const auto differences = reverted(fleet, commit);
    const auto plan = fleet.planOf(*differences, differences->items);

    QCOMPARE(rows(differences), "carry file replaced apps/production/web.yaml#:\n"_ba);
    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(plan->files[0].after.value_or("")), before);
}

void tst_CarriedCommit::revertsOneValueBehindLaterChanges()
{
    PromotionFleet fleet;
    replace(fleet, u"apps/production/web.yaml"_s, "1.2.0", "1.3.0");
    const QByteArray commit = fleet.repository().commit(u"Raise"_s);
    replace(fleet, u"apps/production/web.yaml"_s, "replicas: 3", "replicas: 4");
    fleet.repository().commit(u"Scale"_s);
    QByteArray expected = fleet.repository().read(u"apps/production/web.yaml"_s);

    const auto differences = reverted(fleet, commit);
    const auto plan = fleet.planOf(*differences, differences->items);

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(plan->files[0].after.value_or("")),
             expected.replace("1.3.0", "1.2.0"));
}

void tst_CarriedCommit::findsWhatALaterChangeKeepsFromBeingReverted()
{
    PromotionFleet fleet;
    replace(fleet, u"apps/production/web.yaml"_s, "1.2.0", "1.3.0");
    const QByteArray commit = fleet.repository().commit(u"Raise"_s);
    replace(fleet, u"apps/production/web.yaml"_s, "1.3.0", "1.4.0");
    fleet.repository().commit(u"Raise again"_s);

    QCOMPARE(rows(reverted(fleet, commit)),
             "conflict changed apps/production/web.yaml#HelmRelease/web:"
             "spec.chart.spec.version\n"_ba);
}

QTEST_GUILESS_MAIN(tst_CarriedCommit)
#include "tst_carriedcommit.moc"
