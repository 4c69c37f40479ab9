// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/commitsettings.h"
#include "core/git/commitwriter.h"
#include "core/git/status.h"
#include "tests/support/process.h"
#include "tests/support/scratchrepository.h"
#include "tests/support/sshserver.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::TreePath;
using git::CommitRequest;
using git::CommitWriter;
using git::Oid;
using git::Repository;
using git::WrittenCommit;

class tst_GitCommitWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void commitsOnTheCurrentBranch();
    void leavesOtherLocalChangesAlone();
    void refusesToTouchAChangedFile_data();
    void refusesToTouchAChangedFile();
    void commitsOnANewBranchWithoutACheckout();
    void refusesABranchThatMoved();
    void refusesABranchOfAnotherWorktree();
    void makesTheFirstCommit();
    void commitsToABareRepository();
    void commitsOnADetachedHead();
    void removesFilesAndEmptiedFolders();
    void keepsTheExecutableBit();
    void refusesImpossibleEdits_data();
    void refusesImpossibleEdits();
    void needsToKnowTheAuthor();
    void signsWithAnSshKey_data();
    void signsWithAnSshKey();
    void signsWithGpg();
    void doesNotSilentlySkipSigning_data();
    void doesNotSilentlySkipSigning();
    void addsTrailers_data();
    void addsTrailers();
    void namesTheHooksThatAreNotRun();
    void appliesLineEndsOnDiskOnly();

private:
    CommitRequest request(const files::Edits &edits);
    Result<WrittenCommit> write(const CommitRequest &request);

    std::unique_ptr<ScratchRepository> m_scratch;
};

namespace {

TreePath path(const char *text)
{
    return TreePath::parse(text).value();
}

const git::Signature ada = {
    .name = "Ada Lovelace", .email = "ada@example.org", .time = 1'800'000'000, .offsetMinutes = 60};

} // namespace

void tst_GitCommitWriter::init()
{
    m_scratch = std::make_unique<ScratchRepository>();
    m_scratch->write(u"apps/a.yaml"_s, "a: 1\n");
    m_scratch->write(u"apps/b.yaml"_s, "b: 1\n");
    m_scratch->write(u"c.yaml"_s, "c: 1\n");
    m_scratch->link(u"link"_s, u"c.yaml"_s);
    m_scratch->commit(u"one"_s);
}

CommitRequest tst_GitCommitWriter::request(const files::Edits &edits)
{
    return {.base = Repository::open(m_scratch->path()).value().resolve("HEAD").value(),
            .edits = edits,
            .message = "Promote a",
            .author = ada};
}

Result<WrittenCommit> tst_GitCommitWriter::write(const CommitRequest &request)
{
    return CommitWriter(Repository::open(m_scratch->path()).value()).write(request, {});
}

void tst_GitCommitWriter::commitsOnTheCurrentBranch()
{
    const Result<WrittenCommit> written =
        write(request({{path("apps/a.yaml"), "a: 2\n"}, {path("new/d.yaml"), "d: 1\n"}}));

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(written->branch, std::string("main"));
    QVERIFY(!written->isNewBranch);
    QVERIFY(written->worktreeUpdated);
    // With fixed author, date and content, the id is fixed too.
    QCOMPARE(written->id.text(), m_scratch->git({u"rev-parse"_s, u"main"_s}).toStdString());
    QCOMPARE(m_scratch->read(u"apps/a.yaml"_s), "a: 2\n"_ba);
    QCOMPARE(m_scratch->read(u"new/d.yaml"_s), "d: 1\n"_ba);
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}), ""_ba);
    QCOMPARE(m_scratch->git({u"log"_s, u"-1"_s, u"--format=%an <%ae> %ad %s"_s, u"--date=raw"_s}),
             "Ada Lovelace <ada@example.org> 1800000000 +0100 Promote a"_ba);
    QCOMPARE(m_scratch->git({u"diff"_s, u"--name-status"_s, u"HEAD~1"_s, u"HEAD"_s}),
             "M\tapps/a.yaml\nA\tnew/d.yaml"_ba);
    QCOMPARE(m_scratch->git({u"reflog"_s, u"-1"_s, u"--format=%gs"_s, u"main"_s}),
             "commit: Promote a"_ba);
    m_scratch->git({u"fsck"_s, u"--strict"_s});
}

