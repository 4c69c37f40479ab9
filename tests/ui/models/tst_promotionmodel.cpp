// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/models/handmade.h"
#include "ui/models/promotionmodel.h"
#include "ui/roles/status.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_PromotionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEachDifferenceWithItsBox();
    void asksInsteadOfChangingABox();
    void changesBoxesInPlace();
    void showsBothSidesOfAConflict();
    void saysWhatGoesBack();

private:
    static std::shared_ptr<const promotion::Differences> differences()
    {
        promotion::Differences result;
        promotion::Difference version;
        version.app = "podinfo";
        version.path = yaml::NodePath::parse("spec.version").value();
        version.source = yaml::Value::string("6.7.1");
        version.target = yaml::Value::string("6.6.3");
        version.reason = "a chart version";
        promotion::Difference added;
        added.app = "podinfo";
        added.change = promotion::Change::Added;
        added.path = yaml::NodePath::parse("spec.values").value();
        added.source = yaml::Value::sequence({yaml::Value::integer(1)});
        result.items = {version, added};
        return std::make_shared<const promotion::Differences>(std::move(result));
    }
};

void tst_PromotionModel::showsEachDifferenceWithItsBox()
{
    PromotionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto shown = differences();

    model.setDifferences(shown, {QString::fromStdString(shown->items[0].key())});

    QCOMPARE(test::rows(model),
             (QStringList{u"podinfo | spec.version | 6.6.3 → 6.7.1 | a chart version"_s,
                          u"podinfo | spec.values | ∅ → 1 item | "_s}));
    QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
}

void tst_PromotionModel::asksInsteadOfChangingABox()
{
    PromotionModel model;
    model.setDifferences(differences(), {});
    QSignalSpy asked(&model, &PromotionModel::checkRequested);

    QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));

    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toString(), model.index(0, 0).data(PromotionModel::KeyRole).toString());
    QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
}

void tst_PromotionModel::changesBoxesInPlace()
{
    PromotionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setDifferences(differences(), {});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    model.setSelected({model.index(1, 0).data(PromotionModel::KeyRole).toString()});

    QCOMPARE(reset.count(), 0);
    QCOMPARE(model.index(1, 3).data(ChipTextRole).toString(), u"promotes"_s);
}

void tst_PromotionModel::showsBothSidesOfAConflict()
{
    PromotionModel model;
    promotion::Differences shown = *differences();
    shown.to = "production";
    shown.items[0].base = yaml::Value::string("6.5.0");
    shown.items[0].isConflict = true;

    model.setDifferences(std::make_shared<const promotion::Differences>(shown), {});

    QCOMPARE(model.index(0, PromotionModel::Value).data().toString(),
             u"6.6.3 → 6.7.1 (was 6.5.0)"_s);
    const QModelIndex reason = model.index(0, PromotionModel::Reason);
    QCOMPARE(reason.data(ChipTextRole).toString(), u"conflict"_s);
    QCOMPARE(reason.data(ChipToneRole).toInt(), int(Tone::Danger));
}

void tst_PromotionModel::saysWhatGoesBack()
{
    PromotionModel model;
    promotion::Differences shown = *differences();
    shown.commit = "1a2b3c4";
    shown.items[0].change = promotion::Change::FileReplaced;
    shown.items[0].targetFile = *files::TreePath::parse("apps/web.yaml");

    model.setDifferences(std::make_shared<const promotion::Differences>(shown),
                         {QString::fromStdString(shown.items[0].key())});

    QCOMPARE(model.index(0, PromotionModel::Field).data().toString(), u"apps/web.yaml"_s);
    QCOMPARE(model.index(0, PromotionModel::Value).data().toString(), u"file as a whole"_s);
    QCOMPARE(model.index(0, PromotionModel::Reason).data(ChipTextRole).toString(), u"goes back"_s);
}

QTEST_MAIN(tst_PromotionModel)
#include "tst_promotionmodel.moc"
