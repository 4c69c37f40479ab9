// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/ignorerules.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace plumb;
using namespace plumb::source;
using namespace Qt::StringLiterals;

namespace {

QJsonObject cases()
{
    QFile file(PLUMB_SOURCE_DIR u"/tests/cases/flux/sourceignore.json"_s);
    return file.open(QFile::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                      : QJsonObject();
}

files::TreePath path(const char *text)
{
    return files::TreePath::parse(text).value_or(files::TreePath());
}

} // namespace

class tst_IgnoreRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void excludesAsTheRealPackage_data();
    void excludesAsTheRealPackage();
    void usesTheDefaultsOnlyWithoutPatterns();
    void skipsCommentsAndBlankLines();
};

void tst_IgnoreRules::excludesAsTheRealPackage_data()
{
    QTest::addColumn<QByteArray>("patterns");
    QTest::addColumn<QByteArray>("domain");
    QTest::addColumn<QStringList>("excluded");

    const QJsonArray rows = cases()[u"cases"_s].toArray();
    QVERIFY(rows.size() > 50);
    for (const QJsonValue &row : rows) {
        QByteArray patterns;
        for (const QJsonValue &pattern : row[u"patterns"_s].toArray())
            patterns += pattern.toString().toUtf8() + '\n';
        QStringList excluded;
        for (const QJsonValue &one : row[u"excluded"_s].toArray())
            excluded << one.toString();
        const QByteArray domain = row[u"domain"_s].toString().toUtf8();
        QTest::addRow("%s in '%s'", patterns.simplified().constData(), domain.constData())
            << patterns << domain << excluded;
    }
}

void tst_IgnoreRules::excludesAsTheRealPackage()
{
    QFETCH(QByteArray, patterns);
    QFETCH(QByteArray, domain);
    QFETCH(QStringList, excluded);
    IgnoreRules rules;
    rules.addFile(files::TreePath().resolveClamped(domain.toStdString()), patterns.toStdString());
    rules.finish();

    QStringList found;
    for (const QJsonValue &file : cases()[u"paths"_s].toArray()) {
        if (rules.excludesFile(path(file.toString().toUtf8().constData())))
            found << file.toString();
    }

    QCOMPARE(found, excluded);
}

void tst_IgnoreRules::usesTheDefaultsOnlyWithoutPatterns()
{
    IgnoreRules defaults;
    defaults.finish();
    QVERIFY(defaults.excludesFile(path("a/.github/b.yaml")));
    QVERIFY(defaults.excludesFile(path("a/.sops.yaml")));
    QVERIFY(!defaults.excludesFile(path("a/b.yaml")));

    IgnoreRules own;
    own.addFile({}, "*.txt\n");
    own.finish();
    QVERIFY(!own.excludesFile(path("a/.github/b.yaml")));
    QVERIFY(own.excludesFile(path(".gitignore")));

    IgnoreRules spec;
    spec.addSpec("");
    spec.finish();
    QVERIFY(!spec.excludesFile(path("a.jpg")));
}

void tst_IgnoreRules::skipsCommentsAndBlankLines()
{
    IgnoreRules rules;
    rules.addFile({}, "# a.yaml\n\n   \n\r\nb.yaml\r\n");
    rules.finish();

    QVERIFY(!rules.excludesFile(path("a.yaml")));
    QVERIFY(rules.excludesFile(path("b.yaml")));
}

QTEST_APPLESS_MAIN(tst_IgnoreRules)
#include "tst_ignorerules.moc"
