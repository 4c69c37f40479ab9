// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/fleetfiles.h"

#include <QTest>

#include <algorithm>

using namespace plumb;
using namespace Qt::StringLiterals;
using test::fluxKustomization;

namespace {

/// A cluster with these Kustomizations, each in a file of its own that is called like it.
test::BuiltFleet cluster(const std::map<std::string, std::string> &dependencies)
{
    std::map<std::string, std::string> files{
        {"clusters/prod/flux-system/gotk-sync.yaml",
         fluxKustomization("flux-system", "./clusters/prod")},
        {"apps/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"}};
    for (const auto &[name, on] : dependencies)
        files["clusters/prod/" + name + ".yaml"] = fluxKustomization(name, "./apps", on);
    return test::buildFleet(files);
}

QByteArray problems(const test::BuiltFleet &built, std::string_view code)
{
    QByteArray text;
    for (const Diagnostic &diagnostic : built.fleet.diagnostics) {
        if (diagnostic.code != code)
            continue;
        const std::string file = diagnostic.where.value_or(SourcePosition()).path;
        text += QByteArray::fromStdString(diagnostic.object + " | " + file + " | "
                                          + diagnostic.message + '\n');
    }
    // Lines are those that the helper happens to write; that there is one is what matters.
    for (int line = 1; line < 40; ++line)
        text.replace(QByteArray(':' + QByteArray::number(line) + ')'), ":N)"_ba);
    return text;
}

} // namespace

class tst_Dependencies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesACycleWithItsPlaces();
    void namesOneThatWaitsForItself();
    void takesAChainForWhatItIs();
    void namesWhatIsMissing();
    void staysCalmWhereAPartIsUnknown();
};

void tst_Dependencies::namesACycleWithItsPlaces()
{
    const auto built = cluster({{"a", "  dependsOn:\n    - name: b\n"},
                                {"b", "  dependsOn:\n    - name: c\n"},
                                {"c", "  dependsOn:\n    - name: a\n"}});

    QCOMPARE(problems(built, "dependency-cycle"),
             "Kustomization/flux-system/a | clusters/prod/a.yaml | clusters/prod: Kustomization "
             "objects wait for each other and are never applied: flux-system/a \u2192 "
             "flux-system/b (clusters/prod/a.yaml:N) \u2192 flux-system/c "
             "(clusters/prod/b.yaml:N) \u2192 flux-system/a (clusters/prod/c.yaml:N)\n"_ba);
}

void tst_Dependencies::namesOneThatWaitsForItself()
{
    const auto built = cluster({{"a", "  dependsOn: [{name: a, namespace: flux-system}]\n"}});

    QCOMPARE(problems(built, "dependency-cycle"),
             "Kustomization/flux-system/a | clusters/prod/a.yaml | clusters/prod: Kustomization "
             "objects wait for each other and are never applied: flux-system/a \u2192 "
             "flux-system/a (clusters/prod/a.yaml:N)\n"_ba);
}

void tst_Dependencies::takesAChainForWhatItIs()
{
    const auto built = cluster({{"a", "  dependsOn: [{name: b}, {name: c}]\n"},
                                {"b", "  dependsOn: [{name: c}]\n"},
                                {"c", ""}});

    QCOMPARE(problems(built, "dependency-cycle"), ""_ba);
    QCOMPARE(problems(built, "dependency-missing"), ""_ba);
}

void tst_Dependencies::namesWhatIsMissing()
{
    const auto built = cluster({{"a", "  dependsOn: [{name: b}, {name: gone}]\n"}, {"b", ""}});

    QCOMPARE(problems(built, "dependency-missing"),
             "Kustomization/flux-system/a | clusters/prod/a.yaml | clusters/prod: waits for "
             "Kustomization flux-system/gone, which nothing in this repository builds\n"_ba);
}

void tst_Dependencies::staysCalmWhereAPartIsUnknown()
{
    const auto built =
        cluster({{"a", "  dependsOn: [{name: gone}]\n"}, {"b", "  components: [not-there]\n"}});

    const auto missing =
        std::ranges::find(built.fleet.diagnostics, "dependency-missing", &Diagnostic::code);
    QVERIFY(missing != built.fleet.diagnostics.end());
    QVERIFY(missing->severity == Severity::Note);
}

QTEST_APPLESS_MAIN(tst_Dependencies)
#include "tst_dependencies.moc"
