// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/theme.h"

#include "ui/widgets/style.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QPointer>
#include <QStyleHints>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

QPointer<Theme> theTheme;

QFont scaled(QFont font, double factor)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(qRound(font.pixelSize() * factor));
    else
        font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

/// Monospace at the size that looks as large as the base font beside it.
QFont monospace(double factor)
{
    const QFont base = QApplication::font();
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (!QFontDatabase::isFixedPitch(font.family()) || base.family().startsWith("DejaVu"_L1))
        font = QFont(u"DejaVu Sans Mono"_s);
    font.setStyleHint(QFont::Monospace);
    font.setHintingPreference(base.hintingPreference());
    if (base.pixelSize() > 0)
        font.setPixelSize(base.pixelSize());
    else
        font.setPointSizeF(base.pointSizeF());
    return scaled(font, factor);
}

std::vector<QColor> colorsOf(bool dark)
{
    const QHash<QString, QColor> named = Theme::readPalette(dark);
    const QMetaEnum roles = QMetaEnum::fromType<Theme::Color>();
    std::vector<QColor> colors(std::size_t(roles.keyCount()));
    for (int i = 0; i < roles.keyCount(); ++i)
        colors[std::size_t(i)] =
            named.value(QString::fromLatin1(roles.key(i)), QColor(Qt::magenta));
    return colors;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_colors(colorsOf(false))
{
}

Theme &Theme::current()
{
    if (!theTheme) {
        theTheme = new Theme(qApp);
        theTheme->m_dark = QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
        theTheme->m_colors = colorsOf(theTheme->m_dark);
    }
    return *theTheme;
}

void Theme::install(QApplication &application, Scheme scheme)
{
    Theme &theme = current();
    if (!theme.m_installed) {
        theme.m_installed = true;
        QFont font = QApplication::font();
        font.setFeature(QFont::Tag("tnum"), 1);
        QApplication::setFont(font);
        QApplication::setStyle(new Style);
        connect(application.styleHints(), &QStyleHints::colorSchemeChanged, &theme, [&theme] {
            if (theme.m_scheme == Scheme::System)
                theme.apply();
        });
    }
    theme.m_scheme = scheme;
    theme.apply();
}

void Theme::setScheme(Scheme scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    apply();
}

void Theme::apply()
{
    const bool systemIsDark = QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    m_dark = m_scheme == Scheme::Dark || (m_scheme == Scheme::System && systemIsDark);
    m_colors = colorsOf(m_dark);
    if (m_installed) {
        QApplication::setPalette(palette());
        QToolTip::setPalette(palette());
    }
    Q_EMIT changed();
}

QPalette Theme::palette() const
{
    const std::pair<QPalette::ColorRole, Color> roles[] = {
        {QPalette::Window, Color::Window},
        {QPalette::WindowText, Color::Text},
        {QPalette::Base, Color::Base},
        {QPalette::AlternateBase, Color::AlternateBase},
        {QPalette::Text, Color::Text},
        {QPalette::PlaceholderText, Color::FaintText},
        {QPalette::Button, Color::Base},
        {QPalette::ButtonText, Color::Text},
        {QPalette::BrightText, Color::DangerText},
        {QPalette::Light, Color::Base},
        {QPalette::Midlight, Color::Hover},
        {QPalette::Mid, Color::Border},
        {QPalette::Dark, Color::StrongBorder},
        {QPalette::Shadow, Color::Shadow},
        {QPalette::Highlight, Color::Selection},
        {QPalette::HighlightedText, Color::SelectionText},
        {QPalette::Accent, Color::Accent},
        {QPalette::Link, Color::Link},
        {QPalette::LinkVisited, Color::Link},
        {QPalette::ToolTipBase, Color::ToolTip},
        {QPalette::ToolTipText, Color::ToolTipText},
    };
    QPalette palette;
    for (const auto &[role, value] : roles)
        palette.setColor(role, color(value));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(Color::FaintText));
    return palette;
}

QColor Theme::toneText(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral: return color(Color::NeutralText);
    case Tone::Accent: return color(Color::InfoText);
    case Tone::Success: return color(Color::SuccessText);
    case Tone::Warning: return color(Color::WarningText);
    case Tone::Danger: return color(Color::DangerText);
    case Tone::Progress: return color(Color::ProgressText);
    }
    return {};
}

QColor Theme::toneChip(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral: return color(Color::NeutralChip);
    case Tone::Accent: return color(Color::InfoChip);
    case Tone::Success: return color(Color::SuccessChip);
    case Tone::Warning: return color(Color::WarningChip);
    case Tone::Danger: return color(Color::DangerChip);
    case Tone::Progress: return color(Color::ProgressChip);
    }
    return {};
}

QColor Theme::syntax(SyntaxKind kind) const
{
    switch (kind) {
    case SyntaxKind::Plain: return color(Color::Text);
    case SyntaxKind::Key: return color(Color::SyntaxKey);
    case SyntaxKind::String: return color(Color::SyntaxString);
    case SyntaxKind::Number: return color(Color::SyntaxNumber);
    case SyntaxKind::Keyword: return color(Color::SyntaxKeyword);
    case SyntaxKind::Comment: return color(Color::SyntaxComment);
    case SyntaxKind::Meta: return color(Color::SyntaxMeta);
    }
    return {};
}

QFont Theme::font(Font role) const
{
    QFont font = QApplication::font();
    switch (role) {
    case Font::Body: return font;
    case Font::Strong: font.setWeight(QFont::DemiBold); return font;
    case Font::Small: return scaled(font, 0.87);
    case Font::Section:
        font = scaled(font, 0.83);
        font.setWeight(QFont::DemiBold);
        font.setCapitalization(QFont::AllUppercase);
        font.setLetterSpacing(QFont::PercentageSpacing, 105);
        return font;
    case Font::Title:
        font = scaled(font, 1.12);
        font.setWeight(QFont::DemiBold);
        return font;
    case Font::Monospace: return monospace(0.93);
    case Font::MonospaceSmall: return monospace(0.85);
    }
    return font;
}

QHash<QString, QColor> Theme::readPalette(bool dark)
{
    QFile file(u":/palettes/plumbline.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject schemes = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject scheme = schemes.value(dark ? "dark"_L1 : "light"_L1).toObject();
    QHash<QString, QColor> colors;
    for (auto it = scheme.begin(); it != scheme.end(); ++it)
        colors.insert(it.key(), QColor::fromString(it.value().toString()));
    return colors;
}

} // namespace plumb::ui
