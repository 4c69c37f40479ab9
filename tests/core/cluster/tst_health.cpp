// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/health.h"
#include "core/yaml/parser.h"
#include "tests/support/objects.h"

#include <QFile>
#include <QTest>

#include <array>

using namespace plumb;
using namespace plumb::cluster;
using namespace Qt::StringLiterals;

namespace {

constexpr auto today = std::chrono::sys_days(std::chrono::year(2026) / 6 / 1);

std::vector<yaml::Value> recordedCases()
{
    QFile file(QStringLiteral(PLUMB_SOURCE_DIR "/tests/core/cluster/health/objects.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return yaml::parseAll(file.readAll().toStdString(), "objects.yaml", {})
        .value_or(std::vector<yaml::Value>());
}

} // namespace

class tst_Health : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheRulesOfFlux_data();
    void followsTheRulesOfFlux();
    void countsWhatIsMissing();
    void repeatsWhatAControllerSays();
    void namesTheContainersThatCrash();
    void givesAPodTimeToFindANode();
    void refusesConditionsThatAreNone();
    void aggregatesAsFluxDoes();
};

void tst_Health::followsTheRulesOfFlux_data()
{
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("position");
    const auto cases = recordedCases();
    QVERIFY(!cases.empty());
    for (int i = 0; i < static_cast<int>(cases.size()); ++i) {
        const yaml::Value &one = cases[static_cast<std::size_t>(i)];
        const std::string rule(one.textAt({"rule"}));
        QTest::newRow(rule.c_str()) << QString::fromUtf8(one.textAt({"health"})) << i;
    }
}

void tst_Health::followsTheRulesOfFlux()
{
    QFETCH(const QString, expected);
    QFETCH(const int, position);
    const auto cases = recordedCases();
    const Result<Object> object =
        Object::from(*cases[static_cast<std::size_t>(position)].find("object"));
    QVERIFY(object);

    QCOMPARE(QString::fromUtf8(nameOf(healthOf(*object, today).health)), expected);
}

void tst_Health::countsWhatIsMissing()
{
    const Object deployment = test::objectOf(R"(
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {replicas: 3}
status: {replicas: 3, updatedReplicas: 3, availableReplicas: 3, readyReplicas: 1})");

    QCOMPARE(healthOf(deployment, today).message, std::string("Ready: 1/3"));
}

void tst_Health::repeatsWhatAControllerSays()
{
    const Object source = test::objectOf(R"(
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: fleet}
status:
  conditions:
    - {type: Ready, status: "False", reason: GitOperationFailed, message: cannot reach the server})");

    const HealthStatus health = healthOf(source, today);

    QCOMPARE(health.health, Health::InProgress);
    QCOMPARE(health.message, std::string("cannot reach the server"));
}

void tst_Health::namesTheContainersThatCrash()
{
    const Object pod = test::objectOf(R"(
apiVersion: v1
kind: Pod
metadata: {name: web-1}
status:
  phase: Running
  containerStatuses:
    - {name: proxy, state: {running: {}}}
    - {name: web, state: {waiting: {reason: CrashLoopBackOff}}}
    - {name: log, state: {waiting: {reason: CrashLoopBackOff}}})");

    const HealthStatus health = healthOf(pod, today);

    QCOMPARE(health.health, Health::Failed);
    QCOMPARE(health.message, std::string("Containers in CrashLoop state: web,log"));
}

void tst_Health::givesAPodTimeToFindANode()
{
    const Object pod = test::objectOf(R"(
apiVersion: v1
kind: Pod
metadata: {name: web-1, creationTimestamp: "2026-06-01T00:00:00Z"}
status:
  phase: Pending
  conditions: [{type: PodScheduled, status: "False", reason: Unschedulable}])");

    QCOMPARE(healthOf(pod, today + std::chrono::seconds(14)).health, Health::InProgress);
    QCOMPARE(healthOf(pod, today + std::chrono::seconds(16)).health, Health::Failed);
}

void tst_Health::refusesConditionsThatAreNone()
{
    const Object widget = test::objectOf(R"(
apiVersion: example.org/v1
kind: Widget
metadata: {name: one}
status: {conditions: soon})");

    QCOMPARE(healthOf(widget, today).health, Health::Unknown);
}

void tst_Health::aggregatesAsFluxDoes()
{
    using enum Health;
    QCOMPARE(aggregate(std::array{Current, Unknown, Failed}), Failed);
    QCOMPARE(aggregate(std::array{Current, Unknown, InProgress}), Unknown);
    QCOMPARE(aggregate(std::array{Current, Terminating}), InProgress);
    QCOMPARE(aggregate(std::array{Current, Current}), Current);
}

QTEST_GUILESS_MAIN(tst_Health)
#include "tst_health.moc"
