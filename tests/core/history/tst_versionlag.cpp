// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/versionlag.h"
#include "tests/support/scratchrepository.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

namespace {

QByteArray release(const QByteArray &version, const QByteArray &interval)
{
    return "kind: HelmRelease\nspec:\n  interval: " + interval
           + "\n  chart:\n    version: " + version + "\n";
}

fleet::Version versionAt(const std::string &file, int line, const std::string &text)
{
    return {.kind = fleet::VersionKind::Chart,
            .text = text,
            .where = {.path = file, .line = line, .column = 0}};
}

fleet::App appWith(const std::vector<fleet::Version> &versions)
{
    fleet::App app{
        .name = "web", .kind = "HelmRelease", .namespaceName = {}, .group = {}, .cells = {}};
    for (const fleet::Version &version : versions) {
        fleet::Cell cell;
        if (version.kind != fleet::VersionKind::None)
            cell.instances.push_back({.unit = {}, .object = {}, .version = version});
        app.cells.push_back(cell);
    }
    return app;
}

} // namespace

class tst_VersionLag : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatTheEnvironmentBeforeIsAheadBy_data();
    void findsWhatTheEnvironmentBeforeIsAheadBy();
    void countsTheChangesOfAVersion();
    void countsTheChangesOfATagWhoseItemMoved();
    void doesNotKnowAVersionThatWasNeverThere();

private:
    std::optional<std::size_t> since(ScratchRepository &repository, const fleet::Version &newer,
                                     std::string_view older);
};

std::optional<std::size_t> tst_VersionLag::since(ScratchRepository &repository,
                                                 const fleet::Version &newer,
                                                 std::string_view older)
{
    const auto opened = git::Repository::open(repository.path());
    history::VersionLag lag(*opened, *opened->resolve("HEAD"));
    const auto count = lag.since(newer, older, {});
    return count ? *count : std::nullopt;
}

void tst_VersionLag::findsWhatTheEnvironmentBeforeIsAheadBy_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("own");
    QTest::addColumn<bool>("isBehind");
    QTest::newRow("older") << "1.10.0"_ba << "1.9.0"_ba << true;
    QTest::newRow("with a v") << "v2"_ba << "1.9"_ba << true;
    QTest::newRow("the same") << "1.9.0"_ba << "1.9.0"_ba << false;
    QTest::newRow("newer") << "1.9.0"_ba << "1.10.0"_ba << false;
    QTest::newRow("a release candidate") << "4.0.0"_ba << "4.0.0-rc1"_ba << true;
    QTest::newRow("without an order") << "main-2f"_ba << "main-1a"_ba << true;
}

void tst_VersionLag::findsWhatTheEnvironmentBeforeIsAheadBy()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, own);
    QFETCH(bool, isBehind);
    const fleet::App app = appWith(
        {versionAt("a", 1, before.toStdString()), {}, versionAt("b", 1, own.toStdString())});

    const fleet::Version *waiting = history::versionWaiting(app, 2);

    QCOMPARE(waiting != nullptr, isBehind);
    QVERIFY(!waiting || waiting->text == before.toStdString());
    QVERIFY(!history::versionWaiting(app, 0));
    QVERIFY(!history::versionWaiting(app, 1));
}

void tst_VersionLag::countsTheChangesOfAVersion()
{
    ScratchRepository repository;
    for (const auto &[version, interval] :
         {std::pair("1.0.0", "1m"), {"1.1.0", "1m"}, {"1.1.0", "5m"}, {"1.2.0", "5m"}}) {
        repository.write(u"staging/web.yaml"_s, release(version, interval));
        repository.commit(u"Change"_s);
    }
    const fleet::Version newest = versionAt("staging/web.yaml", 5, "1.2.0");

    QCOMPARE(since(repository, newest, "1.2.0"), std::optional<std::size_t>(0));
    QCOMPARE(since(repository, newest, "1.1.0"), std::optional<std::size_t>(1));
    QCOMPARE(since(repository, newest, "1.0.0"), std::optional<std::size_t>(2));
}

void tst_VersionLag::countsTheChangesOfATagWhoseItemMoved()
{
    ScratchRepository repository;
    repository.write(u"kustomization.yaml"_s, "images:\n- name: web\n  newTag: v1\n");
    repository.commit(u"One"_s);
    repository.write(u"kustomization.yaml"_s,
                     "images:\n- name: api\n  newTag: v9\n- name: web\n  newTag: v2\n");
    repository.commit(u"Two"_s);

    QCOMPARE(since(repository, versionAt("kustomization.yaml", 5, "v2"), "v1"),
             std::optional<std::size_t>(1));
}

void tst_VersionLag::doesNotKnowAVersionThatWasNeverThere()
{
    ScratchRepository repository;
    repository.write(u"web.yaml"_s, release("1.0.0", "1m"));
    repository.commit(u"One"_s);
    const fleet::Version newest = versionAt("web.yaml", 5, "1.0.0");

    QCOMPARE(since(repository, newest, "0.9.0"), std::optional<std::size_t>());
    QCOMPARE(since(repository, versionAt("web.yaml", 4, "1.0.0"), "0.9.0"),
             std::optional<std::size_t>());
    QCOMPARE(since(repository, versionAt("", 0, "1.0.0"), "0.9.0"), std::optional<std::size_t>());
}

QTEST_GUILESS_MAIN(tst_VersionLag)
#include "tst_versionlag.moc"
