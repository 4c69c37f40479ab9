// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/demofleet.h"
#include "tests/support/process.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using plumb::test::contentOf;
using plumb::test::Finished;
using plumb::test::git;
using plumb::test::replaceIn;

/// What the headless program says about history, and how it takes things back.
class tst_HistoryCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void listsEnvironmentsWithWhatOrdersThem();
    void listsDifferences();
    void listsTheCommitsOfAnEnvironment();
    void printsTheEffectOfACommit();
    void blamesAFieldInEveryCluster();
    void bisectsToTheCommitThatChangedAnObject();
    void carriesOneCommitOver();
    void writesNothingWhileThereAreConflicts();
    void revertsACommit();
    void restoresAnApp();
    void refusesToCommitWhatBreaksABuild();
    void remembersChoices();

private:
    Finished plumblinectl(const QStringList &arguments) const
    {
        return plumb::test::run(QStringLiteral(PLUMB_BINARY_DIR "/app/plumblinectl"), arguments,
                                m_fleet->path());
    }
    QJsonObject json(const QStringList &arguments) const
    {
        const Finished done = plumblinectl(arguments + QStringList{u"-o"_s, u"json"_s});
        return QJsonDocument::fromJson(done.output).object();
    }
    QString file(const QString &path) const { return QDir(m_fleet->path()).filePath(path); }
    QByteArray head() const
    {
        return git(m_fleet->path(), {u"rev-parse"_s, u"HEAD"_s}).output.trimmed();
    }
    void commit(const QString &message) const
    {
        QCOMPARE(git(m_fleet->path(), {u"commit"_s, u"-qam"_s, message}).exitCode, 0);
    }

    std::unique_ptr<QTemporaryDir> m_fleet;
};

void tst_HistoryCommands::init()
{
    m_fleet = std::make_unique<QTemporaryDir>();
    QCOMPARE(plumb::test::makeDemoFleet(m_fleet->path()), QByteArray());
}

void tst_HistoryCommands::listsEnvironmentsWithWhatOrdersThem()
{
    const QJsonArray environments = json({u"environments"_s}).value("environments"_L1).toArray();

    QStringList names;
    for (const QJsonValue &each : environments)
        names << each["name"_L1].toString();
    QCOMPARE(names, QStringList({u"dev"_s, u"staging"_s, u"production-eu"_s, u"production-us"_s}));
    QCOMPARE(environments[0]["orderedBy"_L1].toString(), u"name"_s);
}

void tst_HistoryCommands::listsDifferences()
{
    const Finished done =
        plumblinectl({u"differences"_s, u"--from"_s, u"staging"_s, u"--to"_s, u"production-eu"_s});

    QCOMPARE(done.exitCode, 1);
    QVERIFY2(done.output.startsWith("+ "), done.output.constData());
    QVERIFY2(done.output.contains("newTag: v2.13.1 → v2.14.0 (another image"),
             done.output.constData());
}

void tst_HistoryCommands::listsTheCommitsOfAnEnvironment()
{
    const Finished done =
        plumblinectl({u"log"_s, u"--environment"_s, u"staging"_s, u"-n"_s, u"2"_s});
    const QJsonArray commits =
        json({u"log"_s, u"--app"_s, u"checkout"_s, u"-n"_s, u"1"_s}).value("commits"_L1).toArray();

    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QCOMPARE(done.output.count('\n'), 3);
    QVERIFY2(done.output.contains("Promote checkout v2.14.0 to staging"), done.output.constData());
    QCOMPARE(commits.size(), 1);
    QCOMPARE(commits[0]["subject"_L1].toString(), u"Promote checkout v2.14.0 to staging"_s);
}

