// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/remote.h"
#include "tests/support/githttpserver.h"
#include "tests/support/scratchrepository.h"

#include <QFileInfo>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using git::Credential;
using git::CredentialRequest;
using git::Credentials;
using git::Repository;

class tst_GitRemote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clonesFetchesAndPushesAFolder();
    void refusesToPushOverForeignCommits();
    void speaksHttpWithAPassword();
    void asksTheCredentialHelpers();
    void leavesNothingOfAFailedClone();
    void refusesOddAddresses_data();
    void refusesOddAddresses();
    void stopsOnRequest();
};

namespace {

void seed(ScratchRepository &bare, ScratchRepository &source)
{
    source.write(u"a.yaml"_s, "a: 1\n");
    source.commit(u"one"_s);
    source.git({u"remote"_s, u"add"_s, u"origin"_s, QString::fromStdString(bare.path())});
    source.git({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});
}

} // namespace

void tst_GitRemote::clonesFetchesAndPushesAFolder()
{
    ScratchRepository bare(ScratchRepository::Kind::Bare);
    ScratchRepository source;
    seed(bare, source);
    const std::string folder = source.beside(u"clone"_s).toStdString();

    const Result<Repository> clone = git::clone("file://" + bare.path(), folder, {}, {});
    QVERIFY2(clone, clone ? "" : clone.error().toString().c_str());
    source.write(u"a.yaml"_s, "a: 2\n");
    const QByteArray second = source.commit(u"two"_s);
    source.git({u"branch"_s, u"topic"_s});
    source.git({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});
    const Result<> fetched = git::fetch(*clone, "origin", {}, {});
    const Result<> pushed =
        git::push(Repository::open(source.path()).value(), "origin", "topic", {}, {});

    QVERIFY2(fetched, fetched ? "" : fetched.error().toString().c_str());
    QVERIFY2(pushed, pushed ? "" : pushed.error().toString().c_str());
    QCOMPARE(clone->resolve("origin/main").value().text(), second.toStdString());
    QCOMPARE(bare.git({u"rev-parse"_s, u"topic"_s}), second);
    QCOMPARE(source.git({u"rev-parse"_s, u"--abbrev-ref"_s, u"topic@{upstream}"_s}),
             "origin/topic"_ba);
    QCOMPARE(git::remotes(*clone).value(),
             (std::vector<git::Remote>{{.name = "origin", .url = "file://" + bare.path()}}));
    QCOMPARE(git::fetch(*clone, "nowhere", {}, {}).error().toString(),
             std::string("there is no remote 'nowhere'"));
}

void tst_GitRemote::refusesToPushOverForeignCommits()
{
    ScratchRepository bare(ScratchRepository::Kind::Bare);
    ScratchRepository source;
    seed(bare, source);
    const Repository clone =
        git::clone(bare.path(), source.beside(u"clone"_s).toStdString(), {}, {}).value();
    source.write(u"a.yaml"_s, "a: 2\n");
    const QByteArray theirs = source.commit(u"two"_s);
    source.git({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});
    source.git({u"reset"_s, u"-q"_s, u"--hard"_s, u"HEAD~1"_s});
    source.write(u"a.yaml"_s, "a: 3\n");
    source.commit(u"mine"_s);

    const Result<> pushed =
        git::push(Repository::open(source.path()).value(), "origin", "main", {}, {});

    QVERIFY(!pushed);
    QCOMPARE(pushed.error().code(), ErrorCode::Conflict);
    QCOMPARE(pushed.error().toString(),
             "cannot push 'main' to '" + bare.path()
                 + "': it has commits that you have not; fetch and merge or rebase first");
    QCOMPARE(bare.git({u"rev-parse"_s, u"main"_s}), theirs);
}

