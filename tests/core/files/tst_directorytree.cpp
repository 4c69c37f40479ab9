// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/directorytree.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace plumb;
using namespace Qt::StringLiterals;
using files::DirectoryTree;
using files::EntryKind;
using files::TreePath;

class tst_DirectoryTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsFiles();
    void listsInByteOrder();
    void findsNothingWhereNothingIs_data();
    void findsNothingWhereNothingIs();
    void followsLinksInside_data();
    void followsLinksInside();
    void refusesLinksThatLeave_data();
    void refusesLinksThatLeave();
    void endsOnLinksThatCircle();
    void treatsALinkToNowhereAsAbsent();
    void refusesSpecialFiles();
    void refusesAHugeFileWithoutReadingIt();
    void readsAFileThatTellsNoSize();
    void reachesEverythingFromTheRootOfTheSystem();
    void changesTheStampWithTheBytes();
    void opensOnlyDirectories();

private:
    void write(const QString &path, const QByteArray &content);
    void link(const QString &path, const QString &target);
    std::shared_ptr<const DirectoryTree> tree() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root;
};

namespace {

TreePath path(const QByteArray &text)
{
    return TreePath::parse(text.toStdString()).value();
}

QStringList names(const Result<std::vector<files::TreeEntry>> &entries)
{
    QStringList list;
    for (const files::TreeEntry &entry : entries.value()) {
        const char *marks[] = {"", "/", "@"};
        list += QString::fromStdString(entry.name) + QString::fromLatin1(marks[int(entry.kind)]);
    }
    return list;
}

} // namespace

void tst_DirectoryTree::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->filePath(u"root"_s);
    QVERIFY(QDir().mkpath(m_root));
    write(u"../outside.txt"_s, "secret");
    write(u"apps/podinfo/a.yaml"_s, "a: 1\n");
    write(u"apps/base/b.yaml"_s, "b: 2\n");
}

void tst_DirectoryTree::write(const QString &path, const QByteArray &content)
{
    const QString full = m_root + u'/' + path;
    QVERIFY(QDir().mkpath(QFileInfo(full).path()));
    QFile file(full);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void tst_DirectoryTree::link(const QString &path, const QString &target)
{
    const QByteArray full = QFile::encodeName(m_root + u'/' + path);
    QCOMPARE(::symlink(QFile::encodeName(target).constData(), full.constData()), 0);
}

std::shared_ptr<const DirectoryTree> tst_DirectoryTree::tree() const
{
    return DirectoryTree::open(m_root.toStdString()).value();
}

void tst_DirectoryTree::readsFiles()
{
    const auto files = tree();

    QCOMPARE(*files->read(path("apps/podinfo/a.yaml")).value(), std::string("a: 1\n"));
    QVERIFY(files->kindOf(path("apps/podinfo/a.yaml")).value() == EntryKind::File);
    QVERIFY(files->kindOf(path("apps/podinfo")).value() == EntryKind::Directory);
    QVERIFY(files->kindOf(TreePath()).value() == EntryKind::Directory);
    QCOMPARE(files->locate(path("apps/podinfo")).value().value(), path("apps/podinfo"));
}

void tst_DirectoryTree::listsInByteOrder()
{
    write(u"b"_s, "");
    write(u"B"_s, "");
    write(u"a-b"_s, "");
    link(u"c"_s, u"b"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(m_root + u"/pipe"_s).constData(), 0600), 0);

    const auto entries = tree()->list(TreePath());

    QCOMPARE(names(entries), QStringList({u"B"_s, u"a-b"_s, u"apps/"_s, u"b"_s, u"c@"_s}));
}

void tst_DirectoryTree::findsNothingWhereNothingIs_data()
{
    QTest::addColumn<QByteArray>("place");

    QTest::newRow("no such file") << "nowhere"_ba;
    QTest::newRow("no such folder") << "nowhere/a.yaml"_ba;
    QTest::newRow("below a file") << "apps/podinfo/a.yaml/x"_ba;
    QTest::newRow("name too long") << QByteArray(1000, 'x');
    QTest::newRow("path too long") << QByteArray("x/").repeated(5000);
}

