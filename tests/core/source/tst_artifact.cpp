// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/memorytree.h"
#include "core/source/artifact.h"
#include "core/source/generatedartifact.h"

#include <QTest>

using namespace plumb;
using namespace plumb::source;
using namespace Qt::StringLiterals;

namespace {

using Files = std::map<std::string, std::string>;

std::shared_ptr<const Artifact> artifact(const Files &files)
{
    return Artifact::of(std::make_shared<const files::MemoryTree>(files), std::nullopt, {})
        .value_or(nullptr);
}

QByteArray listing(const Artifact &files)
{
    QByteArray text;
    for (const files::TreePath &file : files.files())
        text += QByteArray::fromStdString(file.text()) + '\n';
    return text;
}

flux::ArtifactCopy copy(std::string glob, std::string destination,
                        std::vector<std::string> excludes = {})
{
    return {.alias = "repo",
            .glob = std::move(glob),
            .destination = std::move(destination),
            .excludes = std::move(excludes)};
}

} // namespace

class tst_Artifact : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesOutWhatIsIgnored();
    void holdsNoLinks();
    void keepsTheLayoutOfCopies();
    void rearrangesFilesThatMove();
    void copiesAFolderUnderItsName();
    void refusesARuleThatCopiesNothing();
};

void tst_Artifact::leavesOutWhatIsIgnored()
{
    const auto files = artifact({{"a.yaml", "a"},
                                 {"b/.sourceignore", "c.yaml\n"},
                                 {"b/c.yaml", "c"},
                                 {"b/d.yaml", "d"},
                                 {"c.yaml", "c"}});

    QVERIFY(files);
    QCOMPARE(listing(*files), "a.yaml\nb/.sourceignore\nb/d.yaml\nc.yaml\n"_ba);
    QVERIFY(!files->read(files::TreePath().resolveClamped("b/c.yaml")));
    QCOMPARE(files->list(files::TreePath().child("b"))->size(), 2u);
}

void tst_Artifact::holdsNoLinks()
{
    files::MemoryTree tree(Files{{"a/b.yaml", "b"}});
    tree.addLink(files::TreePath().child("link"), "a");

    const auto files = Artifact::of(tree, {});

    QVERIFY(files);
    QCOMPARE(listing(**files), "a/b.yaml\n"_ba);
    QVERIFY(!*(*files)->kindOf(files::TreePath().child("link")));
}

void tst_Artifact::keepsTheLayoutOfCopies()
{
    const auto from = artifact({{"apps/base/a.yaml", ""},
                                {"apps/staging/b/c.yaml", ""},
                                {"apps/staging/x.md", ""},
                                {"apps/production/d.yaml", ""}});

    const auto made = generateArtifact(
        from, {},
        {copy("apps/base/**", "base/"), copy("apps/staging/**", "staging/", {"**/*.md"})});

    QVERIFY(made);
    QVERIFY(!made->isRearranged);
    QCOMPARE(made->root.text(), "apps");
    QCOMPARE(listing(*made->files), "apps/base/a.yaml\napps/staging/b/c.yaml\n"_ba);
}

void tst_Artifact::rearrangesFilesThatMove()
{
    const auto from = artifact({{"a/x.yaml", "x"}, {"b/y.yaml", "y"}});

    const auto made =
        generateArtifact(from, {}, {copy("a/**", "one/"), copy("b/y.yaml", "z.yaml")});

    QVERIFY(made);
    QVERIFY(made->isRearranged);
    QCOMPARE(listing(*made->files), "one/x.yaml\nz.yaml\n"_ba);
    QCOMPARE(**made->files->read(files::TreePath().child("z.yaml")), "y");
}

void tst_Artifact::copiesAFolderUnderItsName()
{
    const auto from = artifact({{"a/conf/x.yaml", "x"}});

    const auto made = generateArtifact(from, {}, {copy("a/conf", "to")});

    QVERIFY(made);
    QCOMPARE(listing(*made->files), "to/conf/x.yaml\n"_ba);
}

void tst_Artifact::refusesARuleThatCopiesNothing()
{
    const auto made = generateArtifact(artifact({{"a.yaml", ""}}), {}, {copy("b/**", "")});

    QVERIFY(!made);
    QCOMPARE(made.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(made.error().description()),
             "no file matches the copy rule from '@repo/b/**'"_ba);
}

QTEST_APPLESS_MAIN(tst_Artifact)
#include "tst_artifact.moc"