void tst_GitCommitWriter::leavesOtherLocalChangesAlone()
{
    m_scratch->write(u"apps/b.yaml"_s, "b: staged\n");
    m_scratch->git({u"add"_s, u"apps/b.yaml"_s});
    m_scratch->write(u"apps/b.yaml"_s, "b: and more\n");
    m_scratch->write(u"c.yaml"_s, "c: unstaged\n");
    m_scratch->write(u"apps/untracked"_s, "x");
    const QByteArray before = m_scratch->git({u"status"_s, u"--porcelain"_s});
    const QByteArray staged = m_scratch->git({u"diff"_s, u"--cached"_s});

    const Result<WrittenCommit> written = write(request({{path("apps/a.yaml"), "a: 2\n"}}));

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}), before);
    QCOMPARE(m_scratch->git({u"diff"_s, u"--cached"_s}), staged);
    QCOMPARE(m_scratch->read(u"apps/b.yaml"_s), "b: and more\n"_ba);
    QCOMPARE(m_scratch->read(u"c.yaml"_s), "c: unstaged\n"_ba);
    QCOMPARE(m_scratch->git({u"diff"_s, u"--name-status"_s, u"HEAD~1"_s, u"HEAD"_s}),
             "M\tapps/a.yaml"_ba);
}

void tst_GitCommitWriter::refusesToTouchAChangedFile_data()
{
    QTest::addColumn<QString>("changed");
    QTest::addColumn<bool>("staged");

    QTest::newRow("unstaged") << u"apps/a.yaml"_s << false;
    QTest::newRow("staged") << u"apps/a.yaml"_s << true;
    QTest::newRow("untracked where a file is to be made") << u"new.yaml"_s << false;
}

void tst_GitCommitWriter::refusesToTouchAChangedFile()
{
    QFETCH(QString, changed);
    QFETCH(bool, staged);
    m_scratch->write(changed, "mine\n");
    if (staged)
        m_scratch->git({u"add"_s, changed});
    const QByteArray head = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});

    const Result<WrittenCommit> written =
        write(request({{path("apps/a.yaml"), "a: 2\n"}, {path("new.yaml"), "n: 1\n"}}));

    QVERIFY(!written);
    QCOMPARE(written.error().code(), ErrorCode::Conflict);
    QCOMPARE(written.error().toString(), "there are local changes in '" + changed.toStdString()
                                             + "'; commit, stash or discard them first");
    QCOMPARE(m_scratch->git({u"rev-parse"_s, u"HEAD"_s}), head);
    QCOMPARE(m_scratch->read(changed), "mine\n"_ba);
}

void tst_GitCommitWriter::commitsOnANewBranchWithoutACheckout()
{
    m_scratch->write(u"apps/a.yaml"_s, "a: mine\n");
    CommitRequest onBranch = request({{path("apps/a.yaml"), "a: 2\n"}});
    onBranch.branch = "promote/a";

    const Result<WrittenCommit> written = write(onBranch);

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QVERIFY(written->isNewBranch);
    QVERIFY(!written->worktreeUpdated);
    QCOMPARE(written->branch, std::string("promote/a"));
    QCOMPARE(m_scratch->git({u"show"_s, u"promote/a:apps/a.yaml"_s}), "a: 2"_ba);
    QCOMPARE(m_scratch->git({u"symbolic-ref"_s, u"HEAD"_s}), "refs/heads/main"_ba);
    QCOMPARE(m_scratch->read(u"apps/a.yaml"_s), "a: mine\n"_ba);
}

void tst_GitCommitWriter::refusesABranchThatMoved()
{
    const CommitRequest early = request({{path("apps/a.yaml"), "a: 2\n"}});
    m_scratch->write(u"c.yaml"_s, "c: 2\n");
    const QByteArray head = m_scratch->commit(u"meanwhile"_s);

    const Result<WrittenCommit> written = write(early);

    QVERIFY(!written);
    QCOMPARE(written.error().code(), ErrorCode::Conflict);
    QCOMPARE(written.error().toString(),
             std::string("'refs/heads/main' has moved since the edit was planned; look at what is "
                         "new there and try again"));
    QCOMPARE(m_scratch->git({u"rev-parse"_s, u"HEAD"_s}), head);
}

void tst_GitCommitWriter::refusesABranchOfAnotherWorktree()
{
    m_scratch->git(
        {u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"other"_s, m_scratch->beside(u"linked"_s)});
    CommitRequest onBranch = request({{path("apps/a.yaml"), "a: 2\n"}});
    onBranch.branch = "other";

    const Result<WrittenCommit> written = write(onBranch);

    QCOMPARE(written.error().code(), ErrorCode::Conflict);
    QCOMPARE(written.error().toString(),
             std::string("the branch 'other' is checked out in another work tree, commit there"));
}

