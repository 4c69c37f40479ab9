// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/golden.h"

#include "ui/text/linehighlighter.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QImage>
#include <QStyle>
#include <QStyleHints>
#include <QTest>
#include <QTime>
#include <QWidget>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace plumb::test {

namespace {

// Text rasterisers differ by a shade at the edges of letters; more than that is a change.
constexpr int channelTolerance = 8;

bool isSame(QRgb a, QRgb b)
{
    return qAbs(qRed(a) - qRed(b)) <= channelTolerance
           && qAbs(qGreen(a) - qGreen(b)) <= channelTolerance
           && qAbs(qBlue(a) - qBlue(b)) <= channelTolerance;
}

/// Red where the two differ, over their common part.
QImage differenceOf(const QImage &actual, const QImage &expected, int &differing)
{
    const QSize size = actual.size().boundedTo(expected.size());
    QImage difference(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            const bool same = isSame(actual.pixel(x, y), expected.pixel(x, y));
            differing += same ? 0 : 1;
            difference.setPixel(x, y, same ? qRgb(255, 255, 255) : qRgb(255, 0, 0));
        }
    }
    return difference;
}

QImage pictureOf(QWidget &widget)
{
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

/// Fades and colouring go on after a widget is shown; only what stays different is a difference.
QImage settledPicture(QWidget &widget, const QImage &expected)
{
    constexpr int patience = 2'000;
    QImage actual;
    const auto isExpected = [&] {
        int differing = 0;
        actual = pictureOf(widget);
        differenceOf(actual, expected, differing);
        return actual.size() == expected.size() && differing == 0;
    };
    std::ignore = QTest::qWaitFor(isExpected, patience);
    return actual;
}

bool matches(QWidget &widget, const QString &name)
{
    const QString file = QStringLiteral(PLUMB_SOURCE_DIR "/tests/golden/") + name + ".png"_L1;
    if (qEnvironmentVariableIntValue("PLUMB_UPDATE_GOLDEN") == 1) {
        constexpr int untilSettled = 500;
        QTest::qWait(untilSettled);
        return pictureOf(widget).save(file);
    }

    const QImage expected = QImage(file).convertToFormat(QImage::Format_RGB32);
    const QImage actual = settledPicture(widget, expected);
    int differing = 0;
    const QImage difference = differenceOf(actual, expected, differing);
    if (expected.size() == actual.size() && differing == 0)
        return true;
    const QDir output(QCoreApplication::applicationDirPath());
    actual.save(output.filePath(name + ".actual.png"_L1));
    difference.save(output.filePath(name + ".diff.png"_L1));
    qWarning("%s: %d pixels differ, size %dx%d, golden %dx%d", qPrintable(name), differing,
             actual.width(), actual.height(), expected.width(), expected.height());
    return false;
}

// Qt reads the fonts of the system when its application is made, before any test can say which.
[[maybe_unused]] const bool hasOnlyShippedFonts =
    qputenv("FONTCONFIG_FILE", PLUMB_SOURCE_DIR "/tests/golden/fonts.conf");

} // namespace

void setGoldenLook()
{
    for (const char *file : {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf",
                             "DejaVuSansMono-Bold.ttf"}) {
        const QString path =
            QStringLiteral(PLUMB_SOURCE_DIR "/resources/fonts/") + QString::fromLatin1(file);
        if (QFontDatabase::addApplicationFont(path) < 0)
            qFatal("cannot load %s", qPrintable(path));
    }
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(12);
    font.setHintingPreference(QFont::PreferNoHinting);
    QApplication::setFont(font);
    ui::Theme::install(*qApp, ui::Theme::Scheme::Light);
    QApplication::style()->setProperty("_qt_animation_time", QTime());
    QGuiApplication::styleHints()->setCursorFlashTime(0);
    ui::LineHighlighter::prepare();
}

bool matchesGolden(QWidget &widget, const QString &name)
{
    widget.show();
    if (!QTest::qWaitForWindowExposed(&widget))
        return false;
    // Both are taken before either fails, so that one run shows all there is to see.
    bool same = true;
    for (const auto scheme : {ui::Theme::Scheme::Light, ui::Theme::Scheme::Dark}) {
        ui::Theme::current().setScheme(scheme);
        const bool dark = scheme == ui::Theme::Scheme::Dark;
        same = matches(widget, name + (dark ? "-dark"_L1 : "-light"_L1)) && same;
    }
    ui::Theme::current().setScheme(ui::Theme::Scheme::Light);
    return same;
}

} // namespace plumb::test
