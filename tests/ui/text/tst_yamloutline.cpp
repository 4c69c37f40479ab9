// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/linehighlighter.h"
#include "ui/text/worddiff.h"
#include "ui/text/yamloutline.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace plumb::ui;

namespace {

QStringList folds(const QString &text)
{
    QStringList result;
    const YamlOutline outline = YamlOutline::of(text.split(u'\n'));
    for (const FoldRange &fold : outline.folds())
        result += u"%1-%2"_s.arg(fold.header).arg(fold.last);
    return result;
}

/// The marked parts of a line, in brackets.
QString marked(const QString &line, const std::vector<TextRange> &ranges)
{
    QString result = line;
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
        result.insert(range->start + range->length, u']');
        result.insert(range->start, u'[');
    }
    return result;
}

QString kinds(const QString &line, const std::vector<SyntaxSpan> &spans)
{
    QStringList result;
    for (const SyntaxSpan &span : spans) {
        static const char *const names[] = {"plain",   "key",     "string", "number",
                                            "keyword", "comment", "meta"};
        result +=
            QString::fromLatin1(names[int(span.kind)]) + u"="_s + line.mid(span.start, span.length);
    }
    return result.join(u' ');
}

} // namespace

class tst_YamlOutline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldsByIndentation();
    void foldsListsThatAreNotIndented();
    void namesTheFieldOfEachLine();
    void keepsBlockScalarsTogether();
    void startsAnewAtEachDocument();
    void survivesAnyText_data();
    void survivesAnyText();
    void marksWordsAsAWhole();
    void highlightsALineInTheMiddle();
    void highlightsInsideABlockScalar();
};

void tst_YamlOutline::foldsByIndentation()
{
    QCOMPARE(folds(u"a:\n  b:\n    c: 1\n\nd: 2"_s), (QStringList{u"0-2"_s, u"1-2"_s}));
}

void tst_YamlOutline::foldsListsThatAreNotIndented()
{
    QCOMPARE(folds(u"a:\n- x: 1\n  y: 2\n- z: 3\nb: 1"_s), (QStringList{u"0-3"_s, u"1-2"_s}));
}

void tst_YamlOutline::namesTheFieldOfEachLine()
{
    const QString text = u"metadata:\n"
                         "  labels:\n"
                         "    app.kubernetes.io/name: web\n"
                         "spec:\n"
                         "  containers:\n"
                         "  - name: web\n"
                         "    args:\n"
                         "    - --a\n"
                         "    - --b\n"
                         "  - image: x\n"
                         "    name: side"_s;

    QCOMPARE(YamlOutline::paths(text.split(u'\n')),
             (QStringList{
                 u"metadata"_s, u"metadata.labels"_s,
                 u"metadata.labels[\"app.kubernetes.io/name\"]"_s, u"spec"_s, u"spec.containers"_s,
                 u"spec.containers[name=web].name"_s, u"spec.containers[name=web].args"_s,
                 u"spec.containers[name=web].args[0]"_s, u"spec.containers[name=web].args[1]"_s,
                 u"spec.containers[name=side].image"_s, u"spec.containers[name=side].name"_s}));
}

void tst_YamlOutline::keepsBlockScalarsTogether()
{
    const QString text = u"data:\n  run.sh: |\n    if true: then\n\n    - echo\n  other: 1"_s;

    const QStringList paths = YamlOutline::paths(text.split(u'\n'));

    QCOMPARE(paths[2], u"data[\"run.sh\"]"_s);
    QCOMPARE(paths[4], u"data[\"run.sh\"]"_s);
    QCOMPARE(paths[5], u"data.other"_s);
}

void tst_YamlOutline::startsAnewAtEachDocument()
{
    const QStringList paths = YamlOutline::paths(u"a:\n  b: 1\n---\nb: 1"_s.split(u'\n'));

    QCOMPARE(paths, (QStringList{u"a"_s, u"a.b"_s, u""_s, u"b"_s}));
}

void tst_YamlOutline::survivesAnyText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("only dashes") << u"- - - -\n-\n--- x\n-"_s;
    QTest::newRow("an open quote") << u"\"a: b\n'c"_s;
    QTest::newRow("a lone block sign") << u"|\n>\n- |\n  x"_s;
    QTest::newRow("tabs") << u"\ta: 1\n\t\tb"_s;
    QTest::newRow("deep") << u"- "_s.repeated(5000);
}

void tst_YamlOutline::survivesAnyText()
{
    QFETCH(QString, text);
    const QStringList lines = text.split(u'\n');

    QCOMPARE(YamlOutline::paths(lines).size(), lines.size());
    const YamlOutline outline = YamlOutline::of(lines);
    for (const FoldRange &fold : outline.folds())
        QVERIFY(fold.last > fold.header && fold.last < lines.size());
}

void tst_YamlOutline::marksWordsAsAWhole()
{
    const QString left = u"image: ghcr.io/example/checkout:v2.14.0"_s;
    const QString right = u"image: ghcr.io/example/checkout:v2.14.0-hotfix1"_s;

    const WordDiff words = diffWords(left, right);

    QCOMPARE(marked(left, words.left), u"image: ghcr.io/example/checkout:[v2.14.0]"_s);
    QCOMPARE(marked(right, words.right), u"image: ghcr.io/example/checkout:[v2.14.0-hotfix1]"_s);
}

void tst_YamlOutline::highlightsALineInTheMiddle()
{
    const QStringList lines{u"spec:"_s, u"  replicas: 3 # three"_s, u"  on: true"_s};
    LineHighlighter highlighter;
    highlighter.setLines(lines);

    QVERIFY(!highlighter.isReady(1));
    QCOMPARE(kinds(lines[1], highlighter.spans(1)), u"key=replicas number=3 comment=# three"_s);
    QVERIFY(highlighter.isReady(1));
    QCOMPARE(kinds(lines[2], highlighter.spans(2)), u"key=on keyword=true"_s);
}

void tst_YamlOutline::highlightsInsideABlockScalar()
{
    QStringList lines{u"data:"_s, u"  script: |"_s};
    for (int i = 0; i < 1000; ++i)
        lines += u"    key: 1"_s;
    lines += u"  other: 2"_s;
    LineHighlighter highlighter;
    highlighter.setLines(lines);

    QVERIFY(!kinds(lines[900], highlighter.spans(900)).contains(u"key="_s));
    QCOMPARE(kinds(lines[1002], highlighter.spans(1002)), u"key=other number=2"_s);
}

QTEST_APPLESS_MAIN(tst_YamlOutline)
#include "tst_yamloutline.moc"
