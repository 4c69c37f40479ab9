// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/releasepanel.h"

#include <QComboBox>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>
#include <QTreeView>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_ReleasePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsValuesAndWhichAreNotRead();
    void leadsToTheLineOfAValue();
    void showsTheReadmeFirst();

private:
    std::shared_ptr<yaml::SourceTable> m_sources;
    std::shared_ptr<build::RenderedRelease> m_release;
};

void tst_ReleasePanel::init()
{
    m_sources = std::make_shared<yaml::SourceTable>();
    m_release = std::make_shared<build::RenderedRelease>();
    build::ReleaseValue tag{.path = {"image", "tag"},
                            .value = yaml::Value::string("one"),
                            .isSet = true,
                            .isDead = true};
    tag.value.setOrigin({.source = m_sources->add("apps/web.yaml"), .line = 12});
    m_release->values = {tag, {.path = {"port"}, .value = yaml::Value::integer(80)}};
    const auto file = [](const char *name, const char *text) {
        return build::ChartText{.name = name, .text = std::make_shared<const std::string>(text)};
    };
    m_release->files = {file("templates/web.yaml", "kind: Service\n"),
                        file("values.yaml", "port: 80\n"),
                        file("README.md", "# Web\n![x](file:///etc/hostname)\n")};
}

void tst_ReleasePanel::showsValuesAndWhichAreNotRead()
{
    ReleasePanel panel;
    panel.showRelease(m_release, m_sources);
    auto *values = panel.findChild<QTreeView *>(u"releaseValues"_s);
    auto *filter = panel.findChild<QComboBox *>();
    QCOMPARE(values->model()->rowCount(), 2);
    QCOMPARE(filter->itemText(2), u"Set, and read by no template (1)"_s);

    filter->setCurrentIndex(2);

    QCOMPARE(values->model()->rowCount(), 1);
    QCOMPARE(values->model()->index(0, 0).data().toString(), u"image.tag"_s);
}

void tst_ReleasePanel::leadsToTheLineOfAValue()
{
    ReleasePanel panel;
    panel.showRelease(m_release, m_sources);
    QSignalSpy activated(&panel, &ReleasePanel::placeActivated);
    auto *values = panel.findChild<QTreeView *>(u"releaseValues"_s);

    Q_EMIT values->activated(values->model()->index(0, 0));
    Q_EMIT values->activated(values->model()->index(1, 0)); // is written nowhere

    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.front(), (QVariantList{u"apps/web.yaml"_s, 12}));
}

void tst_ReleasePanel::showsTheReadmeFirst()
{
    ReleasePanel panel;
    panel.showRelease(m_release, m_sources);
    auto *files = panel.findChild<QListWidget *>(u"chartFiles"_s);
    auto *text = panel.findChild<QTextBrowser *>(u"chartText"_s);
    QCOMPARE(files->item(0)->text(), u"README.md"_s);
    QVERIFY(text->toPlainText().startsWith(u"Web"_s));

    files->setCurrentRow(1);

    QCOMPARE(text->toPlainText(), u"port: 80\n"_s);
}

QTEST_MAIN(tst_ReleasePanel)
#include "tst_releasepanel.moc"
