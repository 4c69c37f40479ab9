// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/directorytree.h"
#include "core/files/memorytree.h"
#include "core/source/artifact.h"
#include "core/source/generatedartifact.h"

#include <QFile>
#include <QTemporaryDir>
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
    void leavesOutWhatASourceIgnores();
    void followsTheSameIgnoringSource();
    void holdsNoLinks();
    void keepsTheLayoutOfCopies();
    void rearrangesFilesThatMove();
    void copiesAFolderUnderItsName();
    void refusesARuleThatCopiesNothing();
    void knowsWhatHasChangedSinceTheLookBefore();
    void isTheLookBeforeWhenNothingHasChanged();
    void takesATouchedFileForTheSame();
};

namespace {

QByteArray changes(const Artifact &now, const Artifact &before)
{
    const std::vector<files::TreePath> *paths = now.changesSince(before.serial());
    if (!paths)
        return "unknown";
    QByteArray text;
    for (const files::TreePath &path : *paths)
        text += '[' + QByteArray::fromStdString(path.text()) + ']';
    return text;
}

std::shared_ptr<const Artifact> nextLook(const Files &files,
                                         const std::shared_ptr<const Artifact> &before)
{
    return Artifact::of(std::make_shared<const files::MemoryTree>(files), std::nullopt, {}, before)
        .value_or(nullptr);
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

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

void tst_Artifact::leavesOutWhatASourceIgnores()
{
    const auto files = artifact({{"apps/a.yaml", "a"},
                                 {"apps/logo.png", "p"},
                                 {"clusters/dev/b.yaml", "b"},
                                 {"clusters/dev/draft.yaml", "d"},
                                 {"readme.yaml", "r"}});
    QVERIFY(files);

    const auto ignoring = files->ignoring("/*\n!/apps\n!/clusters\ndraft.yaml\n");
    const auto nested =
        files->ignoring("/b.yaml\n", files::TreePath().resolveClamped("clusters/dev"));

    QCOMPARE(listing(*files),
             "apps/a.yaml\nclusters/dev/b.yaml\nclusters/dev/draft.yaml\nreadme.yaml\n"_ba);
    QVERIFY(ignoring && nested);
    QCOMPARE(listing(**ignoring), "apps/a.yaml\napps/logo.png\nclusters/dev/b.yaml\n"_ba);
    QCOMPARE(listing(**nested),
             "apps/a.yaml\napps/logo.png\nclusters/dev/draft.yaml\nreadme.yaml\n"_ba);
    QCOMPARE(*files->ignoring("/*\n!/apps\n!/clusters\ndraft.yaml\n"), *ignoring);
}

void tst_Artifact::followsTheSameIgnoringSource()
{
    const Files files{{"a.yaml", "a"}, {"b.yaml", "b"}, {"c.png", "c"}};
    const auto before = artifact(files);
    const auto ignoring = *before->ignoring("b.yaml\n");

    const auto elsewhere =
        *nextLook({{"a.yaml", "a"}, {"b.yaml", "B"}, {"c.png", "c"}}, before)->ignoring("b.yaml\n");
    const auto image =
        *nextLook({{"a.yaml", "a"}, {"b.yaml", "b"}, {"c.png", "C"}}, before)->ignoring("b.yaml\n");

    QCOMPARE(elsewhere->serial(), ignoring->serial());
    QCOMPARE(changes(*image, *ignoring), "[c.png]"_ba);
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

void tst_Artifact::knowsWhatHasChangedSinceTheLookBefore()
{
    const auto before =
        artifact({{"a/same.yaml", "a"}, {"b/edited.yaml", "b"}, {"c/gone.yaml", "c"}});

    const auto now =
        nextLook({{"a/same.yaml", "a"}, {"b/edited.yaml", "B"}, {"b/new.yaml", "n"}}, before);
    const auto later = nextLook({{"a/same.yaml", "a"}}, now);

    QCOMPARE(changes(*now, *before), "[][b][b/edited.yaml][b/new.yaml][c][c/gone.yaml]"_ba);
    QCOMPARE(changes(*now, *now), ""_ba);
    QCOMPARE(changes(*later, *before), "unknown"_ba);
    QCOMPARE(later->line(), before->line());
}

void tst_Artifact::isTheLookBeforeWhenNothingHasChanged()
{
    const Files files{{"a/b.yaml", "b"}};
    const auto before = artifact(files);

    QCOMPARE(nextLook(files, before), before);
}

void tst_Artifact::takesATouchedFileForTheSame()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a.yaml"_s);
    writeFile(path, "a: 1\n");
    const auto look = [&folder](const std::shared_ptr<const Artifact> &earlier) {
        return Artifact::of(*files::DirectoryTree::open(folder.path().toStdString()), std::nullopt,
                            {}, earlier)
            .value_or(nullptr);
    };
    const auto before = look(nullptr);
    QVERIFY(before->read(files::TreePath().child("a.yaml")));
    QFile::remove(path);
    writeFile(path, "a: 1\n");

    const auto touched = look(before);
    writeFile(path, "a: 2\n");
    const auto edited = look(touched);

    QCOMPARE(touched->serial(), before->serial());
    QCOMPARE(changes(*edited, *before), "[a.yaml]"_ba);
    QCOMPARE(**edited->read(files::TreePath().child("a.yaml")), "a: 2\n");
}

QTEST_APPLESS_MAIN(tst_Artifact)
#include "tst_artifact.moc"