void tst_DirectoryTree::findsNothingWhereNothingIs()
{
    QFETCH(QByteArray, place);
    const auto files = tree();

    QVERIFY(!files->kindOf(path(place)).value());
    QVERIFY(!files->locate(path(place)).value());
    QCOMPARE(files->stampOf(path(place)).value(), std::string());
    QCOMPARE(files->read(path(place)).error().code(), ErrorCode::NotFound);
    QCOMPARE(files->list(path(place)).error().code(), ErrorCode::NotFound);
}

void tst_DirectoryTree::followsLinksInside_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("read");
    QTest::addColumn<QByteArray>("place");

    const QByteArray place = "apps/podinfo/a.yaml"_ba;
    QTest::newRow("file") << u"x"_s << u"apps/podinfo/a.yaml"_s << "x"_ba << place;
    QTest::newRow("folder") << u"x"_s << u"apps/podinfo"_s << "x/a.yaml"_ba << place;
    QTest::newRow("up and down") << u"apps/base/x"_s << u"../podinfo"_s << "apps/base/x/a.yaml"_ba
                                 << place;
    QTest::newRow("root") << u"apps/x"_s << u".."_s << "apps/x/apps/podinfo/a.yaml"_ba << place;
    QTest::newRow("absolute inside")
        << u"apps/x"_s << u"%1/apps/podinfo"_s << "apps/x/a.yaml"_ba << place;
}

void tst_DirectoryTree::followsLinksInside()
{
    QFETCH(QString, link);
    QFETCH(QString, target);
    QFETCH(QByteArray, read);
    QFETCH(QByteArray, place);
    const QString root = QFileInfo(m_root).canonicalFilePath();
    this->link(link, target.contains(u"%1"_s) ? target.arg(root) : target);
    const auto files = tree();

    const Result<files::Bytes> content = files->read(path(read));

    QVERIFY2(content, content ? "" : content.error().toString().c_str());
    QCOMPARE(**content, std::string("a: 1\n"));
    QCOMPARE(files->locate(path(read)).value().value(), path(place));
    QVERIFY(files->kindOf(path(read)).value() == EntryKind::File);
    QCOMPARE(files->stampOf(path(read)).value(), files->stampOf(path(place)).value());
}

void tst_DirectoryTree::refusesLinksThatLeave_data()
{
    QTest::addColumn<QList<QStringList>>("links");
    QTest::addColumn<QByteArray>("read");
    QTest::addColumn<QByteArray>("message");
    using Links = QList<QStringList>;

    QTest::newRow("relative")
        << Links{{u"x"_s, u"../outside.txt"_s}} << "x"_ba
        << "the link 'x' points to '../outside.txt', which is outside of the root"_ba;
    QTest::newRow("absolute") << Links{{u"x"_s, u"/etc"_s}} << "x/passwd"_ba
                              << "the link 'x' points to '/etc', which is outside of the root"_ba;
    QTest::newRow("out and in again")
        << Links{{u"x"_s, u"../root/apps"_s}} << "x/base/b.yaml"_ba
        << "the link 'x' points to '../root/apps', which is outside of the root"_ba;
    QTest::newRow("chain")
        << Links{{u"x"_s, u"apps/y"_s}, {u"apps/y"_s, u"base/z"_s}, {u"apps/base/z"_s, u"/"_s}}
        << "x"_ba
        << "the link 'apps/base/z' points to '/', which is outside of the root"_ba;
    QTest::newRow("up from where a link leads")
        << Links{{u"apps/x"_s, u".."_s}, {u"y"_s, u"apps/x/../outside.txt"_s}} << "y"_ba
        << "the link 'apps/x' points to '..', which is outside of the root"_ba;
}

void tst_DirectoryTree::refusesLinksThatLeave()
{
    QFETCH(QList<QStringList>, links);
    QFETCH(QByteArray, read);
    QFETCH(QByteArray, message);
    for (const QStringList &each : links)
        link(each[0], each[1]);
    const auto files = tree();

    const Result<files::Bytes> content = files->read(path(read));

    QVERIFY(!content);
    QCOMPARE(content.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(content.error().toString()), message);
    QCOMPARE(files->kindOf(path(read)).error().toString(), content.error().toString());
    QCOMPARE(files->locate(path(read)).error().toString(), content.error().toString());
    QCOMPARE(files->stampOf(path(read)).error().toString(), content.error().toString());
    QCOMPARE(files->list(path(read)).error().toString(), content.error().toString());
}

