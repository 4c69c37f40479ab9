// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/treepath.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::TreePath;

class tst_TreePath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalises_data();
    void normalises();
    void refusesWhatIsNotBelowTheRoot_data();
    void refusesWhatIsNotBelowTheRoot();
    void refusesNul();
    void resolvesAgainstADirectory();
    void clampsAtTheRoot_data();
    void clampsAtTheRoot();
    void knowsItsParts();
    void knowsWhatItIsWithin();
    void saysHowToGetThere_data();
    void saysHowToGetThere();
};

namespace {

TreePath path(const char *text)
{
    return TreePath::parse(text).value();
}

} // namespace

void tst_TreePath::normalises_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("normalised");

    QTest::newRow("empty") << ""_ba << ""_ba;
    QTest::newRow("dot") << "."_ba << ""_ba;
    QTest::newRow("plain") << "apps/podinfo"_ba << "apps/podinfo"_ba;
    QTest::newRow("leading dot") << "./apps"_ba << "apps"_ba;
    QTest::newRow("slash at the end") << "apps/"_ba << "apps"_ba;
    QTest::newRow("two slashes") << "apps//podinfo"_ba << "apps/podinfo"_ba;
    QTest::newRow("up inside") << "apps/../infra/./x/.."_ba << "infra"_ba;
    QTest::newRow("up to the root") << "apps/.."_ba << ""_ba;
    QTest::newRow("dots in a name") << "a..b/...c"_ba << "a..b/...c"_ba;
}

void tst_TreePath::normalises()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, normalised);

    const Result<TreePath> parsed = TreePath::parse(text.toStdString());

    QVERIFY2(parsed, parsed ? "" : parsed.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(parsed->text()), normalised);
}

void tst_TreePath::refusesWhatIsNotBelowTheRoot_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("absolute")
        << "/etc/passwd"_ba
        << "path '/etc/passwd' is absolute, expected one relative to its folder"_ba;
    QTest::newRow("above") << "../x"_ba << "path '../x' leads out of the root"_ba;
    QTest::newRow("above in the middle")
        << "a/../../a"_ba << "path 'a/../../a' leads out of the root"_ba;
}

void tst_TreePath::refusesWhatIsNotBelowTheRoot()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);

    const Result<TreePath> parsed = TreePath::parse(text.toStdString());

    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(parsed.error().toString()), message);
}

void tst_TreePath::refusesNul()
{
    const std::string text("a\0/../../etc", 12);

    const Result<TreePath> parsed = TreePath::parse(text);

    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(parsed.error().toString(), std::string("path 'a' holds a NUL byte"));
}

void tst_TreePath::resolvesAgainstADirectory()
{
    const TreePath directory = path("apps/podinfo");

    QCOMPARE(directory.resolve("../base/x.yaml").value().text(), std::string("apps/base/x.yaml"));
    QCOMPARE(directory.resolve("").value(), directory);
    QCOMPARE(directory.resolve("../..").value(), TreePath());
    QCOMPARE(directory.resolve("../../..").error().code(), ErrorCode::InvalidInput);
}

void tst_TreePath::clampsAtTheRoot_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("clamped");

    QTest::newRow("relative") << "b"_ba << "a/b"_ba;
    QTest::newRow("absolute") << "/etc"_ba << "etc"_ba;
    QTest::newRow("above") << "../../../etc"_ba << "etc"_ba;
    QTest::newRow("absolute and above") << "/../x"_ba << "x"_ba;
    QTest::newRow("nul") << QByteArray("b\0/c", 4) << "a/b"_ba;
}

void tst_TreePath::clampsAtTheRoot()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, clamped);

    const TreePath resolved = path("a").resolveClamped(text.toStdString());

    QCOMPARE(QByteArray::fromStdString(resolved.text()), clamped);
}

void tst_TreePath::knowsItsParts()
{
    const TreePath deep = path("a/b/c");

    QCOMPARE(deep.parent(), path("a/b"));
    QCOMPARE(deep.name(), std::string_view("c"));
    QCOMPARE(deep.child("d"), path("a/b/c/d"));
    QCOMPARE(path("a").parent(), TreePath());
    QCOMPARE(TreePath().parent(), TreePath());
    QCOMPARE(TreePath().name(), std::string_view());
    QCOMPARE(TreePath().child("a"), path("a"));
    QVERIFY(TreePath().isRoot());
}

void tst_TreePath::knowsWhatItIsWithin()
{
    QVERIFY(path("a/b").isWithin(path("a")));
    QVERIFY(path("a").isWithin(path("a")));
    QVERIFY(path("a").isWithin(TreePath()));
    QVERIFY(!path("ab").isWithin(path("a")));
    QVERIFY(!path("a").isWithin(path("a/b")));
}

void tst_TreePath::saysHowToGetThere_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("relative");

    QTest::newRow("same") << "a"_ba << "a"_ba << "."_ba;
    QTest::newRow("below") << "a"_ba << "a/b/c"_ba << "b/c"_ba;
    QTest::newRow("above") << "a/b"_ba << "a"_ba << ".."_ba;
    QTest::newRow("beside") << "a/b"_ba << "a/bc"_ba << "../bc"_ba;
    QTest::newRow("far") << "x/y"_ba << "a/b"_ba << "../../a/b"_ba;
    QTest::newRow("from the root") << ""_ba << "a/b"_ba << "a/b"_ba;
    QTest::newRow("to the root") << "a"_ba << ""_ba << ".."_ba;
}

void tst_TreePath::saysHowToGetThere()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, relative);

    const std::string text = path(to.constData()).relativeTo(path(from.constData()));

    QCOMPARE(QByteArray::fromStdString(text), relative);
    QCOMPARE(path(from.constData()).resolve(text).value(), path(to.constData()));
}

QTEST_APPLESS_MAIN(tst_TreePath)
#include "tst_treepath.moc"
