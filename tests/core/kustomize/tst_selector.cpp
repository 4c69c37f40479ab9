// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/imagereference.h"
#include "core/kustomize/labelselector.h"
#include "core/kustomize/resourceselector.h"
#include "tests/support/buildfixture.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using kustomize::ImageReference;
using kustomize::LabelSelector;
using kustomize::ResourceSelector;

class tst_Selector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesLabels_data();
    void matchesLabels();
    void refusesSelectors_data();
    void refusesSelectors();
    void selectsByWholeExpressions();
    void selectsByFirstAndPresentNames();
    void complainsOfLabelsOnlyWhenTheyMatter();
    void refusesAnExpressionThatIsNone();
    void takesImagesApart_data();
    void takesImagesApart();
};

void tst_Selector::matchesLabels_data()
{
    QTest::addColumn<QByteArray>("selector");
    QTest::addColumn<bool>("isMatch");

    QTest::newRow("empty") << ""_ba << true;
    QTest::newRow("equal") << "app=web"_ba << true;
    QTest::newRow("equal, doubled, with blanks") << " app == web , tier "_ba << true;
    QTest::newRow("not equal") << "app!=web"_ba << false;
    QTest::newRow("not equal to what is absent") << "absent!=web"_ba << true;
    QTest::newRow("in") << "tier in (back, front)"_ba << true;
    QTest::newRow("notin") << "tier notin (back,front)"_ba << false;
    QTest::newRow("absent") << "!absent"_ba << true;
    QTest::newRow("empty value") << "empty="_ba << true;
    QTest::newRow("empty value in a set") << "empty in (,x)"_ba << true;
    QTest::newRow("greater") << "size>9"_ba << true;
    QTest::newRow("less than text") << "app<9"_ba << false;
    QTest::newRow("a key with a domain") << "example.com/part=a"_ba << true;
}

void tst_Selector::matchesLabels()
{
    QFETCH(QByteArray, selector);
    QFETCH(bool, isMatch);
    test::BuildFixture fixture;
    const yaml::Value labels =
        fixture.parse("{app: web, tier: front, empty: '', size: '10', example.com/part: a}\n");

    const Result<LabelSelector> parsed = LabelSelector::parse(selector.toStdString());

    QVERIFY(parsed);
    QCOMPARE(parsed->matches(&labels), isMatch);
}

void tst_Selector::refusesSelectors_data()
{
    QTest::addColumn<QByteArray>("selector");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("no key") << "=web"_ba
                            << "invalid selector '=web': found '=', expected a label key"_ba;
    QTest::newRow("open set") << "a in (b"_ba
                              << "invalid selector 'a in (b': found the end, expected ')'"_ba;
    QTest::newRow("bad value") << "a=-"_ba
                               << "invalid selector 'a=-': '-' is no valid label value"_ba;
    QTest::newRow("comma at the end")
        << "a,"_ba << "invalid selector 'a,': found the end, expected a key after ','"_ba;
}

void tst_Selector::refusesSelectors()
{
    QFETCH(QByteArray, selector);
    QFETCH(QByteArray, message);

    const Result<LabelSelector> parsed = LabelSelector::parse(selector.toStdString());

    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(QByteArray::fromStdString(parsed.error().toString()), message);
}

namespace {

constexpr std::string_view two = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: alpha}\n---\n"
                                 "apiVersion: v1\nkind: Secret\nmetadata: {name: alphabet}\n";

} // namespace

void tst_Selector::selectsByWholeExpressions()
{
    test::BuildFixture fixture;
    const auto resources = fixture.resources(two);
    const auto select = [&](std::string_view selector) {
        return *ResourceSelector::from(fixture.parse(selector), fixture.context)->select(resources);
    };

    QCOMPARE(select("name: alpha"), (std::vector<std::size_t>{0}));
    QCOMPARE(select("name: alp.*"), (std::vector<std::size_t>{0, 1}));
    QCOMPARE(select("{name: alpha.*, kind: Sec|ret}"), std::vector<std::size_t>{});
    QCOMPARE(select("{version: v1, namespace: default}"), (std::vector<std::size_t>{0, 1}));
}

void tst_Selector::selectsByFirstAndPresentNames()
{
    test::BuildFixture fixture;
    auto resources = fixture.resources(two);
    resources.change(0).storePreviousId();
    resources.change(0).setName("beta");
    const auto select = [&](std::string_view selector) {
        return *ResourceSelector::from(fixture.parse(selector), fixture.context)->select(resources);
    };

    QCOMPARE(select("name: alpha"), (std::vector<std::size_t>{0}));
    QCOMPARE(select("name: beta"), (std::vector<std::size_t>{0}));
}

void tst_Selector::complainsOfLabelsOnlyWhenTheyMatter()
{
    test::BuildFixture fixture;
    const auto resources = fixture.resources(two);

    const auto unused =
        ResourceSelector::from(fixture.parse("{kind: Pod, labelSelector: '='}"), fixture.context);
    const auto used = ResourceSelector::from(fixture.parse("{kind: Secret, labelSelector: '='}"),
                                             fixture.context);

    QVERIFY(unused->select(resources));
    QVERIFY(!used->select(resources));
}

void tst_Selector::refusesAnExpressionThatIsNone()
{
    test::BuildFixture fixture;

    const auto selector = ResourceSelector::from(fixture.parse("name: '('"), fixture.context);

    QVERIFY(!selector);
    QCOMPARE(selector.error().toString(),
             "test.yaml:1:7: '(' is no valid expression for a name: missing ): ^(?:()$");
}

void tst_Selector::takesImagesApart_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<QByteArray>("digest");

    QTest::newRow("name") << "nginx"_ba << "nginx"_ba << ""_ba << ""_ba;
    QTest::newRow("port") << "host:5000/a/b"_ba << "host:5000/a/b"_ba << ""_ba << ""_ba;
    QTest::newRow("tag and digest") << "host:5000/a:1@sha256:f"_ba << "host:5000/a"_ba << "1"_ba
                                    << "sha256:f"_ba;
    QTest::newRow("digest") << "a@sha256:f"_ba << "a"_ba << ""_ba << "sha256:f"_ba;
}

void tst_Selector::takesImagesApart()
{
    QFETCH(QByteArray, image);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, tag);
    QFETCH(QByteArray, digest);

    const ImageReference parsed = ImageReference::parse(image.toStdString());

    QVERIFY(
        (parsed == ImageReference{name.toStdString(), tag.toStdString(), digest.toStdString()}));
    QCOMPARE(parsed.toString(), image.toStdString());
}

QTEST_APPLESS_MAIN(tst_Selector)
#include "tst_selector.moc"
