// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/jsonstream.h"
#include "core/cluster/watchevent.h"

#include <QTest>

using namespace plumb;
using namespace plumb::cluster;
using namespace Qt::StringLiterals;

namespace {

const ApiResource configMaps = {.gvk = {"", "v1", "ConfigMap"}, .plural = "configmaps"};

/// The documents found in pieces of @p size bytes, or why not.
QString documentsOf(std::string_view text, std::size_t size, JsonStream stream = JsonStream())
{
    QString found;
    for (; !text.empty(); text.remove_prefix(std::min(size, text.size()))) {
        const auto added = stream.add(text.substr(0, size), [&found](std::string_view document) {
            found += QString::fromUtf8(document) + u'|';
            return Result<>();
        });
        if (!added)
            return found + QString::fromStdString(added.error().toString());
    }
    return found + (stream.isInside() ? u"inside"_s : u"outside"_s);
}

QString told(std::string_view document)
{
    const auto event = readWatchEvent(document, configMaps);
    if (!event)
        return QString::fromStdString(event.error().toString());
    return QString::number(static_cast<int>(event->type)) + u' '
           + QString::fromStdString(event->object.displayName()) + u' '
           + QString::fromStdString(event->resourceVersion)
           + (event->endsInitialEvents ? u" end"_s : QString());
}

} // namespace

class tst_WatchEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsDocumentsInAnyPieces();
    void refusesWhatIsNoDocument_data();
    void refusesWhatIsNoDocument();
    void refusesADocumentThatDoesNotEnd();
    void readsEvents_data();
    void readsEvents();
    void tellsAnExpiredWatchApart();
};

void tst_WatchEvent::findsDocumentsInAnyPieces()
{
    const std::string_view text = "{\"a\":\"}{\"}\n{\"b\":[{\"c\":\"\\\"}\\\\\"}]}  {}\r\n{\"d\"";

    for (std::size_t size = 1; size <= text.size(); ++size) {
        QCOMPARE(documentsOf(text, size),
                 u"{\"a\":\"}{\"}|{\"b\":[{\"c\":\"\\\"}\\\\\"}]}|{}|inside"_s);
    }
    QCOMPARE(documentsOf("", 1), u"outside"_s);
    QCOMPARE(documentsOf("{}\n", 1), u"{}|outside"_s);
}

void tst_WatchEvent::refusesWhatIsNoDocument_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");

    const QString wrong = u"the server's stream holds what is no JSON object"_s;
    QTest::newRow("a page") << "<html>"_ba << wrong;
    QTest::newRow("a list") << "[{}]"_ba << wrong;
    QTest::newRow("after a document") << "{}x"_ba << u"{}|"_s + wrong;
}

void tst_WatchEvent::refusesWhatIsNoDocument()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);

    QCOMPARE(documentsOf(text.toStdString(), 3), expected);
}

void tst_WatchEvent::refusesADocumentThatDoesNotEnd()
{
    const std::string endless = "{\"a\":\"" + std::string(200, 'x');

    QCOMPARE(documentsOf(endless, 10, JsonStream(100)),
             u"the server's stream holds a document of more than 100 bytes"_s);
}

void tst_WatchEvent::readsEvents_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("expected");

    const auto event = [](const char *type, const char *object) -> QByteArray {
        return QByteArray(R"({"type":")") + type + R"(","object":)" + object + '}';
    };
    const char *const object =
        R"({"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"n","name":"a","resourceVersion":"7"}})";
    QTest::newRow("added") << event("ADDED", object) << u"0 ConfigMap/n/a 7"_s;
    QTest::newRow("modified") << event("MODIFIED", object) << u"1 ConfigMap/n/a 7"_s;
    QTest::newRow("deleted") << event("DELETED", object) << u"2 ConfigMap/n/a 7"_s;
    QTest::newRow("without its kind")
        << event("ADDED", R"({"metadata":{"name":"a","resourceVersion":"8"}})")
        << u"0 ConfigMap/a 8"_s;
    QTest::newRow("bookmark") << event("BOOKMARK", R"({"metadata":{"resourceVersion":"9"}})")
                              << u"3 / 9"_s;
    QTest::newRow("end of a list") << event(
        "BOOKMARK",
        R"({"metadata":{"resourceVersion":"9","annotations":{"k8s.io/initial-events-end":"true"}}})")
                                   << u"3 / 9 end"_s;
    QTest::newRow("unknown type")
        << event("RENAMED", object)
        << u"the server's answer for configmaps holds an event of the unknown type 'RENAMED'"_s;
    QTest::newRow("no object") << R"({"type":"ADDED"})"_ba
                               << u"the server's answer for configmaps holds what is no event"_s;
    QTest::newRow("no name") << event("ADDED", R"({"metadata":{}})")
                             << u"missing 'metadata.name' in object of kind 'ConfigMap'"_s;
    QTest::newRow("not JSON") << "{]"_ba << u"event:1:1: "_s;
}

void tst_WatchEvent::readsEvents()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, expected);

    const QString actual = told(document.toStdString());

    // What the parser says after the place of its errors is its own business.
    QCOMPARE(expected.endsWith(u": "_s) ? actual.left(expected.size()) : actual, expected);
}

void tst_WatchEvent::tellsAnExpiredWatchApart()
{
    const auto expired = readWatchEvent(
        R"({"type":"ERROR","object":{"kind":"Status","code":410,"message":"too old"}})",
        configMaps);
    const auto broken =
        readWatchEvent(R"({"type":"ERROR","object":{"kind":"Status","code":500}})", configMaps);

    QVERIFY(!expired && expired.error().code() == ErrorCode::Conflict);
    QCOMPARE(expired.error().message(), "too old");
    QVERIFY(!broken && broken.error().code() == ErrorCode::Unreachable);
    QCOMPARE(broken.error().message(), "the server answered with status 500");
}

QTEST_APPLESS_MAIN(tst_WatchEvent)
#include "tst_watchevent.moc"
