// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/resourcemap.h"
#include "core/yaml/parser.h"

#include <QTest>

using namespace plumb;
using namespace plumb::kustomize;
using namespace Qt::StringLiterals;

class tst_ResourceMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsResourcesByEveryNameTheyHad();
    void refusesAnIdThatIsTaken();
    void forgetsWhatWasDropped();

private:
    Resource configMap(const std::string &name)
    {
        return {*yaml::parse("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}", ""),
                m_schema};
    }

    SchemaInUse m_schema;
    yaml::SourceTable m_files;
    Run m_run;
    std::vector<Diagnostic> m_warnings;
    const BuildContext m_context{
        .schema = m_schema, .files = m_files, .run = m_run, .warnings = m_warnings};
};

void tst_ResourceMap::findsResourcesByEveryNameTheyHad()
{
    ResourceMap resources;
    QVERIFY(resources.append(configMap("a"), m_context));
    QVERIFY(resources.append(configMap("b"), m_context));
    QCOMPARE(resources.withAnyName("a").size(), 1U);

    Resource &changed = resources.change(0);
    changed.storePreviousId();
    changed.setName("c");

    const std::vector<std::size_t> first = {0};
    QCOMPARE(resources.withAnyName("a"), first);
    QCOMPARE(resources.withAnyName("c"), first);
    QVERIFY(resources.withCurrentId(configMap("a").id()).empty());
    QCOMPARE(resources.withAnyId(configMap("a").id()), first);
}

void tst_ResourceMap::refusesAnIdThatIsTaken()
{
    ResourceMap resources;
    QVERIFY(resources.append(configMap("a"), m_context));

    const Result<> again = resources.append(configMap("a"), m_context);

    QVERIFY(!again);
    QCOMPARE(again.error().code(), ErrorCode::Conflict);
    QCOMPARE(QByteArray::fromStdString(again.error().message()),
             "there is already a resource ConfigMap.v1.[noGrp]/a.[noNs]"_ba);
}

void tst_ResourceMap::forgetsWhatWasDropped()
{
    ResourceMap resources;
    QVERIFY(resources.append(configMap("a"), m_context));
    QVERIFY(resources.append(configMap("b"), m_context));
    QCOMPARE(resources.withAnyName("b").size(), 1U);

    resources.change(0).mutableFields() = yaml::Value();
    resources.dropEmpty();

    QCOMPARE(resources.size(), 1U);
    QCOMPARE(resources.withAnyName("b"), std::vector<std::size_t>{0});
    QVERIFY(resources.withAnyName("a").empty());
}

QTEST_APPLESS_MAIN(tst_ResourceMap)
#include "tst_resourcemap.moc"
