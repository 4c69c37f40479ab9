// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/blockscanner.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;

namespace {

QByteArray toText(const Event &event)
{
    const auto place = [](const yaml_mark_t &mark) {
        return QByteArray::number(qulonglong(mark.line)) + ':'
               + QByteArray::number(qulonglong(mark.column));
    };
    return QByteArray::number(event.type()) + '/' + QByteArray::number(int(event.style())) + ' '
           + place(event.start()) + " '"
           + QByteArray(event.scalar().data(), qsizetype(event.scalar().size())) + "'\n";
}

/// All events but the places of ends, which nobody asks for; "given up" when there is an error.
QByteArray eventsOf(EventSource &source)
{
    QByteArray all;
    Event event;
    do {
        if (!source.next(event))
            return "given up";
        const bool isEnd =
            event.type() == YAML_SEQUENCE_END_EVENT || event.type() == YAML_MAPPING_END_EVENT
            || event.type() == YAML_DOCUMENT_START_EVENT || event.type() == YAML_DOCUMENT_END_EVENT;
        all += isEnd ? QByteArray::number(event.type()) + '\n' : toText(event);
    } while (event.type() != YAML_STREAM_END_EVENT);
    return all;
}

} // namespace

/// Our own scanner beside libyaml.
class tst_BlockScanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatLibyamlReads_data();
    void readsWhatLibyamlReads();
    void givesUp_data();
    void givesUp();
};

void tst_BlockScanner::readsWhatLibyamlReads_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) {
        QTest::newRow(name) << QByteArray(text);
    };
    row("comments alone", "# a\n\n  # b\n");
    row("documents", "---\na: 1\n--- # next\n---\nb: 2\n---\n");
    row("a word", "just one\n");
    row("mappings in mappings", "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n");
    row("values that are not there", "a:\nb:\n  c:\nd:\n");
    row("items that are not there", "a:\n-\n- # none\n- b\n-\n");
    row("lists in the column of their key", "a:\n- b\n- c\nd:\n- e: 1\n  f: 2\n- g\n");
    row("lists that are indented", "a:\n  - b: 1\n    c:\n    - d\n    - e\n  - f\nx: y\n");
    row("lists in one line", "- - a\n  - b\n- - - c\n");
    row("words with signs", "a: b:c d#e -f 'g' \"h\" [i] {j}\nk: -1\nl: --m  # n\n");
    row("keys with signs", "a.b/c: 1\n\"d e\": 2\n'f': 3\n-g: 4\n(h): 5\n");
    row("quotes", "a: \"b # c: d\"\nb: 'e \"f\"' # g\nc: \"\"\nd: ''\n");
    row("values in lines of their own", "a:\n  b c\nd:\n  \"e\"\nf:\n  [g]\n");
    row("literals",
        "a: |\n  b\n   c\n\n  d\n\n\ne: |-\n    f\n\ng: |+\n  h\n\ni:\n- |\n  j\n-\n  k: 1\n");
    row("literal with blank lines in front", "a: |\n\n \n  b\nc: 1\n");
    row("literal of nothing", "a: |\nb: |-\nc: 1\n");
    row("literal to the end", "a: |\n  b: c\n  # d\n");
    row("literal with comments around", "a: |- # why\n  b\n# c\nd: 1\n");
    row("flow",
        "a: [b, \"c\", 'd', -e]\nf: {g: h, \"i\": [j, {k: 1}]}\nl: []\nm: {}\nn: [ ] # o\n");
}

void tst_BlockScanner::readsWhatLibyamlReads()
{
    QFETCH(QByteArray, text);
    const std::string source = text.toStdString();
    const std::string path = "a.yaml";
    BlockScanner ours(source, path);
    EventReader theirs(source, path);

    QVERIFY(BlockScanner::mayRead(source));
    QCOMPARE(eventsOf(ours), eventsOf(theirs));
}

void tst_BlockScanner::givesUp_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) {
        QTest::newRow(name) << QByteArray(text);
    };
    row("anchor", "a: &b 1\n");
    row("alias", "a: *b\n");
    row("tag", "a: !!str 1\n");
    row("folded", "a: >\n  b\n");
    row("literal with an indentation", "a: |2\n  b\n");
    row("word over lines", "a: b\n  c\n");
    row("quotes over lines", "a: \"b\n  c\"\n");
    row("escapes", "a: \"\\n\"\nb: 'it''s'\n");
    row("flow over lines", "a: [b,\n  c]\n");
    row("pair in a flow list", "a: [b: c]\n");
    row("explicit key", "? a\n: b\n");
    row("end of a document", "a: 1\n...\n");
    row("mapping in the line of a key", "a: b: c\n");
    row("list in the line of a key", "a: - b\n");
    row("wrong indentation", "a:\n    b: 1\n  c: 2\n");
    row("item in a mapping", "a: 1\n- b\n");
    row("entry in a list", "- a\nb: 1\n");
    row("second root", "a\nb\n");
    row("comment without a blank", "a: \"b\"#c\n");
}

void tst_BlockScanner::givesUp()
{
    QFETCH(QByteArray, text);
    const std::string source = text.toStdString();
    const std::string path = "a.yaml";
    BlockScanner scanner(source, path);

    QCOMPARE(eventsOf(scanner), QByteArray("given up"));
}

QTEST_APPLESS_MAIN(tst_BlockScanner)
#include "tst_blockscanner.moc"
