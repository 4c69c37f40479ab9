// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/releasevaluesmodel.h"
#include "ui/roles/status.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_ReleaseValuesModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEachKeyWithTheLineThatSetIt();
    void neverShowsSecrets();
    void marksKeysThatNoTemplateReads();
    void showsOnlyWhatIsAskedFor();

private:
    static void fill(ReleaseValuesModel &model);
    static QStringList rows(const ReleaseValuesModel &model);
};

void tst_ReleaseValuesModel::fill(ReleaseValuesModel &model)
{
    const auto sources = std::make_shared<yaml::SourceTable>();
    const auto value = [&](std::vector<std::string> path, const char *text, std::uint32_t line) {
        build::ReleaseValue made{.path = std::move(path), .value = yaml::Value::string(text)};
        made.value.setOrigin({.source = sources->add("apps/web.yaml"), .line = line});
        made.isSet = line > 0;
        return made;
    };
    auto release = std::make_shared<build::RenderedRelease>();
    release->values = {value({"image", "tag"}, "one", 12), value({"password"}, "hunter2", 13),
                       value({"port"}, "80", 0), value({"unused"}, "x", 14)};
    release->values[1].isSecret = true;
    release->values[3].isDead = true;
    model.setRelease(release, sources);
}

QStringList tst_ReleaseValuesModel::rows(const ReleaseValuesModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        rows << cells.join(u" | "_s);
    }
    return rows;
}

void tst_ReleaseValuesModel::showsEachKeyWithTheLineThatSetIt()
{
    ReleaseValuesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    fill(model);

    QCOMPARE(reset.count(), 1);
    QCOMPARE(rows(model), (QStringList{u"image.tag | one | apps/web.yaml:12"_s,
                                       u"password | ‹secret› | apps/web.yaml:13"_s,
                                       u"port | 80 | default of the chart"_s,
                                       u"unused | x | apps/web.yaml:14"_s}));
    QCOMPARE(model.placeOf(model.index(0, 0)).line, 12);
}

void tst_ReleaseValuesModel::neverShowsSecrets()
{
    ReleaseValuesModel model;
    fill(model);

    for (const int role :
         {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)}) {
        for (int column = 0; column < model.columnCount(); ++column)
            QVERIFY(!model.index(1, column).data(role).toString().contains(u"hunter2"_s));
    }
}

void tst_ReleaseValuesModel::marksKeysThatNoTemplateReads()
{
    ReleaseValuesModel model;
    fill(model);

    QCOMPARE(model.index(3, 0).data(ChipTextRole).toString(), u"not read"_s);
    QCOMPARE(model.index(0, 0).data(ChipTextRole).toString(), QString());
    QVERIFY(model.index(3, 0).data(Qt::AccessibleTextRole).toString().contains(u"no template"_s));
}

void tst_ReleaseValuesModel::showsOnlyWhatIsAskedFor()
{
    ReleaseValuesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    fill(model);

    model.setFilter(ReleaseValuesModel::Filter::Dead);

    QCOMPARE(rows(model), QStringList{u"unused | x | apps/web.yaml:14"_s});
    QCOMPARE(model.count(ReleaseValuesModel::Filter::Set), 3u);
}

QTEST_MAIN(tst_ReleaseValuesModel)
#include "tst_releasevaluesmodel.moc"