void tst_HistoryCommands::printsTheEffectOfACommit()
{
    const Finished done = plumblinectl({u"effect"_s, u"HEAD"_s});
    const Finished elsewhere =
        plumblinectl({u"effect"_s, u"HEAD"_s, u"--environment"_s, u"production-us"_s});

    QCOMPARE(done.exitCode, 1);
    QVERIFY2(done.output.contains("clusters/dev\n"), done.output.constData());
    QCOMPARE(elsewhere.exitCode, 0);
    QVERIFY2(elsewhere.output.endsWith("no object changes\n"), elsewhere.output.constData());
}

void tst_HistoryCommands::blamesAFieldInEveryCluster()
{
    const Finished done = plumblinectl({u"blame"_s, u"Deployment"_s, u"checkout/web"_s,
                                        u"spec.template.spec.containers[name=web].image"_s});

    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QCOMPARE(done.output.count("built by clusters/"), 4);
    QVERIFY2(done.output.contains("Promote checkout v2.14.0 to staging"), done.output.constData());
}

void tst_HistoryCommands::bisectsToTheCommitThatChangedAnObject()
{
    const Finished done = plumblinectl(
        {u"bisect"_s, u"Deployment"_s, u"checkout/web"_s, u"--cluster"_s, u"staging"_s});
    const Finished several = plumblinectl({u"bisect"_s, u"Deployment"_s, u"checkout/web"_s});

    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QVERIFY2(done.output.contains("Promote checkout v2.14.0 to staging"), done.output.constData());
    QCOMPARE(several.exitCode, 2);
    QVERIFY2(several.errors.contains("choose one with --cluster"), several.errors.constData());
}

void tst_HistoryCommands::carriesOneCommitOver()
{
    const QByteArray commit =
        git(m_fleet->path(),
            {u"log"_s, u"-1"_s, u"--format=%H"_s, u"--grep=Promote checkout v2.14.0 to staging"_s})
            .output.trimmed();
    const QString target = file(u"apps/production-eu/checkout/kustomization.yaml"_s);
    const QByteArray before = contentOf(target);

    const Finished done =
        plumblinectl({u"promote"_s, u"--from"_s, u"staging"_s, u"--to"_s, u"production-eu"_s,
                      u"--commit"_s, QString::fromLatin1(commit)});

    QVERIFY2(done.exitCode == 0, QByteArray(done.output + done.errors).constData());
    QByteArray expected = before;
    expected.replace("v2.13.1", "v2.14.0");
    expected.replace("images:", "      - LOG_FORMAT=json\nimages:");
    QCOMPARE(contentOf(target), expected);
    QCOMPARE(git(m_fleet->path(), {u"log"_s, u"-1"_s, u"--format=%(trailers:key=Promoted-from)"_s})
                 .output.trimmed(),
             "Promoted-from: staging@"_ba + commit);
}

void tst_HistoryCommands::writesNothingWhileThereAreConflicts()
{
    const QString target = u"apps/production-eu/checkout/kustomization.yaml"_s;
    replaceIn(file(target), "v2.13.1", "v2.13.9");
    commit(u"Patch production"_s);
    const QByteArray before = head();
    const QString commit =
        QString::fromLatin1(git(m_fleet->path(), {u"log"_s, u"-1"_s, u"--format=%H"_s,
                                                  u"--grep=Promote checkout v2.14.0 to staging"_s})
                                .output.trimmed());
    const QStringList promote = {u"promote"_s,       u"--from"_s,   u"staging"_s, u"--to"_s,
                                 u"production-eu"_s, u"--commit"_s, commit};

    const Finished refused = plumblinectl(promote);
    const QByteArray between = head();
    const Finished taken = plumblinectl(
        promote + QStringList{u"--take"_s, u"images[name=ghcr.io/example/checkout].newTag"_s});

    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.output.contains("! apps/production-eu/checkout/kustomization.yaml"),
             refused.output.constData());
    QVERIFY2(refused.output.contains("v2.13.9 → v2.14.0, before v2.13.1"),
             refused.output.constData());
    QCOMPARE(between, before);
    QVERIFY2(taken.exitCode == 0, taken.errors.constData());
    QVERIFY(contentOf(file(target)).contains("v2.14.0"));
}

