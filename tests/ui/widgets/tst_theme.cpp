// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/golden.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QMetaEnum>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace plumb::ui;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
           + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1's contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const double light = qMax(luminance(a), luminance(b));
    const double dark = qMin(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { plumb::test::setGoldenLook(); }
    void namesEveryColorInBothSchemes_data();
    void namesEveryColorInBothSchemes();
    void readsAtEnoughContrast_data();
    void readsAtEnoughContrast();
    void switchesWhileRunning();
    void hasAFileForEveryGlyph();
    void recoloursIconsWithTheScheme();
};

void tst_Theme::namesEveryColorInBothSchemes_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_Theme::namesEveryColorInBothSchemes()
{
    QFETCH(bool, dark);
    const QHash<QString, QColor> palette = Theme::readPalette(dark);
    const QMetaEnum roles = QMetaEnum::fromType<Theme::Color>();

    QCOMPARE(palette.size(), roles.keyCount());
    for (int i = 0; i < roles.keyCount(); ++i)
        QVERIFY2(palette.value(QString::fromLatin1(roles.key(i))).isValid(), roles.key(i));
}

void tst_Theme::readsAtEnoughContrast_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ground");
    const auto add = [](const QStringList &texts, const QStringList &grounds) {
        for (const bool dark : {false, true}) {
            for (const QString &text : texts) {
                for (const QString &ground : grounds)
                    QTest::addRow("%s on %s, %s", qPrintable(text), qPrintable(ground),
                                  dark ? "dark" : "light")
                        << dark << text << ground;
            }
        }
    };
    add({u"Text"_s, u"MutedText"_s},
        {u"Window"_s, u"Panel"_s, u"Base"_s, u"AlternateBase"_s, u"Hover"_s, u"Selection"_s});
    add({u"InfoText"_s, u"SuccessText"_s, u"WarningText"_s, u"DangerText"_s, u"ProgressText"_s,
         u"Link"_s},
        {u"Window"_s, u"Panel"_s, u"Base"_s, u"Selection"_s});
    for (const QString &tone :
         {u"Neutral"_s, u"Info"_s, u"Success"_s, u"Warning"_s, u"Danger"_s, u"Progress"_s}) {
        add({tone + u"Text"_s}, {tone + u"Chip"_s});
        add({u"Text"_s}, {tone + u"Chip"_s});
    }
    add({u"Text"_s},
        {u"AddedLine"_s, u"RemovedLine"_s, u"AddedWord"_s, u"RemovedWord"_s, u"CurrentLine"_s});
    add({u"SyntaxKey"_s, u"SyntaxString"_s, u"SyntaxNumber"_s, u"SyntaxKeyword"_s,
         u"SyntaxComment"_s, u"SyntaxMeta"_s},
        {u"Base"_s, u"AddedLine"_s, u"RemovedLine"_s, u"AddedWord"_s, u"RemovedWord"_s,
         u"CurrentLine"_s});
    add({u"FaintText"_s}, {u"Base"_s, u"Panel"_s, u"Gutter"_s});
    add({u"GutterText"_s}, {u"Gutter"_s, u"AddedLine"_s, u"RemovedLine"_s});
    add({u"AccentText"_s}, {u"Accent"_s, u"AccentHover"_s});
    add({u"RailText"_s, u"RailActiveText"_s}, {u"Rail"_s, u"RailActive"_s});
    add({u"BadgeText"_s}, {u"Badge"_s});
    add({u"FoldText"_s}, {u"FoldLine"_s});
    add({u"ToolTipText"_s}, {u"ToolTip"_s});
}

void tst_Theme::readsAtEnoughContrast()
{
    QFETCH(bool, dark);
    QFETCH(QString, text);
    QFETCH(QString, ground);
    const QHash<QString, QColor> palette = Theme::readPalette(dark);

    const double ratio = contrast(palette.value(text), palette.value(ground));

    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

void tst_Theme::switchesWhileRunning()
{
    QSignalSpy changed(&Theme::current(), &Theme::changed);

    Theme::current().setScheme(Theme::Scheme::Dark);
    const QColor dark = QApplication::palette().color(QPalette::Base);
    Theme::current().setScheme(Theme::Scheme::Light);

    QCOMPARE(changed.count(), 2);
    QCOMPARE(dark, Theme::readPalette(true).value(u"Base"_s));
    QCOMPARE(QApplication::palette().color(QPalette::Base),
             Theme::readPalette(false).value(u"Base"_s));
}

void tst_Theme::hasAFileForEveryGlyph()
{
    const QMetaEnum glyphs = QMetaEnum::fromType<Glyph>();
    for (int i = 1; i < glyphs.keyCount(); ++i)
        QVERIFY2(QFile::exists(glyphFile(Glyph(glyphs.value(i)))), glyphs.key(i));
}

void tst_Theme::recoloursIconsWithTheScheme()
{
    const QIcon stop = icon(Glyph::Dot);
    const auto middle = [&stop] { return stop.pixmap(16, 16).toImage().pixelColor(8, 8); };

    Theme::current().setScheme(Theme::Scheme::Dark);
    const QColor dark = middle();
    Theme::current().setScheme(Theme::Scheme::Light);

    QCOMPARE(dark.name(), Theme::readPalette(true).value(u"Text"_s).name());
    QCOMPARE(middle().name(), Theme::readPalette(false).value(u"Text"_s).name());
}

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
