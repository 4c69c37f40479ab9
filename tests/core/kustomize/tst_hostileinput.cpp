// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/directorytree.h"
#include "core/files/memorytree.h"
#include "core/kustomize/build.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

using Files = std::map<std::string, std::string>;

/// Repositories are not trusted: whatever is in them, a build ends soon, with a message.
class tst_HostileInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesFoldersThatIncludeOneAnother();
    void refusesAFolderThatIncludesItsParent();
    void refusesPathsThatClimbOutOfTheTree();
    void refusesAbsolutePaths();
    void refusesLinksThatLeaveTheTree();
    void refusesDeepNesting();
    void refusesLongChainsOfFolders();
    void refusesFoldersThatMultiplyWithoutEnd();
    void refusesTextThatExpandsWithoutEnd();
    void refusesHugeFiles();
    void refusesAPatchThatTakesTheNameAway();
};

namespace {

Error failure(const files::FileTree &tree, std::string_view directory = "a",
              kustomize::LoadRestriction restriction = kustomize::LoadRestriction::RootOnly)
{
    const auto output = kustomize::build(tree, *files::TreePath::parse(directory),
                                         {.restriction = restriction}, {});
    return output ? Error(ErrorCode::Internal, "the build went through") : output.error();
}

QByteArray message(const Error &error)
{
    return QByteArray::fromStdString(error.toString());
}

} // namespace

void tst_HostileInput::refusesFoldersThatIncludeOneAnother()
{
    const files::MemoryTree tree(Files{{"a/kustomization.yaml", "resources: [../b]\n"},
                                       {"b/kustomization.yaml", "components: [../a]\n"}});

    const Error error = failure(tree);

    QCOMPARE(error.code(), ErrorCode::InvalidInput);
    QCOMPARE(message(error),
             "b/kustomization.yaml:1:14: the folder 'a' holds, or is, 'a', which is "
             "being built from it: that is a cycle"_ba);
}

void tst_HostileInput::refusesAFolderThatIncludesItsParent()
{
    const files::MemoryTree tree(Files{{"a/b/kustomization.yaml", "resources: [..]\n"},
                                       {"a/kustomization.yaml", "resources: [b]\n"}});

    const Error error = failure(tree, "a/b");

    QCOMPARE(error.code(), ErrorCode::InvalidInput);
    QVERIFY(message(error).startsWith("a/b/kustomization.yaml:1:13: the folder 'a' holds"));
}

void tst_HostileInput::refusesPathsThatClimbOutOfTheTree()
{
    const files::MemoryTree tree(
        Files{{"a/kustomization.yaml", "resources: [../../etc/passwd]\n"}});

    const Error error = failure(tree, "a", kustomize::LoadRestriction::None);

    QCOMPARE(error.code(), ErrorCode::InvalidInput);
    QVERIFY(message(error).startsWith("a/kustomization.yaml:1:13: "));
}

void tst_HostileInput::refusesAbsolutePaths()
{
    const files::MemoryTree tree(Files{
        {"a/kustomization.yaml", "configMapGenerator:\n- name: a\n  files: [/etc/passwd]\n"}});

    const Error error = failure(tree, "a", kustomize::LoadRestriction::None);

    QCOMPARE(error.code(), ErrorCode::InvalidInput);
    QCOMPARE(message(error),
             "a/kustomization.yaml:3:11: '/etc/passwd' is an absolute path; name it "
             "relative to the kustomization"_ba);
}

void tst_HostileInput::refusesLinksThatLeaveTheTree()
{
    files::MemoryTree tree(Files{{"a/kustomization.yaml", "resources: [link.yaml]\n"}});
    tree.addLink(*files::TreePath::parse("a/link.yaml"), "../../outside.yaml");

    const Error error = failure(tree);

    QCOMPARE(error.code(), ErrorCode::InvalidInput);
    QVERIFY(message(error).contains("link.yaml"));
}