void tst_GitCommitWriter::makesTheFirstCommit()
{
    ScratchRepository empty;
    const CommitRequest first = {
        .edits = {{path("a/b"), "1\n"}}, .message = "Start", .author = ada};

    const auto written = CommitWriter(Repository::open(empty.path()).value()).write(first, {});

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(written->branch, std::string("main"));
    QCOMPARE(empty.read(u"a/b"_s), "1\n"_ba);
    QCOMPARE(empty.git({u"status"_s, u"--porcelain"_s}), ""_ba);
    QCOMPARE(empty.git({u"rev-list"_s, u"--count"_s, u"HEAD"_s}), "1"_ba);
}

void tst_GitCommitWriter::commitsToABareRepository()
{
    ScratchRepository bare(ScratchRepository::Kind::Bare);
    const CommitRequest first = {
        .edits = {{path("a/b"), "1\n"}}, .message = "Start", .author = ada};

    const auto written = CommitWriter(Repository::open(bare.path()).value()).write(first, {});

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QVERIFY(!written->worktreeUpdated);
    QCOMPARE(bare.git({u"show"_s, u"main:a/b"_s}), "1"_ba);
}

void tst_GitCommitWriter::commitsOnADetachedHead()
{
    const QByteArray main = m_scratch->git({u"rev-parse"_s, u"main"_s});
    m_scratch->git({u"checkout"_s, u"-q"_s, u"--detach"_s});

    const Result<WrittenCommit> written = write(request({{path("apps/a.yaml"), "a: 2\n"}}));

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(written->branch, std::string());
    QCOMPARE(m_scratch->git({u"rev-parse"_s, u"HEAD"_s}).toStdString(), written->id.text());
    QCOMPARE(m_scratch->git({u"rev-parse"_s, u"main"_s}), main);
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}), ""_ba);
}

void tst_GitCommitWriter::removesFilesAndEmptiedFolders()
{
    const Result<WrittenCommit> written =
        write(request({{path("apps/a.yaml"), std::nullopt}, {path("apps/b.yaml"), std::nullopt}}));

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(m_scratch->git({u"ls-tree"_s, u"--name-only"_s, u"HEAD"_s}), "c.yaml\nlink"_ba);
    QVERIFY(!QFileInfo::exists(m_scratch->filePath(u"apps"_s)));
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}), ""_ba);
}

void tst_GitCommitWriter::keepsTheExecutableBit()
{
    QFile script(m_scratch->filePath(u"c.yaml"_s));
    QVERIFY(script.setPermissions(script.permissions() | QFile::ExeOwner));
    m_scratch->commit(u"executable"_s);

    const Result<WrittenCommit> written = write(request({{path("c.yaml"), "c: 2\n"}}));

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QVERIFY(m_scratch->git({u"ls-tree"_s, u"HEAD"_s, u"c.yaml"_s}).startsWith("100755 "));
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}), ""_ba);
}

void tst_GitCommitWriter::refusesImpossibleEdits_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("link") << "link"_ba << "x"_ba
                          << "cannot edit 'link': it is a link, edit what it points to"_ba;
    QTest::newRow("directory") << "apps"_ba << "x"_ba << "cannot edit 'apps': it is a directory"_ba;
    QTest::newRow("below a file") << "c.yaml/x"_ba << "x"_ba
                                  << "cannot edit 'c.yaml/x': 'c.yaml' is not a directory"_ba;
    QTest::newRow("below a link") << "link/x"_ba << "x"_ba
                                  << "cannot edit 'link/x': 'link' is not a directory"_ba;
    QTest::newRow("git's own") << ".git/config"_ba << "x"_ba
                               << "cannot edit '.git/config': '.git' is not content"_ba;
    QTest::newRow("no change") << "c.yaml"_ba << "c: 1\n"_ba << "the edits change nothing"_ba;
    QTest::newRow("removal of nothing")
        << "nowhere"_ba << QByteArray()
        << "cannot edit 'nowhere': it is to be removed, but is not there"_ba;
}

void tst_GitCommitWriter::refusesImpossibleEdits()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, message);
    std::optional<std::string> bytes;
    if (!content.isNull())
        bytes = content.toStdString();
    CommitRequest onBranch = request({{path(file.constData()), bytes}});
    onBranch.branch = "other";

    const Result<WrittenCommit> written = write(onBranch);

    QVERIFY(!written);
    QCOMPARE(written.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(written.error().toString()), message);
}

