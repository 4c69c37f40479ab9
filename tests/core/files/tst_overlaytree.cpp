// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/memorytree.h"
#include "core/files/overlaytree.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::EntryKind;
using files::MemoryTree;
using files::OverlayTree;
using files::TreePath;

class tst_OverlayTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesAddsAndRemoves();
    void forgetsEmptiedFolders();
    void writesThroughLinks();
    void removesALinkItself();
    void stampsOnlyEditedFilesAnew();
};

namespace {

TreePath path(const char *text)
{
    return TreePath::parse(text).value();
}

std::shared_ptr<const MemoryTree> base()
{
    auto tree = std::make_shared<MemoryTree>(std::map<std::string, std::string>{
        {"a/one", "1"}, {"a/two", "2"}, {"a-b", "x"}, {"b/deep/three", "3"}});
    tree->addLink(path("link"), "a");
    tree->addLink(path("two"), "a/two");
    return tree;
}

QStringList names(const files::FileTree &tree, const TreePath &directory)
{
    const auto entries = tree.list(directory);
    QStringList list;
    for (const files::TreeEntry &entry : entries.value())
        list += QString::fromStdString(entry.name);
    return list;
}

} // namespace

void tst_OverlayTree::replacesAddsAndRemoves()
{
    const OverlayTree tree(base(), {{path("a/one"), "new"},
                                    {path("a/two"), std::nullopt},
                                    {path("a/x/y/four"), "4"},
                                    {path("c/five"), "5"}});

    QCOMPARE(*tree.read(path("a/one")).value(), std::string("new"));
    QCOMPARE(*tree.read(path("a/x/y/four")).value(), std::string("4"));
    QCOMPARE(*tree.read(path("a-b")).value(), std::string("x"));
    QCOMPARE(tree.read(path("a/two")).error().code(), ErrorCode::NotFound);
    QVERIFY(!tree.kindOf(path("a/two")).value());
    QVERIFY(tree.kindOf(path("a/x/y")).value() == EntryKind::Directory);
    QVERIFY(tree.kindOf(path("c/five")).value() == EntryKind::File);
    QCOMPARE(names(tree, path("a")), QStringList({u"one"_s, u"x"_s}));
    QCOMPARE(names(tree, TreePath()),
             QStringList({u"a"_s, u"a-b"_s, u"b"_s, u"c"_s, u"link"_s, u"two"_s}));
    QCOMPARE(names(tree, path("a/x")), QStringList({u"y"_s}));
}

void tst_OverlayTree::forgetsEmptiedFolders()
{
    const OverlayTree tree(base(), {{path("b/deep/three"), std::nullopt}});

    QVERIFY(!tree.kindOf(path("b/deep")).value());
    QVERIFY(!tree.kindOf(path("b")).value());
    QVERIFY(!tree.locate(path("b")).value());
    QCOMPARE(tree.list(path("b")).error().code(), ErrorCode::NotFound);
    QCOMPARE(names(tree, TreePath()), QStringList({u"a"_s, u"a-b"_s, u"link"_s, u"two"_s}));
}

void tst_OverlayTree::writesThroughLinks()
{
    const OverlayTree tree(
        base(), {{path("link/one"), "new"}, {path("two"), "neu"}, {path("link/more/six"), "6"}});

    QCOMPARE(*tree.read(path("a/one")).value(), std::string("new"));
    QCOMPARE(*tree.read(path("link/one")).value(), std::string("new"));
    QCOMPARE(*tree.read(path("a/two")).value(), std::string("neu"));
    QCOMPARE(*tree.read(path("link/more/six")).value(), std::string("6"));
    QCOMPARE(*tree.read(path("a/more/six")).value(), std::string("6"));
    QCOMPARE(tree.locate(path("link/more")).value().value(), path("a/more"));
    QCOMPARE(names(tree, path("link")), QStringList({u"more"_s, u"one"_s, u"two"_s}));
}

void tst_OverlayTree::removesALinkItself()
{
    const OverlayTree tree(base(), {{path("two"), std::nullopt}});

    QVERIFY(!tree.kindOf(path("two")).value());
    QCOMPARE(*tree.read(path("a/two")).value(), std::string("2"));
    QCOMPARE(names(tree, TreePath()), QStringList({u"a"_s, u"a-b"_s, u"b"_s, u"link"_s}));
}

void tst_OverlayTree::stampsOnlyEditedFilesAnew()
{
    const auto below = base();
    const OverlayTree tree(below, {{path("a/one"), "new"}});

    QVERIFY(tree.stampOf(path("a/one")).value() != below->stampOf(path("a/one")).value());
    QCOMPARE(tree.stampOf(path("a/two")).value(), below->stampOf(path("a/two")).value());
}

QTEST_APPLESS_MAIN(tst_OverlayTree)
#include "tst_overlaytree.moc"