void tst_HostileInput::refusesDeepNesting()
{
    const std::string deep(10000, '[');
    const files::MemoryTree tree(Files{{"a/kustomization.yaml", "resources: [b.yaml]\n"},
                                       {"a/b.yaml", "kind: A\nspec: " + deep + "\n"}});

    const Error error = failure(tree);

    QCOMPARE(error.code(), ErrorCode::LimitExceeded);
    QVERIFY(message(error).startsWith("a/b.yaml:2:"));
}

void tst_HostileInput::refusesLongChainsOfFolders()
{
    Files files;
    for (int i = 0; i < 10000; ++i) {
        files[std::to_string(i) + "/kustomization.yaml"] =
            "resources: [../" + std::to_string(i + 1) + "]\n";
    }
    const files::MemoryTree tree(files);

    const Error error = failure(tree, "0");

    QCOMPARE(error.code(), ErrorCode::LimitExceeded);
    QVERIFY(message(error).contains("too many kustomizations include one another"));
}

void tst_HostileInput::refusesFoldersThatMultiplyWithoutEnd()
{
    // Each folder builds the next one twice, under different names.
    Files files;
    for (int i = 0; i < 40; ++i) {
        const std::string next = "../../" + std::to_string(i + 1);
        const std::string here = std::to_string(i);
        files[here + "/kustomization.yaml"] = "resources: [l, r]\n";
        files[here + "/l/kustomization.yaml"] = "namePrefix: l\nresources: [" + next + "]\n";
        files[here + "/r/kustomization.yaml"] = "namePrefix: r\nresources: [" + next + "]\n";
    }
    files["40/kustomization.yaml"] = "configMapGenerator: [{name: end}]\n";
    const files::MemoryTree tree(files);

    const Error error = failure(tree, "0");

    QCOMPARE(error.code(), ErrorCode::LimitExceeded);
}

void tst_HostileInput::refusesTextThatExpandsWithoutEnd()
{
    std::string text = "kind: A\nmetadata: {name: a}\na0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const std::string last = "*a" + std::to_string(i - 1);
        text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + ", " + last
                + ", " + last + ", " + last + ", " + last + ", " + last + ", " + last + ", " + last
                + "]\n";
    }
    const files::MemoryTree tree(
        Files{{"a/kustomization.yaml", "resources: [b.yaml]\n"}, {"a/b.yaml", text}});

    const Error error = failure(tree);

    QCOMPARE(error.code(), ErrorCode::LimitExceeded);
}

void tst_HostileInput::refusesHugeFiles()
{
    QTemporaryDir folder;
    QFile kustomization(folder.filePath(u"kustomization.yaml"_s));
    QVERIFY(kustomization.open(QIODevice::WriteOnly));
    kustomization.write("resources: [huge.yaml]\n");
    kustomization.close();
    QFile huge(folder.filePath(u"huge.yaml"_s));
    QVERIFY(huge.open(QIODevice::WriteOnly));
    QVERIFY(huge.resize(qint64(1) << 30)); // a hole: it takes no space
    const auto tree = files::DirectoryTree::open(folder.path().toStdString());
    QVERIFY(tree);

    const Error error = failure(**tree, ".");

    QCOMPARE(error.code(), ErrorCode::LimitExceeded);
    QVERIFY(message(error).contains("huge.yaml"));
}

void tst_HostileInput::refusesAPatchThatTakesTheNameAway()
{
    const files::MemoryTree tree(Files{
        {"a/kustomization.yaml",
         "namePrefix: p-\nnamespace: n\nresources: [b.yaml]\npatches:\n- target: {kind: A}\n  "
         "patch: '[{\"op\": \"replace\", \"path\": \"/metadata\", \"value\": \"text\"}]'\n"},
        {"a/b.yaml", "kind: A\nmetadata: {name: a}\n"}});

    const Error error = failure(tree);

    QCOMPARE(error.code(), ErrorCode::InvalidInput);
}

QTEST_APPLESS_MAIN(tst_HostileInput)
#include "tst_hostileinput.moc"