void tst_HistoryCommands::revertsACommit()
{
    const QString target = file(u"apps/production-eu/checkout/kustomization.yaml"_s);
    const QByteArray before = contentOf(target);
    replaceIn(target, "v2.13.1", "v2.14.0");
    commit(u"Raise checkout"_s);

    const Finished plan = plumblinectl({u"revert"_s, u"--commit"_s, u"HEAD"_s, u"--plan"_s});
    const Finished done = plumblinectl({u"revert"_s, u"--commit"_s, u"HEAD"_s});

    QVERIFY2(plan.exitCode == 0, plan.errors.constData());
    QVERIFY2(plan.output.contains("passed: Everything builds"), plan.output.constData());
    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QCOMPARE(contentOf(target), before);
    QCOMPARE(git(m_fleet->path(), {u"log"_s, u"-1"_s, u"--format=%s"_s}).output.trimmed(),
             "Revert \"Raise checkout\""_ba);
}

void tst_HistoryCommands::restoresAnApp()
{
    const QString target = file(u"apps/production-eu/checkout/kustomization.yaml"_s);
    const QByteArray before = contentOf(target);
    const QString good = QString::fromLatin1(head());
    replaceIn(target, "v2.13.1", "v2.14.0");
    commit(u"Raise checkout"_s);
    replaceIn(target, "v2.14.0", "v2.15.0");
    commit(u"Raise it again"_s);

    const Finished done = plumblinectl({u"revert"_s, u"--app"_s, u"checkout"_s, u"--environment"_s,
                                        u"production-eu"_s, u"--to"_s, good});

    QVERIFY2(done.exitCode == 0, QByteArray(done.output + done.errors).constData());
    QCOMPARE(contentOf(target), before);
    QVERIFY2(done.output.contains("passed: checkout is as it was at"), done.output.constData());
    QVERIFY2(done.output.contains("passed: Nothing but checkout changes"), done.output.constData());
}

void tst_HistoryCommands::refusesToCommitWhatBreaksABuild()
{
    // The file that a commit removed is still needed.
    const QString target = u"apps/staging/checkout/kustomization.yaml"_s;
    const QByteArray kustomization = contentOf(file(target));
    QVERIFY(git(m_fleet->path(), {u"rm"_s, u"-q"_s, target}).exitCode == 0);
    commit(u"Remove it"_s);
    QFile restored(file(target));
    QVERIFY(QDir(m_fleet->path()).mkpath(u"apps/staging/checkout"_s));
    QVERIFY(restored.open(QIODevice::WriteOnly));
    restored.write(kustomization);
    restored.close();
    QVERIFY(git(m_fleet->path(), {u"add"_s, u"-A"_s}).exitCode == 0);
    commit(u"Bring it back"_s);
    const QByteArray before = head();

    const Finished done = plumblinectl({u"revert"_s, u"--commit"_s, u"HEAD"_s});

    QCOMPARE(done.exitCode, 2);
    QVERIFY2(done.output.contains("failed: "), done.output.constData());
    QVERIFY2(done.errors.contains("nothing is written, since a check failed"),
             done.errors.constData());
    QCOMPARE(head(), before);
}

void tst_HistoryCommands::remembersChoices()
{
    const Finished done = plumblinectl(
        {u"promote"_s, u"--from"_s, u"staging"_s, u"--to"_s, u"production-eu"_s, u"--app"_s,
         u"checkout"_s, u"--keep"_s, u"images[name=ghcr.io/example/checkout].newTag"_s,
         u"--remember"_s, u"--path"_s, u"replicas[name=web].count"_s, u"--plan"_s});

    QVERIFY2(done.exitCode == 0, QByteArray(done.output + done.errors).constData());
    QVERIFY2(done.output.contains("+++ b/.plumbline.yaml"), done.output.constData());
}

QTEST_GUILESS_MAIN(tst_HistoryCommands)
#include "tst_historycommands.moc"
