// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/memorytree.h"
#include "core/helm/chartloader.h"
#include "core/helm/render.h"
#include "tests/support/tarball.h"

#include <QTest>

using namespace plumb;
using plumb::test::PackedFile;

namespace {

const std::string chartFile = "apiVersion: v2\nname: chart\nversion: 1.0.0\n";

std::string textOf(const Result<helm::ChartSet> &loaded)
{
    return loaded ? "" : loaded.error().description();
}

Result<helm::ChartSet> unpacked(std::vector<PackedFile> files)
{
    files.insert(files.begin(), {.name = "chart/Chart.yaml", .bytes = chartFile});
    return helm::loadChartArchive(test::packed(files));
}

std::map<std::string, std::string> folder(std::map<std::string, std::string> files)
{
    files.emplace("Chart.yaml", chartFile);
    return files;
}

Result<helm::ChartSet> loaded(const std::map<std::string, std::string> &files)
{
    return helm::loadChart(files::MemoryTree(files), files::TreePath());
}

Result<helm::Rendered> rendered(const std::string &source, helm::RenderOptions options = {})
{
    options.release.name = "demo";
    return helm::render(PLUMB_TRY(loaded(folder({{"templates/a.yaml", source}}))),
                        yaml::Value::mapping(), options);
}

} // namespace

class tst_HostileCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersStayInsideTheChart_data();
    void membersStayInsideTheChart();
    void linksInArchivesAreEmptyFiles();
    void largeMembersAreRefused();
    void brokenArchivesAreRefused();
    void manyFilesAreRefused();
    void endlessChartsAreRefused();
    void endlessIncludesAreRefused();
    void endlessTplIsRefused();
    void hugeTextIsRefused();
    void endlessTimeIsRefused();
};

void tst_HostileCharts::membersStayInsideTheChart_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("parent") << QByteArray("chart/../../etc/passwd")
                            << QByteArray("chart illegally references parent directory");
    QTest::newRow("absolute") << QByteArray("chart//etc/passwd")
                              << QByteArray("chart illegally contains absolute paths");
    QTest::newRow("top") << QByteArray("stray.yaml")
                         << QByteArray("chart illegally contains content outside the base "
                                       "directory: \"stray.yaml\"");
    QTest::newRow("drive") << QByteArray("chart/c:/windows")
                           << QByteArray("chart contains illegally named files");
    QTest::newRow("backslashes") << QByteArray("chart\\..\\..\\boot.ini")
                                 << QByteArray("chart illegally references parent directory");
}

void tst_HostileCharts::membersStayInsideTheChart()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, message);
    const auto chart = unpacked({{.name = name.toStdString(), .bytes = "x"}});
    QVERIFY(!chart);
    QCOMPARE(chart.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(textOf(chart)), message);
}

void tst_HostileCharts::linksInArchivesAreEmptyFiles()
{
    const auto chart =
        unpacked({{.name = "chart/passwd", .bytes = "", .type = '2', .target = "/etc/passwd"}});
    QVERIFY2(chart, textOf(chart).c_str());
    QCOMPARE(chart->root().files.size(), std::size_t(1));
    QCOMPARE(chart->root().files.front().text(), std::string_view());
}

void tst_HostileCharts::largeMembersAreRefused()
{
    const auto chart = unpacked({{.name = "chart/big", .bytes = std::string(6U << 20U, 'x')}});
    QVERIFY(!chart);
    QCOMPARE(chart.error().code(), ErrorCode::LimitExceeded);
    QCOMPARE(textOf(chart), "'chart/big' is larger than the maximum size 5242880");
}

void tst_HostileCharts::brokenArchivesAreRefused()
{
    const std::string whole = test::packed({{.name = "chart/Chart.yaml", .bytes = chartFile}});
    for (std::size_t size = 0; size < whole.size() - 1024; size += 97)
        QVERIFY(!helm::loadChartArchive(whole.substr(0, size)));
    QVERIFY(helm::loadChartArchive(whole));
}

void tst_HostileCharts::manyFilesAreRefused()
{
    std::map<std::string, std::string> files;
    for (int i = 0; i < 60'000; ++i)
        files.emplace("files/" + std::to_string(i), "");
    const auto chart = loaded(folder(std::move(files)));
    QVERIFY(!chart);
    QCOMPARE(chart.error().code(), ErrorCode::LimitExceeded);
    QCOMPARE(textOf(chart), "the chart has more than 50000 files");
}

void tst_HostileCharts::endlessChartsAreRefused()
{
    std::map<std::string, std::string> files;
    std::string path;
    for (int i = 0; i < 40; ++i) {
        files.emplace(path + "Chart.yaml", chartFile);
        path += "charts/c/";
    }
    const auto chart = loaded(files);
    QVERIFY(!chart);
    QCOMPARE(chart.error().code(), ErrorCode::LimitExceeded);
}

void tst_HostileCharts::endlessIncludesAreRefused()
{
    const auto output =
        rendered(R"({{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }})");
    QVERIFY(!output);
    QVERIFY(output.error().message().ends_with(
        "error calling include: rendering template has a nested reference name: r: unable to "
        "execute template"));
}

void tst_HostileCharts::endlessTplIsRefused()
{
    const auto output = rendered(R"({{ $_ := set . "t" "{{ tpl .t . }}" }}{{ tpl .t . }})");
    QVERIFY(!output);
}

void tst_HostileCharts::hugeTextIsRefused()
{
    for (const char *const source :
         {R"({{ repeat 1000000000 "0123456789" }})",
          R"({{ range until 100000 }}{{ repeat 100000 "0123456789" }}{{ end }})"}) {
        const auto output = rendered(source);
        QVERIFY(!output);
    }
}

void tst_HostileCharts::endlessTimeIsRefused()
{
    helm::RenderOptions options;
    options.engine.limits.time = std::chrono::milliseconds(50);
    const auto output =
        rendered("{{ range 1000000000 }}{{ range 1000000000 }}{{ end }}{{ end }}", options);
    QVERIFY(!output);
}

QTEST_APPLESS_MAIN(tst_HostileCharts)
#include "tst_hostilecharts.moc"
