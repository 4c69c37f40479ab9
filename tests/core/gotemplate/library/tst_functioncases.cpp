// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/gotemplate/library/rendering.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Compares with what Sprig and Helm print; see tests/cases/templatefunctions.
class tst_FunctionCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsWhatSprigAndHelmDo_data();
    void printsWhatSprigAndHelmDo();
};

void tst_FunctionCases::printsWhatSprigAndHelmDo_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");

    const QDir folder(QStringLiteral(PLUMB_SOURCE_DIR "/tests/cases/templatefunctions"));
    const QStringList names = folder.entryList({u"*.txt"_s});
    QVERIFY(!names.isEmpty());
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = u'\n' + QString::fromUtf8(file.readAll());
        for (const QString &part : text.split(u"\n=== "_s, Qt::SkipEmptyParts)) {
            const qsizetype line = part.indexOf(u'\n');
            const QString source = part.first(line < 0 ? part.size() : line);
            QString expected = line < 0 ? QString() : part.sliced(line + 1);
            // The last one of a file ends with the file's own line end.
            if (text.endsWith(part) && expected.endsWith(u'\n'))
                expected.chop(1);
            QTest::newRow(qPrintable(name.chopped(4) + u": "_s + source)) << source << expected;
        }
    }
}

void tst_FunctionCases::printsWhatSprigAndHelmDo()
{
    QFETCH(QString, source);
    QFETCH(QString, expected);

    QCOMPARE(QString::fromStdString(rendered(source.toStdString())), expected);
}

QTEST_APPLESS_MAIN(tst_FunctionCases)
#include "tst_functioncases.moc"
