// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/memorytree.h"
#include "core/files/walk.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::MemoryTree;
using files::TreePath;

class tst_Walk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void visitsFilesInOrder();
    void leavesLinksAlone();
    void entersOnlyWhatIsWanted();
    void boundsFilesAndDepth();
    void stopsOnRequestAndOnErrors();
};

namespace {

TreePath path(const char *text)
{
    return TreePath::parse(text).value();
}

Result<> collect(const MemoryTree &tree, QStringList &visited,
                 const files::WalkOptions &options = {}, const Run &run = {})
{
    const auto visit = [&visited](const TreePath &file) -> Result<> {
        visited += QString::fromStdString(file.text());
        return {};
    };
    return files::forEachFile(tree, TreePath(), run, visit, options);
}

} // namespace

void tst_Walk::visitsFilesInOrder()
{
    const MemoryTree tree({{"b", ""}, {"a/z", ""}, {"a/b/c", ""}, {"a-b/x", ""}});
    QStringList visited;

    const Result<> walked = collect(tree, visited);

    QVERIFY(walked);
    QCOMPARE(visited, QStringList({u"a/b/c"_s, u"a/z"_s, u"a-b/x"_s, u"b"_s}));
}

void tst_Walk::leavesLinksAlone()
{
    MemoryTree tree({{"a/b", ""}});
    tree.addLink(path("a/up"), "..");
    tree.addLink(path("c"), "a/b");
    QStringList visited;

    const Result<> walked = collect(tree, visited);

    QVERIFY(walked);
    QCOMPARE(visited, QStringList({u"a/b"_s}));
}

void tst_Walk::entersOnlyWhatIsWanted()
{
    const MemoryTree tree({{".git/config", ""}, {"a/b", ""}});
    QStringList visited;

    const Result<> walked =
        collect(tree, visited,
                {.enters = [](const TreePath &directory) { return directory.name() != ".git"; }});

    QVERIFY(walked);
    QCOMPARE(visited, QStringList({u"a/b"_s}));
}

void tst_Walk::boundsFilesAndDepth()
{
    const MemoryTree tree({{"a/b/c", ""}, {"d", ""}});
    QStringList visited;

    const Result<> many = collect(tree, visited, {.maximumFiles = 1});
    const Result<> deep = collect(tree, visited, {.maximumDepth = 1});

    QCOMPARE(many.error().code(), ErrorCode::LimitExceeded);
    QCOMPARE(many.error().toString(), std::string("there are more than 1 files"));
    QCOMPARE(deep.error().code(), ErrorCode::LimitExceeded);
    QCOMPARE(deep.error().toString(),
             std::string("directories are nested more than 1 deep at 'a/b'"));
}

void tst_Walk::stopsOnRequestAndOnErrors()
{
    const MemoryTree tree({{"a", ""}, {"b", ""}});
    std::stop_source stop;
    int visits = 0;
    const auto stopAfterFirst = [&](const TreePath &) -> Result<> {
        ++visits;
        stop.request_stop();
        return {};
    };
    const auto fail = [](const TreePath &file) -> Result<> {
        return std::unexpected(Error(ErrorCode::InvalidInput, "bad " + file.text()));
    };

    const Result<> stopped =
        files::forEachFile(tree, TreePath(), {.stop = stop.get_token()}, stopAfterFirst);
    const Result<> failed = files::forEachFile(tree, TreePath(), {}, fail);

    QCOMPARE(stopped.error().code(), ErrorCode::Cancelled);
    QCOMPARE(visits, 1);
    QCOMPARE(failed.error().toString(), std::string("bad a"));
}

QTEST_APPLESS_MAIN(tst_Walk)
#include "tst_walk.moc"