void tst_DirectoryTree::endsOnLinksThatCircle()
{
    link(u"x"_s, u"y"_s);
    link(u"y"_s, u"x"_s);
    const auto files = tree();

    const Result<files::Bytes> content = files->read(path("x/a"));

    QVERIFY(!content);
    QCOMPARE(content.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(content.error().toString(),
             std::string("there are too many links on the way to 'x/a', they probably point to "
                         "each other"));
    QCOMPARE(files->locate(path("x/a")).error().toString(), content.error().toString());
}

void tst_DirectoryTree::treatsALinkToNowhereAsAbsent()
{
    link(u"x"_s, u"apps/nowhere"_s);
    const auto files = tree();

    QVERIFY(!files->kindOf(path("x")).value());
    QVERIFY(!files->locate(path("x")).value());
    QCOMPARE(files->read(path("x")).error().toString(), std::string("there is no file 'x'"));
}

void tst_DirectoryTree::refusesSpecialFiles()
{
    QCOMPARE(::mkfifo(QFile::encodeName(m_root + u"/pipe"_s).constData(), 0600), 0);
    const auto files = tree();

    const Result<files::Bytes> content = files->read(path("pipe"));

    QVERIFY(!content);
    QCOMPARE(content.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(content.error().toString(),
             std::string("'pipe' is a device, pipe or socket, expected a file or directory"));
    QCOMPARE(files->kindOf(path("pipe")).error().toString(), content.error().toString());
}

void tst_DirectoryTree::refusesAHugeFileWithoutReadingIt()
{
    write(u"huge.yaml"_s, "");
    QFile file(m_root + u"/huge.yaml"_s);
    QVERIFY(file.resize(qint64(1) << 40)); // a hole; reading it would take minutes

    const Result<files::Bytes> content = tree()->read(path("huge.yaml"));

    QVERIFY(!content);
    QCOMPARE(content.error().code(), ErrorCode::LimitExceeded);
    QCOMPARE(content.error().toString(),
             std::string("the file 'huge.yaml' has 1099511627776 bytes, more than the 67108864 "
                         "that are read"));
}

void tst_DirectoryTree::readsAFileThatTellsNoSize()
{
    const auto files = DirectoryTree::open("/proc").value();

    const Result<files::Bytes> content = files->read(path("sys/kernel/ostype"));

    QVERIFY2(content, content ? "" : content.error().toString().c_str());
    QCOMPARE(**content, std::string("Linux\n"));
}

void tst_DirectoryTree::reachesEverythingFromTheRootOfTheSystem()
{
    const auto files = DirectoryTree::open("/").value();
    const QByteArray root = QFile::encodeName(QFileInfo(m_root).canonicalFilePath()).mid(1);
    link(u"x"_s, u"/"_s + QString::fromUtf8(root) + u"/apps/base"_s);

    QCOMPARE(*files->read(path(root + "/apps/podinfo/a.yaml")).value(), std::string("a: 1\n"));
    QCOMPARE(*files->read(path(root + "/x/b.yaml")).value(), std::string("b: 2\n"));
    QCOMPARE(files->locate(path(root + "/x/b.yaml")).value().value(),
             path(root + "/apps/base/b.yaml"));
}

void tst_DirectoryTree::changesTheStampWithTheBytes()
{
    const auto files = tree();
    const TreePath file = path("apps/podinfo/a.yaml");
    const std::string before = files->stampOf(file).value();

    // The same size and, within a tick of the clock, the same time.
    write(u"apps/podinfo/a.yaml"_s, "a: 2\n");

    QVERIFY(files->stampOf(file).value() != before);
    QCOMPARE(files->stampOf(path("apps")).value(), std::string());
}

void tst_DirectoryTree::opensOnlyDirectories()
{
    const std::string root = m_root.toStdString();

    const auto missing = DirectoryTree::open(root + "/nowhere");
    const auto file = DirectoryTree::open(root + "/apps/podinfo/a.yaml");

    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
    QCOMPARE(missing.error().toString(),
             "cannot open the directory '" + root + "/nowhere': No such file or directory");
    QCOMPARE(file.error().code(), ErrorCode::InvalidInput);
}

QTEST_APPLESS_MAIN(tst_DirectoryTree)
#include "tst_directorytree.moc"