void tst_GitCommitWriter::needsToKnowTheAuthor()
{
    m_scratch->git({u"config"_s, u"--unset"_s, u"user.email"_s});
    CommitRequest anonymous = request({{path("apps/a.yaml"), "a: 2\n"}});
    anonymous.author.reset();

    const Result<WrittenCommit> refused = write(anonymous);
    m_scratch->git({u"config"_s, u"user.email"_s, u"ada@example.org"_s});
    const Result<WrittenCommit> written = write(anonymous);

    QCOMPARE(refused.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(refused.error().toString(),
             std::string("git does not know who you are; run: git config --global user.name 'Your "
                         "Name' and git config --global user.email you@example.org"));
    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(m_scratch->git({u"log"_s, u"-1"_s, u"--format=%cn <%ce>"_s}),
             "Ada Lovelace <ada@example.org>"_ba);
}

void tst_GitCommitWriter::signsWithAnSshKey_data()
{
    QTest::addColumn<bool>("byAgent");

    QTest::newRow("a file") << false;
    QTest::newRow("the agent, named by the key itself") << true;
}

void tst_GitCommitWriter::signsWithAnSshKey()
{
    QFETCH(bool, byAgent);
    const QString key = m_scratch->beside(u"signing"_s);
    test::run(u"ssh-keygen"_s,
              {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u""_s, u"-C"_s, u"ada"_s, u"-f"_s, key});
    const QByteArray publicKey = m_scratch->read(u"../signing.pub"_s).trimmed();
    m_scratch->write(u"../allowed"_s, "ada@example.org " + publicKey + '\n');
    m_scratch->git({u"config"_s, u"commit.gpgsign"_s, u"true"_s});
    m_scratch->git({u"config"_s, u"gpg.format"_s, u"ssh"_s});
    m_scratch->git({u"config"_s, u"gpg.ssh.allowedSignersFile"_s, m_scratch->beside(u"allowed"_s)});
    m_scratch->git({u"config"_s, u"user.signingkey"_s,
                    byAgent ? u"key::"_s + QString::fromLatin1(publicKey) : key});
    std::optional<test::SshAgent> agent;
    if (byAgent) {
        agent.emplace();
        QVERIFY(agent->add(key));
        QVERIFY(QFile::remove(key));
    }

    const Result<WrittenCommit> written = write(request({{path("apps/a.yaml"), "a: 2\n"}}));

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    m_scratch->git({u"verify-commit"_s, u"HEAD"_s});
    QCOMPARE(m_scratch->git({u"log"_s, u"-1"_s, u"--format=%G? %GS %s"_s}),
             "G ada@example.org Promote a"_ba);
    QVERIFY(git::commitSettings(Repository::open(m_scratch->path()).value())
                .value()
                .signature.starts_with("an SSH signature by "));
    m_scratch->git({u"fsck"_s, u"--strict"_s});
}

void tst_GitCommitWriter::signsWithGpg()
{
    if (QStandardPaths::findExecutable(u"gpg"_s).isEmpty())
        QSKIP("gpg is not installed");
    const QTemporaryDir home;
    qputenv("GNUPGHOME", home.path().toLocal8Bit());
    const auto made =
        test::run(u"gpg"_s, {u"--batch"_s, u"--passphrase"_s, u""_s, u"--quick-gen-key"_s,
                             u"Ada Lovelace <ada@example.org>"_s, u"ed25519"_s});
    QCOMPARE(made.exitCode, 0);
    m_scratch->git({u"config"_s, u"commit.gpgsign"_s, u"true"_s});

    const Result<WrittenCommit> written = write(request({{path("apps/a.yaml"), "a: 2\n"}}));

    test::run(u"gpgconf"_s, {u"--kill"_s, u"all"_s});
    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    m_scratch->git({u"verify-commit"_s, u"HEAD"_s});
}

void tst_GitCommitWriter::doesNotSilentlySkipSigning_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("message");

    const QByteArray otherwise = "; or choose an unsigned commit";
    QTest::newRow("no key") << u"user.signingkey"_s << u""_s
                            << "cannot sign the commit: git does not know with which key; run: git "
                               "config --global user.signingkey ~/.ssh/id_ed25519.pub"
                                   + otherwise;
    QTest::newRow("an unknown format")
        << u"gpg.format"_s << u"wax"_s
        << "cannot sign the commit: git's gpg.format is 'wax', expected openpgp, ssh or x509"
               + otherwise;
    QTest::newRow("a program that the repository names")
        << u"gpg.ssh.program"_s << u"/bin/evil"_s
        << "cannot sign the commit: the repository's own configuration names the program "
           "(gpg.ssh.program), which is not run; set it with git config --global"
               + otherwise;
    QTest::newRow("a key that is not there")
        << u"user.signingkey"_s << u"/nowhere/key"_s
        << "cannot sign the commit: 'ssh-keygen' says: Couldn't load public key /nowhere/key: No "
           "such file or directory"
               + otherwise;
}

