// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/memorytree.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::EntryKind;
using files::MemoryTree;
using files::TreePath;

class tst_MemoryTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsFilesAndTheirFolders();
    void listsOnlyDirectEntries();
    void followsLinksAsTheKernelDoes_data();
    void followsLinksAsTheKernelDoes();
    void refusesLinksThatLeave_data();
    void refusesLinksThatLeave();
    void stampsByContent();
};

namespace {

TreePath path(const QByteArray &text)
{
    return TreePath::parse(text.toStdString()).value();
}

} // namespace

void tst_MemoryTree::holdsFilesAndTheirFolders()
{
    const MemoryTree tree({{"a/b/c.yaml", "c"}});

    QCOMPARE(*tree.read(path("a/b/c.yaml")).value(), std::string("c"));
    QVERIFY(tree.kindOf(path("a/b")).value() == EntryKind::Directory);
    QVERIFY(tree.kindOf(TreePath()).value() == EntryKind::Directory);
    QVERIFY(!tree.kindOf(path("a/c")).value());
    QVERIFY(!tree.kindOf(path("a/b/c.yaml/d")).value());
    QCOMPARE(tree.read(path("a/b")).error().toString(), std::string("there is no file 'a/b'"));
    QCOMPARE(tree.list(path("x")).error().toString(), std::string("there is no directory 'x'"));
    QVERIFY(MemoryTree().list(TreePath()).value().empty());
}

void tst_MemoryTree::listsOnlyDirectEntries()
{
    MemoryTree tree({{"a/b/c", ""}, {"a-b", ""}, {"a/x", ""}, {"a.b/c", ""}, {"ab", ""}});
    tree.addLink(path("a/link"), "x");

    const auto entries = tree.list(path("a")).value();

    QCOMPARE(entries.size(), 3u);
    QVERIFY((entries[0] == files::TreeEntry{"b", EntryKind::Directory}));
    QVERIFY((entries[1] == files::TreeEntry{"link", EntryKind::Symlink}));
    QVERIFY((entries[2] == files::TreeEntry{"x", EntryKind::File}));
    QCOMPARE(tree.list(TreePath()).value().size(), 4u);
}

void tst_MemoryTree::followsLinksAsTheKernelDoes_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("read");

    QTest::newRow("file") << "../base/b"_ba << "apps/x"_ba;
    QTest::newRow("folder") << "../base"_ba << "apps/x/b"_ba;
    QTest::newRow("up from where a link leads") << "../deep/link/../../base/b"_ba << "apps/x"_ba;
    QTest::newRow("root") << ".."_ba << "apps/x/base/b"_ba;
}

void tst_MemoryTree::followsLinksAsTheKernelDoes()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, read);
    MemoryTree tree({{"base/b", "b"}, {"apps/y", ""}, {"far/away/z", ""}});
    tree.addLink(path("deep/link"), "../far/away");
    tree.addLink(path("apps/x"), target.toStdString());

    const Result<files::Bytes> content = tree.read(path(read));

    QVERIFY2(content, content ? "" : content.error().toString().c_str());
    QCOMPARE(**content, std::string("b"));
    QCOMPARE(tree.locate(path(read)).value().value(), path("base/b"));
}

void tst_MemoryTree::refusesLinksThatLeave_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("above")
        << "../../x"_ba
        << "the link 'apps/x' points to '../../x', which is outside of the root"_ba;
    QTest::newRow("absolute")
        << "/apps/y"_ba << "the link 'apps/x' points to '/apps/y', which is outside of the root"_ba;
    QTest::newRow("itself") << "x"_ba
                            << "there are too many links on the way to 'apps/x', they probably "
                               "point to each other"_ba;
}

void tst_MemoryTree::refusesLinksThatLeave()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, message);
    MemoryTree tree({{"apps/y", ""}});
    tree.addLink(path("apps/x"), target.toStdString());

    const auto kind = tree.kindOf(path("apps/x"));

    QVERIFY(!kind);
    QCOMPARE(kind.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(kind.error().toString()), message);
}

void tst_MemoryTree::stampsByContent()
{
    const MemoryTree tree({{"a", "1"}, {"b", "1"}, {"c", "2"}});

    QCOMPARE(tree.stampOf(path("a")).value(), tree.stampOf(path("b")).value());
    QVERIFY(tree.stampOf(path("a")).value() != tree.stampOf(path("c")).value());
    QCOMPARE(tree.stampOf(path("d")).value(), std::string());
}

QTEST_APPLESS_MAIN(tst_MemoryTree)
#include "tst_memorytree.moc"
