// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/scriptedapi.h"
#include "ui/session/driftcheck.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace plumb;
using namespace plumb::ui;
using namespace plumb::test;
using namespace Qt::StringLiterals;
using State = cluster::LinkStatus::State;

namespace {

constexpr int patience = 60'000;

const QByteArray syncFile = R"(apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {url: https://example.com/fleet.git, ref: {branch: main}, interval: 1m}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: flux-system, namespace: flux-system}
spec:
  path: ./clusters/prod
  sourceRef: {kind: GitRepository, name: flux-system}
  prune: true
  interval: 10m
)";

const QByteArray configMap = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: a, namespace: shop}
data: {value: "1"}
)";

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class tst_DriftCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void followsTheCluster();
    void followsGit();
    void keepsTheLastResultWhileTheClusterIsAway();
    void connectsWhenTheKubeconfigIsMended();
    void leavesTheClusterWhenTheFleetIsClosed();

private:
    void connectCluster();
    const ClusterDrift &prod() const { return m_drift->clusters().front(); }
    /// The value of the ConfigMap in the cluster where it is another one than in git; else "".
    QString liveValue() const;
    QString file(const QString &path) const { return m_folder->filePath(path); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedApi> m_api;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DriftCheck> m_drift;
};

void tst_DriftCheck::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkpath(u"fleet/clusters/prod/flux-system"_s));
    QVERIFY(write(file(u"fleet/clusters/prod/flux-system/gotk-sync.yaml"_s), syncFile));
    QVERIFY(write(file(u"fleet/clusters/prod/a.yaml"_s), configMap));
    m_api = std::make_unique<ScriptedApi>();
    m_api->set("a", "1");
    QVERIFY(write(file(u"kubeconfig"_s), QByteArray::fromStdString(m_api->kubeconfig())));
    m_settings = std::make_unique<Settings>(file(u"settings.ini"_s));
    m_session = std::make_unique<Session>(m_settings.get());
    m_drift = std::make_unique<DriftCheck>(m_session.get());
    m_session->open(file(u"fleet"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->workingTree(), patience);
    QCOMPARE(m_drift->clusters().size(), 1);
}

void tst_DriftCheck::cleanup()
{
    m_drift.reset();
    m_session.reset();
    m_api.reset();
    QThreadPool::globalInstance()->waitForDone();
}

void tst_DriftCheck::connectCluster()
{
    m_drift->setAccess(prod().cluster, {.kubeconfig = file(u"kubeconfig"_s), .context = {}});
    QTRY_VERIFY_WITH_TIMEOUT(prod().isLive() && !prod().isRunning, patience);
}

QString tst_DriftCheck::liveValue() const
{
    for (const drift::ObjectDiff &diff : prod().changes->changes.objects) {
        for (const drift::FieldChange &change : diff.changes) {
            if (diff.id.kind == "ConfigMap" && change.desired && change.live)
                return QString::fromUtf8(change.live->text());
        }
    }
    return {};
}

void tst_DriftCheck::followsTheCluster()
{
    connectCluster();
    QCOMPARE(liveValue(), QString());

    m_api->set("a", "2");
    QTRY_COMPARE_WITH_TIMEOUT(liveValue(), u"2"_s, patience);
    m_api->set("a", "3");
    QTRY_COMPARE_WITH_TIMEOUT(liveValue(), u"3"_s, patience);
    m_api->set("a", "1");
    QTRY_COMPARE_WITH_TIMEOUT(liveValue(), QString(), patience);

    QCOMPARE(m_api->asked("/configmaps?limit"), 1);
}

void tst_DriftCheck::followsGit()
{
    connectCluster();

    QTRY_VERIFY_WITH_TIMEOUT(write(file(u"fleet/clusters/prod/a.yaml"_s),
                                   QByteArray(configMap).replace("\"1\"", "\"2\""))
                                 && liveValue() == u"1"_s,
                             patience);

    QVERIFY(prod().isLive());
}

void tst_DriftCheck::keepsTheLastResultWhileTheClusterIsAway()
{
    m_api->set("a", "2");
    connectCluster();
    QTRY_COMPARE_WITH_TIMEOUT(liveValue(), u"2"_s, patience);

    m_api->setDown(true);
    QTRY_VERIFY_WITH_TIMEOUT(!prod().isLive(), patience);
    QVERIFY(prod().view->link.state == State::Reconnecting);
    QCOMPARE(liveValue(), u"2"_s);
    m_api->setUntold("a", "3");
    m_api->setDown(false);
    m_drift->checkAll();

    QTRY_COMPARE_WITH_TIMEOUT(liveValue(), u"3"_s, patience);
    QVERIFY(prod().isLive());
}

void tst_DriftCheck::connectsWhenTheKubeconfigIsMended()
{
    QVERIFY(write(file(u"kubeconfig"_s), "contexts: ["));
    m_drift->setAccess(prod().cluster, {.kubeconfig = file(u"kubeconfig"_s), .context = {}});
    QTRY_VERIFY_WITH_TIMEOUT(prod().error, patience);
    QVERIFY(!prod().isRunning);
    QCOMPARE(prod().error->code(), ErrorCode::InvalidInput);

    QVERIFY(write(file(u"kubeconfig"_s), QByteArray::fromStdString(m_api->kubeconfig())));

    QTRY_VERIFY_WITH_TIMEOUT(prod().isLive(), patience);
    QVERIFY(!prod().error);
}

void tst_DriftCheck::leavesTheClusterWhenTheFleetIsClosed()
{
    connectCluster();
    QTRY_COMPARE_WITH_TIMEOUT(m_api->watches(), 1, patience);

    m_session->close();

    QVERIFY(m_drift->clusters().empty());
    m_api->set("a", "2"); // a watch notices at the next event that nobody listens
    QVERIFY(!m_drift->hasResult());
}

QTEST_GUILESS_MAIN(tst_DriftCheck)
#include "tst_driftcheck.moc"