void tst_GitCommitWriter::doesNotSilentlySkipSigning()
{
    QFETCH(QString, setting);
    QFETCH(QString, value);
    QFETCH(QByteArray, message);
    m_scratch->git({u"config"_s, u"commit.gpgsign"_s, u"true"_s});
    m_scratch->git({u"config"_s, u"gpg.format"_s, u"ssh"_s});
    m_scratch->git({u"config"_s, setting, value});
    const QByteArray head = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});
    CommitRequest unsignedCommit = request({{path("apps/a.yaml"), "a: 2\n"}});
    unsignedCommit.signing = git::Signing::Unsigned;

    const Result<WrittenCommit> refused = write(request({{path("apps/a.yaml"), "a: 2\n"}}));
    const QByteArray still = m_scratch->git({u"rev-parse"_s, u"HEAD"_s});
    const Result<WrittenCommit> written = write(unsignedCommit);

    QVERIFY(!refused);
    QCOMPARE(QByteArray::fromStdString(refused.error().toString()), message);
    QCOMPARE(still, head);
    QVERIFY2(written, written ? "" : written.error().toString().c_str());
}

void tst_GitCommitWriter::addsTrailers_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("a subject alone")
        << "Promote a"_ba
        << "Promote a\n\nPromoted-from: staging\nSigned-off-by: Ada Lovelace <ada@example.org>"_ba;
    QTest::newRow("after other trailers")
        << "Promote a\n\nWhy.\n\nFixes: x\n"_ba
        << "Promote a\n\nWhy.\n\nFixes: x\nPromoted-from: staging\nSigned-off-by: Ada Lovelace "
           "<ada@example.org>"_ba;
    QTest::newRow("signed off already")
        << "Promote a\n\nSigned-off-by: Ada Lovelace <ada@example.org>\n"_ba
        << "Promote a\n\nSigned-off-by: Ada Lovelace <ada@example.org>\nPromoted-from: staging"_ba;
}

void tst_GitCommitWriter::addsTrailers()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, expected);
    CommitRequest signedOff = request({{path("apps/a.yaml"), "a: 2\n"}});
    signedOff.message = message.toStdString();
    signedOff.trailers = {"Promoted-from: staging"};
    signedOff.signOff = true;

    const Result<WrittenCommit> written = write(signedOff);

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(m_scratch->git({u"log"_s, u"-1"_s, u"--format=%B"_s}).trimmed(), expected);
}

void tst_GitCommitWriter::namesTheHooksThatAreNotRun()
{
    const QString proof = m_scratch->beside(u"proof"_s);
    m_scratch->write(u".git/hooks/pre-commit"_s, "#!/bin/sh\ntouch " + proof.toLocal8Bit() + '\n');
    m_scratch->write(u".git/hooks/commit-msg"_s, "not executable");
    QFile hook(m_scratch->filePath(u".git/hooks/pre-commit"_s));
    QVERIFY(hook.setPermissions(hook.permissions() | QFile::ExeOwner));

    const auto settings = git::commitSettings(Repository::open(m_scratch->path()).value());
    const Result<WrittenCommit> written = write(request({{path("apps/a.yaml"), "a: 2\n"}}));

    QCOMPARE(settings.value(),
             (git::CommitSettings{.signature = {}, .hooks = {std::string("pre-commit")}}));
    QVERIFY(written);
    QVERIFY(!QFileInfo::exists(proof));
}

void tst_GitCommitWriter::appliesLineEndsOnDiskOnly()
{
    m_scratch->write(u".gitattributes"_s, "*.yaml text eol=crlf\n");
    m_scratch->commit(u"dos on disk"_s);

    const Result<WrittenCommit> written = write(request({{path("apps/a.yaml"), "a: 2\nb: 3\n"}}));

    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    QCOMPARE(m_scratch->git({u"cat-file"_s, u"-p"_s, u"HEAD:apps/a.yaml"_s}), "a: 2\nb: 3"_ba);
    QCOMPARE(m_scratch->read(u"apps/a.yaml"_s), "a: 2\r\nb: 3\r\n"_ba);
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s, u"apps/a.yaml"_s}), ""_ba);
}

QTEST_GUILESS_MAIN(tst_GitCommitWriter)
#include "tst_gitcommitwriter.moc"