void tst_GitRemote::speaksHttpWithAPassword()
{
    ScratchRepository bare(ScratchRepository::Kind::Bare);
    ScratchRepository source;
    seed(bare, source);
    const test::GitHttpServer server(
        {QFileInfo(QString::fromStdString(bare.path())).path(), u"ada"_s, u"s3cret-word"_s});
    std::vector<CredentialRequest> asked;
    Credentials credentials = {.useHelpers = false};
    credentials.ask = [&asked](const CredentialRequest &request) -> std::optional<Credential> {
        asked.push_back(request);
        return Credential{.user = "ada", .secret = asked.size() == 1 ? "wrong" : "s3cret-word"};
    };
    const std::string folder = source.beside(u"clone"_s).toStdString();

    const Result<Repository> clone = git::clone(server.url(), folder, credentials, {});
    const auto nobody = git::clone(server.url("/repository", "ada:guess@"), folder + "2",
                                   {.useHelpers = false}, {});

    QVERIFY2(clone, clone ? "" : clone.error().toString().c_str());
    QCOMPARE(asked.size(), 2u);
    QCOMPARE(asked[0].url, server.url());
    QVERIFY(asked[0].kind == CredentialRequest::Kind::Password);
    QCOMPARE(nobody.error().code(), ErrorCode::Unauthorized);
    QCOMPARE(nobody.error().toString(),
             "cannot clone '" + server.url() + "': no credentials for it were found or accepted");
    const Result<> pushed = git::push(*clone, "origin", "main", credentials, {});
    QVERIFY2(pushed, pushed ? "" : pushed.error().toString().c_str());
}

void tst_GitRemote::asksTheCredentialHelpers()
{
    ScratchRepository bare(ScratchRepository::Kind::Bare);
    ScratchRepository source;
    seed(bare, source);
    const test::GitHttpServer server(
        {QFileInfo(QString::fromStdString(bare.path())).path(), u"ada"_s, u"s3cret-word"_s});
    const QString log = source.beside(u"helper.log"_s);
    source.git(
        {u"config"_s, u"--global"_s, u"credential.helper"_s,
         u"!f() { echo $1 >> '%1'; echo username=ada; echo password=s3cret-word; }; f"_s.arg(log)});
    // What the repository itself names is not run.
    source.git({u"config"_s, u"credential.helper"_s, u"!echo bad >> '%1'; true"_s.arg(log)});

    const Result<Repository> clone =
        git::clone(server.url(), source.beside(u"clone"_s).toStdString(), {}, {});

    QVERIFY2(clone, clone ? "" : clone.error().toString().c_str());
    QFile file(log);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "get\nstore\n"_ba);
}

void tst_GitRemote::leavesNothingOfAFailedClone()
{
    const QTemporaryDir folder;
    const QString target = folder.filePath(u"clone"_s);
    const std::string nowhere = "file://" + folder.filePath(u"nowhere"_s).toStdString();

    const Result<Repository> clone = git::clone(nowhere, target.toStdString(), {}, {});

    QVERIFY(!clone);
    QVERIFY(!QFileInfo::exists(target));
}

void tst_GitRemote::refusesOddAddresses_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("message");

    const QByteArray invalid = "the address of the remote is not valid";
    QTest::newRow("empty") << ""_ba << invalid;
    QTest::newRow("an option") << "--upload-pack=evil"_ba << invalid;
    QTest::newRow("two lines") << "https://host/x\nhost=evil"_ba << invalid;
    QTest::newRow("a program")
        << "ext::sh -c evil://x"_ba
        << "cannot speak to 'ext::sh -c evil://x', expected an https, http, ssh or file address"_ba;
    QTest::newRow("not encrypted, not checked")
        << "git://user:word@host/x"_ba
        << "cannot speak to 'git://host/x', expected an https, http, ssh or file address"_ba;
}

void tst_GitRemote::refusesOddAddresses()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, message);
    const QTemporaryDir folder;

    const auto clone = git::clone(url.toStdString(), folder.filePath(u"x"_s).toStdString(), {}, {});

    QVERIFY(!clone);
    QCOMPARE(QByteArray::fromStdString(clone.error().toString()), message);
}

void tst_GitRemote::stopsOnRequest()
{
    ScratchRepository bare(ScratchRepository::Kind::Bare);
    ScratchRepository source;
    seed(bare, source);
    std::stop_source stop;
    stop.request_stop();
    const QString target = source.beside(u"clone"_s);

    const auto clone =
        git::clone("file://" + bare.path(), target.toStdString(), {}, {.stop = stop.get_token()});

    QVERIFY(!clone);
    QCOMPARE(clone.error().code(), ErrorCode::Cancelled);
    QVERIFY(!QFileInfo::exists(target));
}

QTEST_GUILESS_MAIN(tst_GitRemote)
#include "tst_gitremote.moc"
