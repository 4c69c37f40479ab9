// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/substitution.h"
#include "core/yaml/emitter.h"
#include "core/yaml/parser.h"

#include <QTest>

using namespace plumb;
using namespace plumb::flux;
using namespace Qt::StringLiterals;

namespace {

Object object(const QByteArray &text, std::uint32_t source = 0)
{
    auto fields = yaml::parse(text.toStdString(), "a.yaml", {.source = source});
    return Object::from(fields.value_or(yaml::Value())).value_or(Object());
}

QByteArray text(const Result<Substituted> &result)
{
    return result ? QByteArray::fromStdString(yaml::toYaml(result->object.fields()))
                  : QByteArray::fromStdString(result.error().description());
}

const QByteArray configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

} // namespace

class tst_Substitution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesTypesAsTheTextDoes();
    void flattensValuesOfSeveralLines();
    void leavesObjectsThatOptOut_data();
    void leavesObjectsThatOptOut();
    void leavesEscapesWithoutVariables();
    void refusesNamesThatAreNone();
    void refusesWhatIsNoYamlAfterwards();
    void tracesAValueToItsVariable();
};

void tst_Substitution::changesTypesAsTheTextDoes()
{
    const Object before = object(configMap
                                 + "data:\n  port: ${PORT}\n  quoted: '${PORT}x'\n  flag: ${FLAG}\n"
                                   "  version: ${VERSION}\n  z: '1'\n");
    Variables variables;
    variables.set("PORT", "8080");
    variables.set("FLAG", "yes");
    variables.set("VERSION", "1.10");

    const auto after = substitute(before, variables, {});

    QCOMPARE(text(after), QByteArray(configMap).replace(
                              "kind: ConfigMap\n", "data:\n  flag: true\n  port: 8080\n"
                                                   "  quoted: 8080x\n  version: 1.1\n  z: \"1\"\n"
                                                   "kind: ConfigMap\n"));
}

void tst_Substitution::flattensValuesOfSeveralLines()
{
    Variables variables;
    variables.set("A", "one\ntwo\n");

    const auto after = substitute(object(configMap + "data:\n  a: ${A}\n"), variables, {});

    QVERIFY(after);
    QCOMPARE(after->object.fields().textAt({"data", "a"}), "onetwo");
}

void tst_Substitution::leavesObjectsThatOptOut_data()
{
    QTest::addColumn<QByteArray>("metadata");
    QTest::addColumn<bool>("isLeft");
    QTest::newRow("label") << "  labels: {kustomize.toolkit.fluxcd.io/substitute: disabled}\n"_ba
                           << true;
    QTest::newRow("annotation")
        << "  annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}\n"_ba << true;
    QTest::newRow("the case counts")
        << "  annotations: {kustomize.toolkit.fluxcd.io/substitute: Disabled}\n"_ba << false;
}

void tst_Substitution::leavesObjectsThatOptOut()
{
    QFETCH(QByteArray, metadata);
    QFETCH(bool, isLeft);
    Variables variables;
    variables.set("A", "b");

    const auto after =
        substitute(object(configMap + metadata + "data:\n  a: ${A}\n"), variables, {});

    QVERIFY(after);
    QCOMPARE(after->object.fields().textAt({"data", "a"}), isLeft ? "${A}" : "b");
}

void tst_Substitution::leavesEscapesWithoutVariables()
{
    const Object before = object(configMap + "data:\n  a: $${A}\n");

    QCOMPARE(substitute(before, {}, {})->object.fields().textAt({"data", "a"}), "$${A}");
    QCOMPARE(substitute(before, {}, {.always = true})->object.fields().textAt({"data", "a"}),
             "${A}");
}

void tst_Substitution::refusesNamesThatAreNone()
{
    Variables variables;
    variables.set("my-name", "x");

    const auto after = substitute(object(configMap), variables, {});

    QVERIFY(!after);
    QCOMPARE(after.error().code(), ErrorCode::InvalidInput);
    QVERIFY(text(after).startsWith("'my-name' is no name for a variable"));
}

void tst_Substitution::refusesWhatIsNoYamlAfterwards()
{
    Variables variables;
    variables.set("A", "{unclosed");

    const auto after = substitute(object(configMap + "data:\n  a: ${A}\n"), variables, {});

    QVERIFY(!after);
    QCOMPARE(after.error().code(), ErrorCode::InvalidInput);
    QVERIFY2(text(after).startsWith("no valid YAML after substitution"), text(after).constData());
}

void tst_Substitution::tracesAValueToItsVariable()
{
    yaml::SourceTable sources;
    const Object before =
        object(configMap + "data:\n  a: v${A}\n  b: plain\n", sources.add("a.yaml"));
    Variables variables;
    variables.set("A", "1", {sources.add("ks.yaml"), 12});

    const auto after = substitute(before, variables, {.sources = &sources});

    QVERIFY(after);
    const auto layers = sources.layersOf(after->object.fields().find({"data", "a"})->origin());
    QCOMPARE(layers.size(), 2u);
    QCOMPARE(layers[0], (yaml::Layer{yaml::LayerKind::Substitution, "ks.yaml", 12}));
    QCOMPARE(layers[1], (yaml::Layer{yaml::LayerKind::File, "a.yaml", 6}));
    const auto untouched = sources.layersOf(after->object.fields().find({"data", "b"})->origin());
    QCOMPARE(untouched.size(), 1u);
    QCOMPARE(untouched[0].line, 7u);
}

QTEST_APPLESS_MAIN(tst_Substitution)
#include "tst_substitution.moc"
