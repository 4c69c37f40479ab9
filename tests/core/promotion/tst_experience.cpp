// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/workspace.h"
#include "core/promotion/experience.h"
#include "tests/support/promotionfleet.h"

#include <QTest>

#include <algorithm>

using namespace plumb;
using namespace plumb::promotion;
using namespace Qt::StringLiterals;

class tst_Experience : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suggestsWhatWasCarriedBefore();
    void leavesWhatWasNeverCarried();
    void knowsWhatDiffersSinceItWasWritten();
    void takesASuggestionBackThatWasNeverFollowed();
    void neverOverrulesAName();
    void letsTheWorkspaceFileWin();
    void remembersChoicesInTheWorkspaceFile();
    void addsChoicesToThoseThatAreThere();

private:
    static void set(PromotionFleet &fleet, const QString &environment, const QByteArray &line)
    {
        const QString file = u"apps/"_s + environment + u"/extra.yaml"_s;
        fleet.repository().write(file, "apiVersion: v1\nkind: ConfigMap\n"
                                       "metadata: {name: extra, namespace: web}\ndata:\n  "
                                           + line + '\n');
        fleet.repository().write(u"apps/"_s + environment + u"/kustomization.yaml"_s,
                                 "resources: [../base, images.yaml, extra.yaml]\n"
                                 "patches: [{path: web.yaml}]\n");
        fleet.repository().commit(u"Set "_s + QString::fromLatin1(line));
    }
    static QByteArray suggestion(PromotionFleet &fleet, const std::string &path)
    {
        Differences differences = fleet.differences();
        build::BuildCache cache;
        if (const auto learned = learn(differences, *fleet.open(), cache, {}); !learned)
            return QByteArray::fromStdString(learned.error().toString());
        const auto found = std::ranges::find(differences.items, path, &Difference::place);
        if (found == differences.items.end())
            return "no difference";
        return QByteArray::fromStdString((found->isSuggested ? "promote: " : "stay: ")
                                         + found->reason);
    }
};

void tst_Experience::suggestsWhatWasCarriedBefore()
{
    PromotionFleet fleet;
    for (const QByteArray format : {"text", "json", "logfmt"}) {
        set(fleet, u"staging"_s, "format: " + format);
        set(fleet, u"production"_s, "format: " + format);
    }
    set(fleet, u"staging"_s, "format: syslog");

    QCOMPARE(suggestion(fleet, "data.format"), "promote: carried over 2 times before"_ba);
}

void tst_Experience::leavesWhatWasNeverCarried()
{
    PromotionFleet fleet;
    set(fleet, u"production"_s, "format: text");
    for (const QByteArray format : {"a", "b", "c"})
        set(fleet, u"staging"_s, "format: " + format);

    QCOMPARE(suggestion(fleet, "data.format"), "stay: never carried over in 2 changes"_ba);
}

void tst_Experience::knowsWhatDiffersSinceItWasWritten()
{
    PromotionFleet fleet;
    set(fleet, u"staging"_s, "format: a");
    set(fleet, u"production"_s, "format: b");

    QCOMPARE(suggestion(fleet, "data.format"), "stay: differs since it was written"_ba);
}

void tst_Experience::takesASuggestionBackThatWasNeverFollowed()
{
    PromotionFleet fleet;
    set(fleet, u"production"_s, "appVersion: 0.9.0");
    for (const QByteArray version : {"1.0.0", "1.1.0", "1.2.0", "1.3.0"})
        set(fleet, u"staging"_s, "appVersion: " + version);

    QCOMPARE(suggestion(fleet, "data.appVersion"), "stay: never carried over in 3 changes"_ba);
}

void tst_Experience::neverOverrulesAName()
{
    PromotionFleet fleet;
    for (const QByteArray host : {"a", "b", "c"}) {
        set(fleet, u"staging"_s, "hostname: " + host);
        set(fleet, u"production"_s, "hostname: " + host);
    }
    set(fleet, u"staging"_s, "hostname: d");

    QCOMPARE(suggestion(fleet, "data.hostname"), "stay: a host of production's own"_ba);
}

void tst_Experience::letsTheWorkspaceFileWin()
{
    PromotionFleet fleet;
    fleet.repository().write(
        u".plumbline.yaml"_s,
        "promotion:\n"
        "  carries: [spec.values.replicas]\n"
        "  stays: ['apps/production/web.yaml#HelmRelease/web:spec.chart.spec.version']\n");

    QCOMPARE(suggestion(fleet, "spec.values.replicas"),
             "promote: carried over, says .plumbline.yaml"_ba);
    QCOMPARE(suggestion(fleet, "spec.chart.spec.version"), "stay: stays, says .plumbline.yaml"_ba);
}

void tst_Experience::remembersChoicesInTheWorkspaceFile()
{
    PromotionFleet fleet;
    const Differences all = fleet.differences();
    std::vector<Difference> selected;
    for (const Difference &difference : all.items) {
        if (difference.place() == "spec.values.replicas")
            selected.push_back(difference);
    }

    const auto plan = fleet.planOf(all, selected, PromotionFleet::Choices::Remembered);

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(plan->files.size(), 2u);
    QCOMPARE(QByteArray::fromStdString(plan->files[0].after.value_or("")),
             "promotion:\n"
             "  stays:\n"
             "    - 'apps/production/web.yaml#HelmRelease/web:spec.chart.spec.version'\n"
             "    - 'clusters/production/apps.yaml#Kustomization/apps:"
             "spec.postBuild.substitute.WEB_VERSION'\n"
             "  carries:\n"
             "    - 'apps/production/web.yaml#HelmRelease/web:spec.values.replicas'\n"_ba);
}

void tst_Experience::addsChoicesToThoseThatAreThere()
{
    PromotionFleet fleet;
    fleet.repository().write(u".plumbline.yaml"_s,
                             "# ours\nenvironments: [staging, production]\n"
                             "promotion:\n  stays:\n    - spec.chart.spec.version # for now\n");
    const Differences all = fleet.differences();
    std::vector<Difference> selected;
    for (const Difference &difference : all.items) {
        if (difference.isSuggested || difference.place() == "spec.values.replicas")
            selected.push_back(difference);
    }

    const auto plan = fleet.planOf(all, selected, PromotionFleet::Choices::Remembered);

    QVERIFY2(plan, plan ? "" : plan.error().toString().c_str());
    QCOMPARE(
        QByteArray::fromStdString(plan->files[0].after.value_or("")),
        "# ours\nenvironments: [staging, production]\n"
        "promotion:\n  stays:\n    - spec.chart.spec.version # for now\n"
        "  carries:\n    - 'apps/production/web.yaml#HelmRelease/web:spec.values.replicas'\n"_ba);
}

QTEST_GUILESS_MAIN(tst_Experience)
#include "tst_experience.moc"
