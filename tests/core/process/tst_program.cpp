// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/process/program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb;
using namespace plumb::process;
using namespace Qt::StringLiterals;

namespace {

Program shell(const char *script)
{
    return {.arguments = {"sh", "-c", script}};
}

} // namespace

class tst_Program : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatAProgramSays();
    void givesAProgramItsInput();
    void survivesAProgramThatDoesNotRead();
    void givesAProgramItsEnvironmentAlone();
    void saysThatAProgramIsNotThere();
    void endsWhatTakesTooLong();
    void endsWhatPrintsTooMuch();
    void endsOnStop();
    void replacesVariables();
    void findsTheLastLine();
};

void tst_Program::givesWhatAProgramSays()
{
    const auto answer = run(shell("echo out; echo err >&2; exit 3"), {});

    QVERIFY(answer);
    QCOMPARE(answer->exitCode, 3);
    QCOMPARE(answer->output, std::string("out\n"));
    QCOMPARE(answer->errors, std::string("err\n"));
}

void tst_Program::givesAProgramItsInput()
{
    const std::string text(100'000, 'x');

    const auto answer = run({.arguments = {"cat"}, .input = text}, {});

    QVERIFY(answer);
    QVERIFY(answer->output == text);
}

void tst_Program::survivesAProgramThatDoesNotRead()
{
    Program program = shell("exec <&-; echo done");
    program.input = std::string(1'000'000, 'x');

    const auto answer = run(program, {});

    QVERIFY(answer);
    QCOMPARE(answer->output, std::string("done\n"));
}

void tst_Program::givesAProgramItsEnvironmentAlone()
{
    const auto answer = run({.arguments = {"/usr/bin/env"}, .environment = {{"ONLY=this"}}}, {});

    QVERIFY(answer);
    QCOMPARE(answer->output, std::string("ONLY=this\n"));
}

void tst_Program::saysThatAProgramIsNotThere()
{
    const auto answer = run({.arguments = {"/nowhere/program"}}, {});

    QVERIFY(!answer);
    QCOMPARE(answer.error().code(), ErrorCode::NotFound);
    QCOMPARE(answer.error().message(), "cannot start it: No such file or directory");
}

void tst_Program::endsWhatTakesTooLong()
{
    const QTemporaryDir folder;
    const QString late = folder.filePath(u"late"_s);
    Program program = shell("(sleep 0.4; touch \"$LATE\") & wait");
    program.environment = {"PATH=/usr/bin:/bin", "LATE=" + late.toStdString()};
    program.patience = std::chrono::milliseconds(50);

    const auto answer = run(program, {});

    QVERIFY(!answer);
    QCOMPARE(answer.error().code(), ErrorCode::Unreachable);
    QCOMPARE(answer.error().message(), "it did not end in time");
    QTest::qWait(600);
    QVERIFY2(!QFile::exists(late), "what the program started goes on");
}

void tst_Program::endsWhatPrintsTooMuch()
{
    Program program = shell("while :; do echo more; done");
    program.maximumOutput = 1000;

    const auto answer = run(program, {});

    QVERIFY(!answer);
    QCOMPARE(answer.error().code(), ErrorCode::LimitExceeded);
    QCOMPARE(answer.error().message(), "it printed too much");
}

void tst_Program::endsOnStop()
{
    std::stop_source stop;
    stop.request_stop();

    const auto answer = run(shell("sleep 30"), stop.get_token());

    QVERIFY(!answer);
    QCOMPARE(answer.error().code(), ErrorCode::Cancelled);
    QCOMPARE(answer.error().message(), "cancelled");
}

void tst_Program::replacesVariables()
{
    std::vector<std::string> environment = {"A=1", "AB=2"};

    setVariable(environment, "A", "3");

    QCOMPARE(environment, (std::vector<std::string>{"AB=2", "A=3"}));
}

void tst_Program::findsTheLastLine()
{
    QCOMPARE(lastLine("first\nlast \r\n\n"), std::string("last"));
    QCOMPARE(lastLine("only"), std::string("only"));
    QCOMPARE(lastLine("\n"), std::string());
}

QTEST_GUILESS_MAIN(tst_Program)
#include "tst_program.moc"
