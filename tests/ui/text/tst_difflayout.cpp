// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/comparisons.h"
#include "ui/text/difffields.h"
#include "ui/text/difflayout.h"
#include "ui/text/worddiff.h"
#include "ui/text/yamloutline.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace plumb::ui;

namespace {

std::shared_ptr<const DiffDocument> between(const QString &left, const QString &right)
{
    return DiffDocument::between(AnnotatedText::fromText(left), AnnotatedText::fromText(right));
}

/// One line for each row: "  a | a", "~ b | c", "- x |", "+   | y", "⋯ 4".
QStringList rows(const DiffDocument &document, const DiffLayout &layout)
{
    QStringList result;
    const auto text = [](const AnnotatedText &side, int line) {
        return line < 0 ? u""_s : side.lines[line].trimmed();
    };
    for (const DiffRow &row : layout.rows) {
        const QString both =
            text(document.left, row.left) + u"|"_s + text(document.right, row.right);
        switch (row.kind) {
        case DiffRow::Kind::Same: result += u" "_s + both; break;
        case DiffRow::Kind::Changed: result += u"~"_s + both; break;
        case DiffRow::Kind::Removed: result += u"-"_s + both; break;
        case DiffRow::Kind::Added: result += u"+"_s + both; break;
        case DiffRow::Kind::Fold: result += u"..."_s + QString::number(row.hidden); break;
        }
    }
    return result;
}

} // namespace

class tst_DiffLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alignsChangedAddedAndRemovedLines();
    void pairsLinesOfOneFieldInsideAHunk();
    void showsWhatGoesBeforeWhatComesInline();
    void foldsUnchangedRuns();
    void keepsTheHeadOfTheText();
    void revealsPartsOfAFold();
    void showsEqualTextsWhole();
    void findsTheRowOfEveryLine();
    void startsAnAddedItemAtItsDash();
    void readsTheChangedFields();
    void namesAWholeAddedMappingOnce();
    void speaksChanges();
    void alignsByPathWherePathsAreGiven();
    void showsOneAddedItemOfAListWithoutKeys();
};

void tst_DiffLayout::alignsChangedAddedAndRemovedLines()
{
    const auto document = between(u"a: 1\nb: 2\nc: 3\n"_s, u"a: 1\nb: 5\nc: 3\nd: 4\n"_s);

    const DiffLayout layout = layOut(*document, {});

    QCOMPARE(rows(*document, layout),
             (QStringList{u" a: 1|a: 1"_s, u"~b: 2|b: 5"_s, u" c: 3|c: 3"_s, u"+|d: 4"_s}));
    QCOMPARE(layout.changes.size(), 2U);
    QCOMPARE(layout.changes[1].firstRow, 3);
}

void tst_DiffLayout::pairsLinesOfOneFieldInsideAHunk()
{
    const auto document =
        between(u"image: a:1\nports: 1\n"_s, u"policy: Always\nimage: a:2\nextra: 1\nports: 2\n"_s);

    const DiffLayout layout = layOut(*document, {});

    QCOMPARE(rows(*document, layout),
             (QStringList{u"+|policy: Always"_s, u"~image: a:1|image: a:2"_s, u"+|extra: 1"_s,
                          u"~ports: 1|ports: 2"_s}));
}

void tst_DiffLayout::showsWhatGoesBeforeWhatComesInline()
{
    const auto document = between(u"a: 1\nb: 2\n"_s, u"a: 3\nb: 4\nc: 5\n"_s);

    const DiffLayout layout = layOut(*document, {.arrangement = DiffArrangement::Inline});

    QCOMPARE(rows(*document, layout), (QStringList{u"-a: 1|a: 3"_s, u"-b: 2|b: 4"_s,
                                                   u"+a: 1|a: 3"_s, u"+b: 2|b: 4"_s, u"+|c: 5"_s}));
}

void tst_DiffLayout::foldsUnchangedRuns()
{
    QString left;
    for (int i = 0; i < 20; ++i)
        left += u"k%1: 1\n"_s.arg(i);
    QString right = left;
    right.replace(u"k10: 1"_s, u"k10: 2"_s);
    const auto document = between(left, right);

    const DiffLayout layout = layOut(*document, {.context = 2, .head = 0});

    QCOMPARE(rows(*document, layout),
             (QStringList{u"...8"_s, u" k8: 1|k8: 1"_s, u" k9: 1|k9: 1"_s, u"~k10: 1|k10: 2"_s,
                          u" k11: 1|k11: 1"_s, u" k12: 1|k12: 1"_s, u"...7"_s}));
}

void tst_DiffLayout::keepsTheHeadOfTheText()
{
    QString left;
    for (int i = 0; i < 20; ++i)
        left += u"k%1: 1\n"_s.arg(i);
    const auto document = between(left, left + u"k20: 1\n"_s);

    const DiffLayout layout = layOut(*document, {.context = 1, .head = 2});

    QCOMPARE(rows(*document, layout), (QStringList{u" k0: 1|k0: 1"_s, u" k1: 1|k1: 1"_s, u"...17"_s,
                                                   u" k19: 1|k19: 1"_s, u"+|k20: 1"_s}));
}

