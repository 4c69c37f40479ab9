// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/contentdigest.h"
#include "core/source/contentcache.h"
#include "core/source/partfile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace plumb;
using namespace plumb::source;
using namespace Qt::StringLiterals;

namespace {

ContentCache open(const QTemporaryDir &folder, std::uint64_t size = 1u << 20)
{
    return ContentCache(folder.filePath(u"cache"_s).toStdString(), size);
}

QString onlyFile(const QTemporaryDir &folder, const QString &kind)
{
    const QDir place(folder.filePath(u"cache/"_s + kind));
    const QStringList names = place.entryList(QDir::Files);
    return names.size() == 1 ? place.filePath(names.front()) : QString();
}

} // namespace

class tst_ContentCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsBytesByTheirDigest();
    void takesWhatIsDamagedForMissing();
    void keepsNotes();
    void takesABrokenNoteForNone();
    void forgetsWhatWasNotUsedForLong();
    void isOpenToTheUserAlone();
    void toleratesManyWriters();
    void continuesAPartOfADownload();
    void givesTheSecondOneAFileOfItsOwn();
};

void tst_ContentCache::keepsBytesByTheirDigest()
{
    const QTemporaryDir folder;
    const std::string digest = crypto::contentDigest("bytes");
    QVERIFY(open(folder).write(digest, "bytes"));

    const auto read = open(folder).read(digest);

    QVERIFY(read);
    QCOMPARE(**read, "bytes");
    const auto missing = open(folder).read(crypto::contentDigest("others"));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
    QCOMPARE(open(folder).read("../../etc/passwd").error().code(), ErrorCode::NotFound);
}

void tst_ContentCache::takesWhatIsDamagedForMissing()
{
    const QTemporaryDir folder;
    const ContentCache cache = open(folder);
    const std::string digest = crypto::contentDigest("bytes");
    QVERIFY(cache.write(digest, "bytes"));
    QFile file(onlyFile(folder, u"content"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("byt");
    file.close();

    const auto read = cache.read(digest);

    QVERIFY(!read);
    QCOMPARE(read.error().code(), ErrorCode::NotFound);
    QVERIFY(!QFile::exists(file.fileName()));
}

void tst_ContentCache::keepsNotes()
{
    const QTemporaryDir folder;
    open(folder).setNote("https://example.com/ä", {{"etag", "\"a\nb\""}, {"digest", "1"}});

    const auto note = open(folder).note("https://example.com/ä");

    QVERIFY(note);
    QCOMPARE(*note, (ContentCache::Note{{"etag", "\"a\nb\""}, {"digest", "1"}}));
    QVERIFY(!open(folder).note("https://example.com/"));
}

void tst_ContentCache::takesABrokenNoteForNone()
{
    const QTemporaryDir folder;
    open(folder).setNote("key", {{"a", "b"}});
    QFile file(onlyFile(folder, u"notes"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();

    QVERIFY(!open(folder).note("key"));
}

void tst_ContentCache::forgetsWhatWasNotUsedForLong()
{
    const QTemporaryDir folder;
    const std::string old = crypto::contentDigest("old");
    const std::string young = crypto::contentDigest("young");
    QVERIFY(open(folder).write(old, "old"));
    QFile file(onlyFile(folder, u"content"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-3),
                             QFileDevice::FileModificationTime));
    file.close();
    QVERIFY(open(folder).write(young, "young"));

    const ContentCache cache = open(folder, 5);

    QVERIFY(!cache.read(old));
    QVERIFY(cache.read(young));
}

void tst_ContentCache::isOpenToTheUserAlone()
{
    const QTemporaryDir folder;
    open(folder);

    const auto others = QFile::permissions(folder.filePath(u"cache"_s))
                        & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther);

    QCOMPARE(int(others), 0);
}

void tst_ContentCache::toleratesManyWriters()
{
    const QTemporaryDir folder;
    const ContentCache cache = open(folder);
    const std::string bytes(100'000, 'x');
    const std::string digest = crypto::contentDigest(bytes);
    std::atomic<int> failures = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int k = 0; k < 20; ++k)
                    failures += !cache.write(digest, bytes) || !cache.read(digest);
            });
        }
    }

    QCOMPARE(failures.load(), 0);
    QVERIFY(!onlyFile(folder, u"content"_s).isEmpty());
}

void tst_ContentCache::continuesAPartOfADownload()
{
    const QTemporaryDir folder;
    const std::string place = folder.filePath(u"part"_s).toStdString();
    {
        auto part = PartFile::open(place);
        QVERIFY(part);
        QVERIFY(part->append("first "));
    }

    auto part = PartFile::open(place);
    QVERIFY(part);
    QCOMPARE(part->size(), std::uint64_t(6));
    QVERIFY(part->append("second"));

    QCOMPARE(*part->read(), "first second");
    part->discard();
    QVERIFY(!QFile::exists(QString::fromStdString(place)));
}

void tst_ContentCache::givesTheSecondOneAFileOfItsOwn()
{
    const QTemporaryDir folder;
    const std::string place = folder.filePath(u"part"_s).toStdString();
    auto first = PartFile::open(place);
    QVERIFY(first);
    QVERIFY(first->append("first"));
    {
        auto second = PartFile::open(place);
        QVERIFY(second);
        QCOMPARE(second->size(), std::uint64_t(0));
        QVERIFY(second->append("second"));
        QCOMPARE(*second->read(), "second");
    }

    QCOMPARE(*first->read(), "first");
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"part"_s});
}

QTEST_APPLESS_MAIN(tst_ContentCache)
#include "tst_contentcache.moc"
