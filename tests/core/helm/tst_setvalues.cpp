// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/setvalues.h"
#include "core/yaml/json.h"

#include <QTest>

using namespace plumb;
using helm::SetSyntax;

class tst_SetValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatHelmRefuses_data();
    void refusesWhatHelmRefuses();
    void writesOverWhatIsThere();
    void readsFilesThroughTheCaller();
};

void tst_SetValues::refusesWhatHelmRefuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *text, const char *message) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(message);
    };
    row("a", "key \"a\" has no value");
    row("a,b=1", "key \"a\" has no value (cannot end with ,)");
    row("a={1,2", "list must terminate with '}'");
    row("a[x]=1", "error parsing index: strconv.Atoi: parsing \"x\": invalid syntax");
    row("a[-1]=1", "negative -1 index not allowed");
    row("a[70000]=1", "index of 70000 is greater than maximum supported index of 65536");
    row("a[0]b=1", "unexpected data at end of array index: \"b\"");
    row("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.a.b.c.d.e.f=1",
        "value name nested level is greater than maximum supported nested level of 30");
}

void tst_SetValues::refusesWhatHelmRefuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    yaml::Value values = yaml::Value::mapping();
    const auto applied = helm::applySet(text.toStdString(), SetSyntax::Typed, values);
    QVERIFY(!applied);
    QCOMPARE(applied.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(applied.error().description()), message);
}

void tst_SetValues::writesOverWhatIsThere()
{
    yaml::Value values = yaml::Value::mapping();
    QVERIFY(helm::applySet("a.b=1,a.c={x,y},l[2].k=v", SetSyntax::Typed, values));
    QVERIFY(helm::applySet("a.c[1]=z,l[0]=first,a.b=null", SetSyntax::Typed, values));
    QCOMPARE(yaml::toJson(values),
             R"({"a":{"b":null,"c":["x","z"]},"l":["first",null,{"k":"v"}]})");
}

void tst_SetValues::readsFilesThroughTheCaller()
{
    yaml::Value values = yaml::Value::mapping();
    const auto applied = helm::applySet(
        "a.b=x y.txt", SetSyntax::File, values,
        [](const std::string &path) -> Result<std::string> { return "content of " + path; });
    QVERIFY(applied);
    QCOMPARE(yaml::toJson(values), R"({"a":{"b":"content of x y.txt"}})");
}

QTEST_APPLESS_MAIN(tst_SetValues)
#include "tst_setvalues.moc"
