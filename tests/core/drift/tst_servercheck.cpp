// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/memoryclusterreader.h"
#include "core/drift/render.h"
#include "core/drift/servercheck.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::drift;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

/// Gives a scripted answer, and keeps what it was asked.
class ScriptedWriter final : public cluster::ClusterWriter
{
public:
    std::string answer = {};
    std::optional<Error> refusal = {};
    std::vector<cluster::WriteRequest> asked = {};

    Result<cluster::Written> send(const cluster::WriteRequest &request, const Run &) override
    {
        asked.push_back(request);
        if (refusal)
            return std::unexpected(*refusal);
        return cluster::Written{
            .content = answer.empty() ? request.content
                                      : yaml::parse(answer, "answer").value_or(yaml::Value())};
    }
};

std::string configMap(const std::string &data, const std::string &metadata = {})
{
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: n" + metadata
           + "}, data: " + data + "}";
}

/// What git says of one object, what the cluster has, and what the API server answers.
struct Fixture
{
    std::string git = configMap("{a: '1'}");
    std::string live = configMap("{a: '2'}");
    std::string spec = "{}";
    ScriptedWriter writer = {};

    QString check()
    {
        const Object owner =
            objectOf("{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: "
                     "{name: apps, namespace: flux-system}, spec: "
                     + spec + ", status: {inventory: {entries: []}}}");
        build::Unit unit = {.id = {.cluster = "c", .namespaceName = "flux-system", .name = "apps"},
                            .kustomization = *flux::Kustomization::from(owner),
                            .directory = files::TreePath()};
        unit.objects = objectsOf(git);
        const build::ClusterState state = {.cluster = "c",
                                           .units = {std::make_shared<build::Unit>(unit)}};
        cluster::MemoryClusterReader reader;
        reader.addObject(owner);
        reader.addResource({.gvk = {"", "v1", "ConfigMap"}, .plural = "configmaps"});
        if (!live.empty())
            reader.addObject(objectOf(live));
        InlineExecutor executor;
        const auto read = cluster::readLive(reader, wantedObjects(state), executor, Run());
        auto set = detectDrift(state, *read, {}, Run());
        const auto checked = checkOnServer(
            *set, {.desired = state, .live = *read, .writer = writer, .executor = executor}, {},
            Run());
        if (!checked)
            return QString::fromStdString(checked.error().toString());
        QString text = QString::fromStdString(toText(*set));
        for (const Diagnostic &diagnostic : set->diagnostics)
            text += QString::fromStdString(diagnostic.message) + u'\n';
        return text;
    }
};

} // namespace

class tst_ServerCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void confirmsWhatApplyingChanges();
    void sendsWhatFluxSends();
    void explainsWhatTheServerKeeps();
    void addsWhatOnlyTheServerKnows();
    void saysWhatIsRefused_data();
    void saysWhatIsRefused();
    void fallsBackWhereItIsNotAllowed();
};

void tst_ServerCheck::confirmsWhatApplyingChanges()
{
    Fixture fixture;

    const QString text = fixture.check();

    QCOMPARE(text,
             u"ConfigMap/n/a drifted (confirmed by the API server)\n"
             "  data.a: 1 → 2 [not applied yet: Flux has not applied the Kustomization yet]\n"_s);
}

void tst_ServerCheck::sendsWhatFluxSends()
{
    Fixture fixture;

    fixture.check();

    QCOMPARE(fixture.writer.asked.size(), 1u);
    QCOMPARE(QString::fromStdString(fixture.writer.asked[0].path),
             u"/api/v1/namespaces/n/configmaps/a?fieldManager=kustomize-controller&dryRun=All"
             "&force=true"_s);
    QCOMPARE(
        QString::fromStdString(fixture.writer.asked[0].body()),
        uR"({"apiVersion":"v1","data":{"a":"1"},"kind":"ConfigMap","metadata":{"labels":)"
        uR"({"kustomize.toolkit.fluxcd.io/name":"apps",)"
        uR"("kustomize.toolkit.fluxcd.io/namespace":"flux-system"},"name":"a","namespace":"n"}})"_s);
}

void tst_ServerCheck::explainsWhatTheServerKeeps()
{
    Fixture fixture;
    fixture.writer.answer = fixture.live;

    const QString text = fixture.check();

    QCOMPARE(text, u"ConfigMap/n/a drifted (the API server would change nothing)\n"
                   "  data.a: 1 → 2 [webhook: the API server was asked: it or an admission webhook "
                   "keeps this value, whatever is applied]\n"_s);
}

void tst_ServerCheck::addsWhatOnlyTheServerKnows()
{
    Fixture fixture;
    fixture.writer.answer = configMap("{a: '1', injected: 'yes'}");

    const QString text = fixture.check();

    QVERIFY2(text.endsWith(
                 u"\n  data.injected: yes → (none) [webhook: only the API server knows: it or an "
                 "admission webhook sets this when it is applied]\n"_s),
             qPrintable(text));
}

void tst_ServerCheck::saysWhatIsRefused_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("end");
    QTest::newRow("for good") << u"{}"_s << u"data is immutable)"_s;
    QTest::newRow("unless it may be deleted")
        << u"{force: true}"_s
        << u"data is immutable; Flux deletes it and creates it anew, as 'force' says)"_s;
}

void tst_ServerCheck::saysWhatIsRefused()
{
    QFETCH(QString, spec);
    QFETCH(QString, end);
    Fixture fixture;
    fixture.spec = spec.toStdString();
    fixture.writer.refusal = Error(ErrorCode::InvalidInput, "data is immutable");

    const QString text = fixture.check();

    QCOMPARE(text.section(u'\n', 0, 0),
             u"ConfigMap/n/a drifted (the API server refuses it: " + end);
}

void tst_ServerCheck::fallsBackWhereItIsNotAllowed()
{
    Fixture fixture;
    fixture.writer.refusal = Error(ErrorCode::Unauthorized, "you may not patch configmaps");

    const QString text = fixture.check();

    QVERIFY2(text.startsWith(u"ConfigMap/n/a drifted (not confirmed)\n"_s), qPrintable(text));
    QVERIFY2(text.endsWith(
                 u"\n1 differences are as computed here, since the API server could not be asked: "
                 "you may not patch configmaps\n"_s),
             qPrintable(text));
}

QTEST_APPLESS_MAIN(tst_ServerCheck)
#include "tst_servercheck.moc"
