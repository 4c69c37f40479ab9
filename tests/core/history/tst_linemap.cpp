// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/linemap.h"

#include <QTest>

using plumb::history::oldLineOf;

class tst_LineMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheLineBeforeTheEdits_data();
    void findsTheLineBeforeTheEdits();
};

void tst_LineMap::findsTheLineBeforeTheEdits_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("expected"); // 0: none
    QTest::newRow("untouched file") << QByteArray("a\nb\n") << QByteArray("a\nb\n") << 2 << 2;
    QTest::newRow("above the edit") << QByteArray("a\nb\nc\n") << QByteArray("a\nx\nc\n") << 1 << 1;
    QTest::newRow("the edited line")
        << QByteArray("a\nb\nc\n") << QByteArray("a\nx\nc\n") << 2 << 0;
    QTest::newRow("below an insertion")
        << QByteArray("a\nb\n") << QByteArray("x\ny\na\nb\n") << 4 << 2;
    QTest::newRow("below a removal")
        << QByteArray("x\ny\na\nb\n") << QByteArray("a\nb\n") << 2 << 4;
    QTest::newRow("between two edits")
        << QByteArray("a\nb\nc\nd\n") << QByteArray("A\nb\nnew\nc\nD\n") << 4 << 3;
    QTest::newRow("no final newline") << QByteArray("a\nb") << QByteArray("x\na\nb") << 3 << 2;
    QTest::newRow("past the end") << QByteArray("a\n") << QByteArray("a\n") << 2 << 0;
    QTest::newRow("new file") << QByteArray() << QByteArray("a\n") << 1 << 0;
}

void tst_LineMap::findsTheLineBeforeTheEdits()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, line);
    QFETCH(int, expected);

    const auto found = oldLineOf(before.toStdString(), after.toStdString(), line);

    QCOMPARE(found.value_or(0), expected);
}

QTEST_APPLESS_MAIN(tst_LineMap)
#include "tst_linemap.moc"
