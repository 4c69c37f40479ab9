// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/sourcetable.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;

class tst_SourceTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEveryFileOneNumber();
    void listsLayersNewestFirst();
    void stackingTwiceIsStackingOnce();
    void aStackedValueKeepsItsOwnHistory();
    void valuesOfTheProgramHaveNoLayers();
    void givesEveryCommentOneNumber();
};

void tst_SourceTable::givesEveryFileOneNumber()
{
    SourceTable table;

    const auto a = table.add("a.yaml");
    const auto b = table.add("b.yaml");

    QVERIFY(a != 0 && b != 0 && a != b);
    QCOMPARE(table.add("a.yaml"), a);
    QCOMPARE(table.pathOf({.source = b, .line = 3}), std::string("b.yaml"));
    QCOMPARE(table.position({.source = b, .line = 3}, 5), (SourcePosition{"b.yaml", 3, 5}));
}

void tst_SourceTable::listsLayersNewestFirst()
{
    SourceTable table;
    const Origin base{.source = table.add("base.yaml"), .line = 4};
    const Origin patch{.source = table.add("patch.yaml"), .line = 2};

    const Origin patched = table.stack(patch, LayerKind::Patch, base);
    const Origin transformed = table.stack({.source = table.add("kustomization.yaml"), .line = 7},
                                           LayerKind::Transformer, patched);

    QCOMPARE(transformed.line, 7u);
    QCOMPARE(table.pathOf(transformed), std::string("kustomization.yaml"));
    const std::vector<Layer> expected = {{LayerKind::Transformer, "kustomization.yaml", 7},
                                         {LayerKind::Patch, "patch.yaml", 2},
                                         {LayerKind::File, "base.yaml", 4}};
    QVERIFY(table.layersOf(transformed) == expected);
}

void tst_SourceTable::stackingTwiceIsStackingOnce()
{
    SourceTable table;
    const Origin base{.source = table.add("base.yaml"), .line = 4};
    const Origin patch{.source = table.add("patch.yaml"), .line = 2};

    QCOMPARE(table.stack(patch, LayerKind::Patch, base),
             table.stack(patch, LayerKind::Patch, base));
    QVERIFY(table.stack(patch, LayerKind::Patch, base)
            != table.stack(patch, LayerKind::Transformer, base));
}

void tst_SourceTable::aStackedValueKeepsItsOwnHistory()
{
    SourceTable table;
    const Origin base{.source = table.add("base.yaml"), .line = 1};
    const Origin variable{.source = table.add("vars.yaml"), .line = 2};
    const Origin override{.source = table.add("override.yaml"), .line = 3};
    const Origin overridden = table.stack(override, LayerKind::Patch, variable);

    const Origin value = table.stack(overridden, LayerKind::Substitution, base);

    const std::vector<Layer> expected = {{LayerKind::Substitution, "override.yaml", 3},
                                         {LayerKind::File, "vars.yaml", 2},
                                         {LayerKind::File, "base.yaml", 1}};
    QVERIFY(table.layersOf(value) == expected);
}

void tst_SourceTable::valuesOfTheProgramHaveNoLayers()
{
    SourceTable table;

    QVERIFY(table.layersOf({}).empty());
    QVERIFY(table.pathOf({}).empty());
}

void tst_SourceTable::givesEveryCommentOneNumber()
{
    SourceTable table;

    const std::uint16_t a = table.addComment("{a}");
    const std::uint16_t b = table.addComment("{b}");

    QVERIFY(a != 0 && b != 0 && a != b);
    QCOMPARE(table.addComment("{a}"), a);
    QCOMPARE(table.commentAt(b), std::string("{b}"));
    QCOMPARE(table.commentAt(0), std::string());
    QCOMPARE(table.commentAt(999), std::string());
}

QTEST_APPLESS_MAIN(tst_SourceTable)
#include "tst_sourcetable.moc"
