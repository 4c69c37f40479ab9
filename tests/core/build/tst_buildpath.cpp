// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/buildpath.h"
#include "core/files/memorytree.h"
#include "core/yaml/emitter.h"
#include "core/yaml/parser.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

namespace {

const std::map<std::string, std::string> repository{
    {"app/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  x: ${X}\n"},
    {"app/ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: n\n"},
    {"app/.github/ci.yaml", "jobs: {}\n"}};

std::optional<flux::Kustomization> owner(const QByteArray &spec)
{
    const QByteArray text = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
                            "metadata: {name: a, namespace: b}\nspec:\n"
                            + spec;
    auto fields = yaml::parse(text.toStdString(), "ks.yaml", {});
    return Object::from(fields.value_or(yaml::Value()))
        .and_then(flux::Kustomization::from)
        .value_or(flux::Kustomization());
}

QByteArray names(const Result<build::PathOutput> &built)
{
    if (!built)
        return QByteArray::fromStdString(built.error().description());
    QByteArray text;
    for (const Object &object : built->objects)
        text += QByteArray::fromStdString(object.displayName()) + ' ';
    return text;
}

Result<build::PathOutput> buildFolder(const std::string &path,
                                      const std::optional<flux::Kustomization> &with,
                                      const build::PathOptions &options)
{
    const files::MemoryTree tree(repository);
    return build::buildPath(tree, files::TreePath().resolveClamped(path), with, options, {});
}

} // namespace

class tst_BuildPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersAsAsked();
    void saysThatThePathIsMissing();
    void refusesVariablesThatAreNotSet();
    void addsCommonMetadataAfterSubstitution();
};

void tst_BuildPath::ordersAsAsked()
{
    QCOMPARE(names(buildFolder("app", {}, {})), "ConfigMap/a Namespace/n "_ba);
    QCOMPARE(names(buildFolder("app", {}, {.order = build::Order::Legacy})),
             "Namespace/n ConfigMap/a "_ba);
}

void tst_BuildPath::saysThatThePathIsMissing()
{
    const auto built = buildFolder("nowhere", {}, {});

    QVERIFY(!built);
    QCOMPARE(built.error().code(), ErrorCode::NotFound);
    QCOMPARE(names(built), "kustomization path not found: 'nowhere'"_ba);
}

void tst_BuildPath::refusesVariablesThatAreNotSet()
{
    const auto with = owner("  postBuild: {substitute: {Y: z}}\n");

    const auto refused = buildFolder("app", with, {});
    const auto kept = buildFolder("app", with, {.unknown = build::UnknownVariable::Keep});

    QVERIFY(!refused);
    QCOMPARE(names(refused),
             "post build failed for 'ConfigMap/a': variable not set (strict mode): 'X'"_ba);
    QVERIFY(kept);
    QCOMPARE(kept->objects.front().fields().textAt({"data", "x"}), "${X}");
}

void tst_BuildPath::addsCommonMetadataAfterSubstitution()
{
    const auto with = owner("  postBuild: {substitute: {X: z}}\n"
                            "  commonMetadata: {labels: {team: '${X}'}, annotations: {b: c}}\n");

    const auto built = buildFolder("app", with, {});

    QVERIFY(built);
    QCOMPARE(built->objects.front().fields().textAt({"data", "x"}), "z");
    QCOMPARE(built->objects.front().label("team"), "${X}");
    QCOMPARE(built->objects.front().annotation("b"), "c");
}

QTEST_APPLESS_MAIN(tst_BuildPath)
#include "tst_buildpath.moc"
