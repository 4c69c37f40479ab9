// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/repositorywatch.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_RepositoryWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void tellsOfAFileWrittenInPlace();
    void tellsOfAFileSavedThroughARename();
    void tellsOfFilesInANewFolder();
    void tellsABurstOnce();
    void tellsACommitApartFromAnEdit();
    void isSilentOnceItWatchesSomethingElse();

private:
    void write(const QString &name, const QByteArray &text);
    void start(RepositoryWatch &watch);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_RepositoryWatch::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkpath(u"apps"_s));
    QVERIFY(QDir(m_folder->path()).mkpath(u".git/refs/heads"_s));
    write(u"apps/web.yaml"_s, "a: 1\n");
    write(u".git/HEAD"_s, "ref: refs/heads/main\n");
    write(u".git/refs/heads/main"_s, "1\n");
}

void tst_RepositoryWatch::write(const QString &name, const QByteArray &text)
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void tst_RepositoryWatch::start(RepositoryWatch &watch)
{
    QSignalSpy ready(&watch, &RepositoryWatch::ready);
    watch.watch(m_folder->path());
    QTRY_COMPARE(ready.count(), 1);
}

void tst_RepositoryWatch::tellsOfAFileWrittenInPlace()
{
    RepositoryWatch watch;
    QSignalSpy changed(&watch, &RepositoryWatch::filesChanged);
    start(watch);

    write(u"apps/web.yaml"_s, "a: 2\n");

    QTRY_VERIFY(changed.count() > 0);
}

void tst_RepositoryWatch::tellsOfAFileSavedThroughARename()
{
    RepositoryWatch watch;
    QSignalSpy changed(&watch, &RepositoryWatch::filesChanged);
    start(watch);
    const auto save = [this] {
        write(u"apps/web.yaml~"_s, "a: 2\n");
        QFile::remove(m_folder->filePath(u"apps/web.yaml"_s));
        QVERIFY(QFile::rename(m_folder->filePath(u"apps/web.yaml~"_s),
                              m_folder->filePath(u"apps/web.yaml"_s)));
    };

    save();
    QTRY_VERIFY(changed.count() > 0);
    const qsizetype told = changed.count();
    write(u"apps/web.yaml"_s, "a: 3\n");

    QTRY_VERIFY(changed.count() > told);
}

void tst_RepositoryWatch::tellsOfFilesInANewFolder()
{
    RepositoryWatch watch;
    QSignalSpy changed(&watch, &RepositoryWatch::filesChanged);
    start(watch);

    QVERIFY(QDir(m_folder->path()).mkpath(u"infra/base"_s));
    QTRY_VERIFY(changed.count() > 0);
    const qsizetype told = changed.count();
    write(u"infra/base/a.yaml"_s, "a: 3\n");

    QTRY_VERIFY(changed.count() > told);
}

void tst_RepositoryWatch::tellsABurstOnce()
{
    RepositoryWatch watch;
    QSignalSpy changed(&watch, &RepositoryWatch::filesChanged);
    for (int i = 0; i < 100; ++i)
        write(u"apps/%1.yaml"_s.arg(i), "a: 1\n");
    start(watch);

    for (int i = 0; i < 100; ++i)
        write(u"apps/%1.yaml"_s.arg(i), "a: 2\n");

    QTRY_VERIFY(changed.count() > 0);
    QVERIFY(changed.count() < 20);
}

void tst_RepositoryWatch::tellsACommitApartFromAnEdit()
{
    RepositoryWatch watch;
    QSignalSpy files(&watch, &RepositoryWatch::filesChanged);
    QSignalSpy references(&watch, &RepositoryWatch::referencesChanged);
    start(watch);

    write(u".git/refs/heads/main"_s, "2\n");

    QTRY_VERIFY(references.count() > 0);
    QCOMPARE(files.count(), 0);
}

void tst_RepositoryWatch::isSilentOnceItWatchesSomethingElse()
{
    RepositoryWatch watch;
    start(watch);
    const QTemporaryDir other;
    QSignalSpy ready(&watch, &RepositoryWatch::ready);
    watch.watch(other.path());
    QTRY_COMPARE(ready.count(), 1);
    QSignalSpy changed(&watch, &RepositoryWatch::filesChanged);

    write(u"apps/web.yaml"_s, "a: 2\n");
    QFile marker(other.filePath(u"marker"_s));
    QVERIFY(marker.open(QIODevice::WriteOnly));
    marker.close();

    QTRY_COMPARE(changed.count(), 1);
}

QTEST_GUILESS_MAIN(tst_RepositoryWatch)
#include "tst_repositorywatch.moc"
