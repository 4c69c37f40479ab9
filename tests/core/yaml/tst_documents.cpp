// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/documents.h"

#include <QTest>

using namespace plumb;
using namespace plumb::yaml;
using namespace Qt::StringLiterals;

namespace {

QByteArray textOf(const Result<std::string> &result)
{
    return QByteArray::fromStdString(result ? *result : result.error().toString());
}

} // namespace

class tst_Documents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesADocumentAsItIsWritten();
    void appendsInTheLineEndsOfTheText();
    void appendsToAnEmptyTextAndBehindAnOpenEnd();
    void removesADocumentAndItsSeparator_data();
    void removesADocumentAndItsSeparator();
    void refusesWhatItCannotTellApart();
};

void tst_Documents::givesADocumentAsItIsWritten()
{
    const QByteArray text = "# head\na: 1\n--- # next\n# about b\nb: [2] # two\n---\nc: 3";

    QCOMPARE(textOf(documentText(text.toStdString(), {"f.yaml", 1})),
             "# about b\nb: [2] # two\n"_ba);
    QCOMPARE(textOf(documentText(text.toStdString(), {"f.yaml", 2})), "c: 3"_ba);
}

void tst_Documents::appendsInTheLineEndsOfTheText()
{
    QCOMPARE(textOf(appendDocument("a: 1\r\nb: 2", "c: 3 # c\nd: 4\n", "f.yaml")),
             "a: 1\r\nb: 2\r\n---\r\nc: 3 # c\r\nd: 4\r\n"_ba);
}

void tst_Documents::appendsToAnEmptyTextAndBehindAnOpenEnd()
{
    QCOMPARE(textOf(appendDocument("", "a: 1", "f.yaml")), "a: 1\n"_ba);
    QCOMPARE(textOf(appendDocument("a: 1\n---\n", "b: 2\n", "f.yaml")), "a: 1\n---\nb: 2\n"_ba);
}

void tst_Documents::removesADocumentAndItsSeparator_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("document");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("first") << "a: 1\n---\nb: 2\n"_ba << 0 << "b: 2\n"_ba;
    QTest::newRow("first behind a separator")
        << "---\na: 1\n---\nb: 2\n"_ba << 0 << "---\nb: 2\n"_ba;
    QTest::newRow("middle") << "a: 1\n---\nb: 2\n---\nc: 3\n"_ba << 1 << "a: 1\n---\nc: 3\n"_ba;
    QTest::newRow("last") << "a: 1\n---\nb: 2\n"_ba << 1 << "a: 1\n"_ba;
    QTest::newRow("last without a line end") << "a: 1\n---\nb: 2"_ba << 1 << "a: 1\n"_ba;
}

void tst_Documents::removesADocumentAndItsSeparator()
{
    QFETCH(QByteArray, text);
    QFETCH(int, document);
    QFETCH(QByteArray, expected);

    QCOMPARE(
        textOf(removeDocument(text.toStdString(), {"f.yaml", static_cast<std::size_t>(document)})),
        expected);
}

void tst_Documents::refusesWhatItCannotTellApart()
{
    const auto beyond = removeDocument("a: 1\n", {"f.yaml", 1});
    // The second document needs what the first one's directive says.
    const auto directive = documentText("%YAML 1.1\n---\na: 1\n", {"f.yaml", 0});

    QVERIFY(!beyond && !directive);
    QCOMPARE(
        QByteArray::fromStdString(directive.error().toString()),
        "f.yaml:1:1: the documents are set apart by more than '---'; edit the file by hand"_ba);
    QCOMPARE(beyond.error().code(), ErrorCode::NotFound);
    QCOMPARE(directive.error().code(), ErrorCode::Unsupported);
}

QTEST_APPLESS_MAIN(tst_Documents)
#include "tst_documents.moc"