void tst_DiffLayout::revealsPartsOfAFold()
{
    QString left;
    for (int i = 0; i < 20; ++i)
        left += u"k%1: 1\n"_s.arg(i);
    QString right = left;
    right.replace(u"k19: 1"_s, u"k19: 2"_s);
    const auto document = between(left, right);

    const DiffLayout layout =
        layOut(*document, {.context = 1, .head = 0, .reveals = {{0, {.top = 2, .bottom = 1}}}});

    QCOMPARE(rows(*document, layout),
             (QStringList{u" k0: 1|k0: 1"_s, u" k1: 1|k1: 1"_s, u"...15"_s, u" k17: 1|k17: 1"_s,
                          u" k18: 1|k18: 1"_s, u"~k19: 1|k19: 2"_s}));
}

void tst_DiffLayout::showsEqualTextsWhole()
{
    const QString text = u"a: 1\n"_s.repeated(30);
    const auto document = between(text, text);

    const DiffLayout layout = layOut(*document, {});

    QCOMPARE(layout.rows.size(), 30U);
    QVERIFY(layout.changes.empty());
}

void tst_DiffLayout::findsTheRowOfEveryLine()
{
    const auto document =
        DiffDocument::between(plumb::test::manyObjects(40, 0), plumb::test::manyObjects(40, 3));
    for (const auto arrangement : {DiffArrangement::SideBySide, DiffArrangement::Inline}) {
        const DiffLayout layout = layOut(*document, {.arrangement = arrangement});
        const auto shows = [](int first, const DiffRow &row, int line) {
            return line >= first && line < first + qMax(1, row.hidden);
        };
        for (int line = 0; line < int(document->left.lines.size()); ++line) {
            const int row = layout.rowOfLeft(line);
            QVERIFY(row >= 0);
            QVERIFY(shows(layout.rows[std::size_t(row)].left, layout.rows[std::size_t(row)], line));
            QVERIFY(layout.rows[std::size_t(row)].kind != DiffRow::Kind::Added);
        }
        for (int line = 0; line < int(document->right.lines.size()); ++line) {
            const int row = layout.rowOfRight(line);
            QVERIFY(row >= 0);
            QVERIFY(
                shows(layout.rows[std::size_t(row)].right, layout.rows[std::size_t(row)], line));
            QVERIFY(layout.rows[std::size_t(row)].kind != DiffRow::Kind::Removed);
        }
    }
}

void tst_DiffLayout::startsAnAddedItemAtItsDash()
{
    const auto document = between(
        u"env:\n  - name: A\n    value: x\n  - name: C\n    value: x\n"_s,
        u"env:\n  - name: A\n    value: x\n  - name: B\n    value: x\n  - name: C\n    value: x\n"_s);

    QCOMPARE(document->hunks, (std::vector<Hunk>{{3, 0, 3, 2}}));
}

void tst_DiffLayout::readsTheChangedFields()
{
    const auto document = plumb::test::driftedDeployment();

    QStringList fields;
    for (const DiffField &field : document->fields)
        fields += field.object + u" "_s + field.path + u": "_s + field.before + u" > "_s
                  + field.after + u" "_s + field.chip;

    const QString web = u"Deployment checkout/web spec"_s;
    QCOMPARE(
        fields,
        (QStringList{
            web + u".replicas: 3 > 5 "_s,
            web + u".template.spec.containers[name=web].image: ghcr.io/example/checkout:v2.14.0 > ghcr.io/example/checkout:v2.14.0-hotfix1 "_s,
            web + u".template.spec.containers[name=web].ports[containerPort=8080].protocol:  > TCP API default"_s,
            web + u".template.spec.containers[name=web].imagePullPolicy:  > IfNotPresent API default"_s}));
}

void tst_DiffLayout::namesAWholeAddedMappingOnce()
{
    const auto document = between(u"a: 1\n"_s, u"a: 1\nresources:\n  limits:\n    memory: 1Gi\n"_s);

    QCOMPARE(document->fields.size(), 1U);
    QCOMPARE(document->fields[0].path, u"resources"_s);
    QCOMPARE(document->fields[0].kind, DiffField::Kind::Added);
}

void tst_DiffLayout::speaksChanges()
{
    const auto document = plumb::test::driftedDeployment();

    QCOMPARE(spokenChange(*document, document->hunks[0]),
             u"replicas, 3 to 5, Deployment checkout/web"_s);
}

void tst_DiffLayout::alignsByPathWherePathsAreGiven()
{
    AnnotatedText left = AnnotatedText::fromText(u"- x: 1\n- x: 1\n"_s);
    AnnotatedText right = AnnotatedText::fromText(u"- x: 1\n"_s);
    left.paths = {u"[name=a]"_s, u"[name=b]"_s};
    right.paths = {u"[name=b]"_s};

    const auto document = DiffDocument::between(left, right);

    QCOMPARE(document->hunks, (std::vector<Hunk>{{0, 1, 0, 0}}));
}

void tst_DiffLayout::showsOneAddedItemOfAListWithoutKeys()
{
    AnnotatedText left = AnnotatedText::fromText(u"args:\n- --a\n- --b\n"_s);
    AnnotatedText right = AnnotatedText::fromText(u"args:\n- --new\n- --a\n- --b\n"_s);
    left.paths = YamlOutline::paths(left.lines);
    right.paths = YamlOutline::paths(right.lines);

    const auto document = DiffDocument::between(left, right);

    QCOMPARE(document->hunks, (std::vector<Hunk>{{1, 0, 1, 1}}));
}

QTEST_APPLESS_MAIN(tst_DiffLayout)
#include "tst_difflayout.moc"
