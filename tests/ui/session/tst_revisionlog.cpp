// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/scratchrepository.h"
#include "ui/session/revisionlog.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

namespace {

// A branch of 150 commits, every fiftieth of which changes apps/a.yaml, for "git fast-import".
QByteArray longHistory()
{
    QByteArray stream;
    for (int i = 0; i < 150; ++i) {
        const QByteArray message = "Change " + QByteArray::number(i);
        const QByteArray content = QByteArray::number(i);
        stream += "commit refs/heads/main\nmark :" + QByteArray::number(i + 1)
                  + "\ncommitter Ada <ada@example.org> " + QByteArray::number(1'700'000'000 + i)
                  + " +0000\ndata " + QByteArray::number(message.size()) + '\n' + message
                  + "\nM 100644 inline " + (i % 50 == 0 ? "apps/a.yaml" : "b.yaml") + "\ndata "
                  + QByteArray::number(content.size()) + '\n' + content + '\n';
    }
    return stream + "reset refs/heads/old\nfrom :2\n";
}

} // namespace

class tst_RevisionLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void readsAHistoryPageByPage();
    void readsTheHistoryOfOnePath();
    void readsTheHistoryOfABranch();
    void saysThatARevisionDoesNotExist();

private:
    void read(const RevisionQuery &query);

    std::unique_ptr<ScratchRepository> m_repository;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<RevisionLog> m_log;
    QStringList m_summaries;
    int m_pages = 0;
};

void tst_RevisionLog::init()
{
    m_repository = std::make_unique<ScratchRepository>();
    m_repository->git({u"fast-import"_s, u"--quiet"_s}, longHistory());
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_session = std::make_unique<Session>(m_settings.get());
    m_session->open(QString::fromStdString(m_repository->path()));
    m_log = std::make_unique<RevisionLog>(m_session.get());
    m_pages = 0;
    m_summaries.clear();
    connect(m_log.get(), &RevisionLog::pageRead, this,
            [this](const std::vector<git::Commit> &commits, bool isFirst) {
                m_pages = isFirst ? 1 : m_pages + 1;
                for (const git::Commit &commit : commits)
                    m_summaries << QString::fromStdString(commit.summary());
            });
}

void tst_RevisionLog::cleanup()
{
    m_log.reset();
    m_session.reset();
    QThreadPool::globalInstance()->waitForDone();
}

void tst_RevisionLog::read(const RevisionQuery &query)
{
    m_log->start(query);
    QTRY_VERIFY_WITH_TIMEOUT(!m_log->isRunning(), 30'000);
    while (!m_log->isComplete()) {
        m_log->readMore();
        QTRY_VERIFY_WITH_TIMEOUT(!m_log->isRunning(), 30'000);
    }
}

void tst_RevisionLog::readsAHistoryPageByPage()
{
    read({});

    QVERIFY(m_pages > 1);
    QCOMPARE(m_summaries.size(), 150);
    QCOMPARE(m_summaries.front(), u"Change 149"_s);
    QCOMPARE(m_summaries.back(), u"Change 0"_s);
}

void tst_RevisionLog::readsTheHistoryOfOnePath()
{
    read({.start = {}, .path = u"apps"_s});

    QCOMPARE(m_summaries, (QStringList{u"Change 100"_s, u"Change 50"_s, u"Change 0"_s}));
}

void tst_RevisionLog::readsTheHistoryOfABranch()
{
    read({.start = u"old"_s, .path = {}});

    QCOMPARE(m_summaries, (QStringList{u"Change 1"_s, u"Change 0"_s}));
}

void tst_RevisionLog::saysThatARevisionDoesNotExist()
{
    const QSignalSpy failed(m_log.get(), &RevisionLog::failed);

    read({.start = u"nowhere"_s, .path = {}});

    QCOMPARE(failed.count(), 1);
    QCOMPARE(m_log->error()->code(), ErrorCode::NotFound);
    QVERIFY(m_summaries.isEmpty());
}

QTEST_GUILESS_MAIN(tst_RevisionLog)
#include "tst_revisionlog.moc"
