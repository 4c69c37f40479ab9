// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/memorytree.h"
#include "tests/support/fleetfiles.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using test::fluxKustomization;

namespace {

using Files = std::map<std::string, std::string>;

/// Has one artifact, and writes down who asked for it with which Secrets.
class Registry final : public source::ArtifactSource
{
public:
    Result<source::FetchedArtifact> artifact(const flux::Source &source,
                                             const std::vector<Object> &secrets,
                                             const Run &run) override
    {
        asked += std::string(source.object().name()) + '(';
        for (const Object &secret : secrets)
            asked += std::string(secret.name());
        asked += ')';
        if (source.url().ends_with("/dead"))
            return std::unexpected(Error(ErrorCode::Unreachable, "cannot reach the registry"));
        const auto tree = std::make_shared<files::MemoryTree>(Files{
            {"deploy/a.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shared}\n"}});
        return source::FetchedArtifact{
            .files = PLUMB_TRY(source::Artifact::of(tree, source.ignore(), run)),
            .revision = "v1@sha256:0123"};
    }

    std::string asked;
};

std::string fromRegistry(const std::string &name)
{
    std::string text = "---\n" + fluxKustomization(name, "./deploy");
    const std::string kind = "kind: GitRepository";
    text.replace(text.find(kind), kind.size(), "kind: OCIRepository");
    const std::string source = "name: flux-system\n";
    const std::size_t at = text.rfind("name: flux-system");
    text.replace(at, source.size() - 1, "name: " + name);
    return text;
}

std::string repository(const std::string &name)
{
    return "---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: "
           + name + ", namespace: flux-system}\nspec: {url: 'oci://example.org/" + name
           + "', secretRef: {name: login}}\n---\napiVersion: v1\nkind: Secret\n"
             "metadata: {name: login, namespace: flux-system}\n---\napiVersion: v1\nkind: Secret\n"
             "metadata: {name: other, namespace: flux-system}\n";
}

test::BuiltFleet built(const std::string &objects, Registry *registry, Files files = {})
{
    files.insert({{"clusters/prod/flux-system/gotk-sync.yaml",
                   fluxKustomization("flux-system", "./clusters/prod")},
                  {"clusters/prod/apps.yaml", objects}});
    static const Run run;
    build::BuildCache cache;
    std::optional<source::RunArtifacts> artifacts;
    if (registry)
        artifacts.emplace(*registry, run);
    return test::buildFleet(files, cache, [&](build::FleetRequest &request) {
        request.artifacts = artifacts ? &*artifacts : nullptr;
    });
}

QByteArray notes(const build::Unit *unit)
{
    QByteArray text;
    if (unit) {
        for (const Diagnostic &diagnostic : unit->diagnostics)
            text += QByteArray::fromStdString(diagnostic.message) + '\n';
    }
    return text;
}

} // namespace

/// Kustomizations of OCIRepositories, whose files are fetched.
class tst_FetchedArtifacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildsWhatIsFetched();
    void leavesOutWhatCannotBeFetched();
    void waitsForTheObjectOfTheSource();
    void asksNobodyWhereNothingIsFetched();
};

void tst_FetchedArtifacts::buildsWhatIsFetched()
{
    Registry registry;

    const test::BuiltFleet fleet = built(repository("infra") + fromRegistry("infra"), &registry);

    QCOMPARE(fleet.outcome("clusters/prod", "flux-system/infra"), "ok 1"_ba);
    QCOMPARE(registry.asked, "infra(login)");
    QCOMPARE(notes(fleet.unit("clusters/prod", "flux-system/infra")),
             "files are those of OCIRepository/flux-system/infra at v1@sha256:0123\n"_ba);
}

void tst_FetchedArtifacts::leavesOutWhatCannotBeFetched()
{
    Registry registry;

    const test::BuiltFleet fleet = built(repository("dead") + fromRegistry("dead"), &registry);

    QCOMPARE(fleet.outcome("clusters/prod", "flux-system/dead"), "external"_ba);
    QCOMPARE(fleet.outcome("clusters/prod", "flux-system/flux-system"), "ok 5"_ba);
    QCOMPARE(notes(fleet.unit("clusters/prod", "flux-system/dead")),
             "cannot reach the registry\n"_ba);
}

void tst_FetchedArtifacts::waitsForTheObjectOfTheSource()
{
    Registry registry;

    const test::BuiltFleet late =
        built(fromRegistry("infra") + fluxKustomization("sources", "./sources"), &registry,
              {{"sources/infra.yaml", repository("infra")}});
    const test::BuiltFleet never = built(fromRegistry("infra"), &registry);

    QCOMPARE(late.outcome("clusters/prod", "flux-system/infra"), "ok 1"_ba);
    QCOMPARE(registry.asked, "infra(login)");
    QCOMPARE(never.outcome("clusters/prod", "flux-system/infra"), "external"_ba);
    QCOMPARE(notes(never.unit("clusters/prod", "flux-system/infra")),
             "nothing in this repository says what OCIRepository/flux-system/infra is\n"_ba);
}

void tst_FetchedArtifacts::asksNobodyWhereNothingIsFetched()
{
    const test::BuiltFleet fleet = built(repository("infra") + fromRegistry("infra"), nullptr);

    QCOMPARE(fleet.outcome("clusters/prod", "flux-system/infra"), "external"_ba);
}

QTEST_APPLESS_MAIN(tst_FetchedArtifacts)
#include "tst_fetchedartifacts.moc"
