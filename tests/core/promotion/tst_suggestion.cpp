// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/suggestion.h"

#include <QTest>

using namespace plumb;
using namespace plumb::promotion;
using namespace Qt::StringLiterals;

class tst_Suggestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suggestsWhatIsCarriedOver_data();
    void suggestsWhatIsCarriedOver();
};

void tst_Suggestion::suggestsWhatIsCarriedOver_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *path, const char *source, const char *target,
                        const char *expected) {
        QTest::addRow("%s %s", path, source)
            << QByteArray(path) << QByteArray(source) << QByteArray(target) << QByteArray(expected);
    };
    row("spec.chart.spec.version", "1.3.0", "1.2.0", "promote version: another version");
    row("spec.chart.spec.version", "1.2.0", "1.3.0", "stay version: production is ahead");
    row("spec.chart.spec.version", ">=1.0.0-alpha", ">=1.0.0",
        "stay version: each environment has its own version range");
    row("spec.chart.spec.version", "1.4.x", "1.2.0", "promote version: another version");
    row("spec.ref.tag", "sha-3f2a9c1", "1.2.0",
        "stay version: production runs another kind of version");
    row("spec.ref.branch", "staging", "production", "stay version: it names the environment");
    row("spec.postBuild.substitute.KEDA_VERSION", "2.20.2", "2.20.1",
        "promote version: another version");
    row("spec.postBuild.substitute.EXTERNAL_SECRETS_VERSION", "2.9.0", "2.8.0",
        "promote version: another version");
    row("spec.postBuild.substitute.BLOB_CSI_DRIVER", "1.27.9", "1.27.8",
        "promote version: another version");
    row("spec.postBuild.substitute.REPLICAS", "3", "5", "stay value: sized for production");
    row("spec.postBuild.substitute.GIT_IMAGE", "stg.io/git:2.1", "prod.io/git:2.1",
        "stay image: production has its own registry or image name");
    row("spec.template.spec.containers[name=a].image", "r.io:5000/a:2", "r.io:5000/a:1",
        "promote image: another image");
    row("images[name=a].newTag", "2.0.0", "1.0.0", "promote image: another image");
    row("spec.values.image.tag", "v2.0.0", "v1.9.0", "promote image: another image");
    row("spec.values.image.repository", "a/b", "a/c",
        "stay image: production has its own registry or image name");
    row("apiVersion", "v2", "v1", "stay value: it is no version; choose it to carry it over");
    row("metadata.name", "a", "b", "stay value: a name of production's own");
    row("metadata.namespace", "a", "b", "stay value: a name of production's own");
    row("spec.values.adminPassword", "a", "b", "stay value: a secret of production's own");
    row("spec.values.ingress.hostname", "a.io", "b.io", "stay value: a host of production's own");
    row("spec.values.log", "for-staging", "x", "stay value: it names the environment");
    row("spec.values.log", "prestaging", "x",
        "stay value: it is no version; choose it to carry it over");
    row("spec.values.resources.limits.cpu", "1", "2", "stay value: sized for production");
    row("resources", "a", "b", "stay value: it is no version; choose it to carry it over");
    row("spec.interval", "1m", "5m", "stay value: how production is run");
    row("spec.path", "./api/v1.5.1", "./api/v1.4.0", "promote version: another version");
    row("spec.path", "./api/v1.4.0", "./api/v1.5.1", "stay version: production is ahead");
    row("spec.path", "./web/v1.5.1", "./api/v1.4.0",
        "stay value: it is no version; choose it to carry it over");
    row("resources[0]", "https://a.io/r/v2.0.0/i.yaml", "https://a.io/r/v1.9.0/i.yaml",
        "promote version: another version");
}

void tst_Suggestion::suggestsWhatIsCarriedOver()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, expected);
    ScopePair scopes;
    scopes.from = {.name = "staging", .words = {"staging"}};
    scopes.to = {.name = "production", .words = {"production"}};
    Difference difference{.path = *yaml::NodePath::parse(path.toStdString()),
                          .source = yaml::Value::string(source.toStdString()),
                          .target = yaml::Value::string(target.toStdString())};

    suggest(difference, scopes, {});

    const std::string text = (difference.isSuggested ? "promote " : "stay ")
                             + std::string(toString(difference.kind)) + ": " + difference.reason;
    QCOMPARE(QByteArray::fromStdString(text), expected);
}

QTEST_APPLESS_MAIN(tst_Suggestion)
#include "tst_suggestion.moc"
