// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/memorytree.h"
#include "core/flux/generatedkustomization.h"
#include "core/yaml/emitter.h"
#include "core/yaml/parser.h"

#include <QTest>

using namespace plumb;
using namespace plumb::flux;
using namespace Qt::StringLiterals;

namespace {

using Files = std::map<std::string, std::string>;

const std::string object = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
const QByteArray head = "apiVersion: kustomize.config.k8s.io/v1beta1\n";

Kustomization owner(const QByteArray &spec)
{
    const QByteArray text = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
                            "metadata: {name: a, namespace: b}\nspec:\n"
                            + spec;
    auto fields = yaml::parse(text.toStdString(), "ks.yaml", {});
    return Object::from(fields.value_or(yaml::Value()))
        .and_then(Kustomization::from)
        .value_or(Kustomization());
}

QByteArray generated(const Files &files, const Kustomization *with = nullptr)
{
    const files::MemoryTree tree(files);
    const auto result =
        generateKustomization(tree, files::TreePath().child("app"), with, nullptr, {});
    return result ? QByteArray::fromStdString(yaml::toYaml(result->content))
                  : QByteArray::fromStdString(result.error().description());
}

} // namespace

class tst_GeneratedKustomization : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsManifestsAndStopsAtKustomizations();
    void makesAnEmptyFolderBuildable();
    void dropsFieldsThatKustomizeDoesNotKnow();
    void addsOriginsWhereAControllerFindsNoResources();
    void mergesTheSpec();
    void replacesTagAndDigestTogether();
    void refusesRemoteComponents();
    void skipsMissingComponentsOnRequest();
};

void tst_GeneratedKustomization::listsManifestsAndStopsAtKustomizations()
{
    const QByteArray text = generated({{"app/b.yaml", object},
                                       {"app/a.yml", object},
                                       {"app/c.json", "{}"},
                                       {"app/d.YAML", object},
                                       {"app/sub/e.yaml", object},
                                       {"app/kust/kustomization.yml", "resources: []"},
                                       {"app/kust/f.yaml", object},
                                       {"other.yaml", object}});

    QCOMPARE(text, head
                       + "kind: Kustomization\nresources:\n- ./a.yml\n- ./b.yaml\n- ./kust\n"
                         "- ./sub/e.yaml\n");
}

void tst_GeneratedKustomization::makesAnEmptyFolderBuildable()
{
    QCOMPARE(generated({{"app/README.md", ""}}),
             head + "kind: Kustomization\nnamespace: _placeholder\n");
    QCOMPARE(generated({{"app/kustomization.yaml", "resources: []\n"}}),
             head + "buildMetadata:\n- originAnnotations\nkind: Kustomization\nresources: []\n");
}

void tst_GeneratedKustomization::dropsFieldsThatKustomizeDoesNotKnow()
{
    QCOMPARE(
        generated({{"app/kustomization.yaml",
                    "resources: [a.yaml]\nnameSpace: x\npatches: [{path: p.yaml, note: x}]\n"}}),
        head + "kind: Kustomization\npatches:\n- path: p.yaml\nresources:\n- a.yaml\n");
}

void tst_GeneratedKustomization::addsOriginsWhereAControllerFindsNoResources()
{
    const Kustomization with = owner("  prune: true\n");
    const Files components{{"app/kustomization.yaml", "components: [../c]\n"}};

    QCOMPARE(generated(components), head + "components:\n- ../c\nkind: Kustomization\n");
    QCOMPARE(
        generated(components, &with),
        head + "buildMetadata:\n- originAnnotations\ncomponents:\n- ../c\nkind: Kustomization\n");
}

void tst_GeneratedKustomization::mergesTheSpec()
{
    const Kustomization with =
        owner("  targetNamespace: ns\n  namePrefix: p-\n  nameSuffix: -s\n"
              "  patches: [{patch: '[]', target: {kind: Pod, unknown: x}, options: {}}]\n"
              "  components: [../c]\n  images: [{name: a, newTag: '2'}]\n"
              "  commonMetadata: {labels: {a: b}}\n");

    QCOMPARE(generated({{"app/kustomization.yaml",
                         "namespace: old\nresources: [a.yaml]\npatches: [{path: p.yaml}]\n"}},
                       &with),
             head
                 + "components:\n- ../c\nimages:\n- name: a\n  newTag: \"2\"\nkind: Kustomization\n"
                   "namePrefix: p-\nnameSuffix: -s\nnamespace: ns\npatches:\n- path: p.yaml\n"
                   "- patch: '[]'\n  target:\n    kind: Pod\nresources:\n- a.yaml\n");
}

void tst_GeneratedKustomization::replacesTagAndDigestTogether()
{
    const Kustomization with = owner("  images: [{name: a, newTag: v2}, {name: b, newName: c}]\n");

    QCOMPARE(
        generated({{"app/kustomization.yaml",
                    "resources: [a.yaml]\nimages:\n- {name: a, newName: x, digest: 'sha256:1'}\n"
                    "- {name: b, newTag: v1}\n"}},
                  &with),
        head
            + "images:\n- name: a\n  newName: x\n  newTag: v2\n- name: b\n  newName: c\n"
              "  newTag: v1\nkind: Kustomization\nresources:\n- a.yaml\n");
}

void tst_GeneratedKustomization::refusesRemoteComponents()
{
    const Kustomization with = owner("  components: ['https://example.com/c']\n");

    QCOMPARE(generated({{"app/kustomization.yaml", "resources: [a.yaml]\n"}}, &with),
             "component path 'https://example.com/c' must be local and relative"_ba);
}

void tst_GeneratedKustomization::skipsMissingComponentsOnRequest()
{
    const Kustomization with =
        owner("  ignoreMissingComponents: true\n  components: [../c, ../missing]\n");

    QCOMPARE(generated({{"app/kustomization.yaml", "resources: [a.yaml]\n"},
                        {"c/kustomization.yaml", "kind: Component\n"}},
                       &with),
             head + "components:\n- ../c\nkind: Kustomization\nresources:\n- a.yaml\n");
}

QTEST_APPLESS_MAIN(tst_GeneratedKustomization)
#include "tst_generatedkustomization.moc"
