// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QMetaEnum>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

/// The icon in one colour, with a line that is as thick at 16 pixels as at 24.
QByteArray colored(Glyph glyph, const QColor &color, double size)
{
    QFile file(glyphFile(glyph));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const double weight = (size < 20 ? 1.35 : 1.5) * 24 / size;
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    const QByteArray stroke = "stroke-width=\"" + QByteArray::number(weight, 'f', 2) + '"';
    svg.replace("stroke-width=\"1.5\"", stroke);
    return svg;
}

QPixmap rendered(Glyph glyph, const QColor &color, double size, double ratio)
{
    const QString key =
        u"plumb/%1/%2/%3/%4"_s.arg(int(glyph)).arg(color.name()).arg(size).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = qMax(1, qRound(size * ratio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(colored(glyph, color, size));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class GlyphEngine final : public QIconEngine
{
public:
    GlyphEngine(Glyph glyph, Theme::Color role)
        : m_glyph(glyph)
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = qMin(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        paintGlyph(*painter, square, m_glyph, colorFor(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // The size is in device pixels and counts the scale already.
        QPixmap result =
            rendered(m_glyph, colorFor(mode), qMin(size.width(), size.height()) / scale, scale);
        return result;
    }

    QIconEngine *clone() const override { return new GlyphEngine(m_glyph, m_role); }
    bool isNull() override { return m_glyph == Glyph::None; }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        return themeColor(mode == QIcon::Disabled ? Theme::Color::FaintText : m_role);
    }

    Glyph m_glyph;
    Theme::Color m_role;
};

} // namespace

Glyph statusGlyph(Status status)
{
    switch (status) {
    case Status::None: return Glyph::None;
    case Status::InSync: return Glyph::Check;
    case Status::Failed: return Glyph::Cross;
    case Status::Drifted: return Glyph::NotEqual;
    case Status::Behind: return Glyph::ArrowDown;
    case Status::Suspended: return Glyph::Pause;
    case Status::Reconciling: return Glyph::Spinner;
    case Status::Unknown: return Glyph::Question;
    case Status::Error: return Glyph::Warning;
    case Status::Missing: return Glyph::Minus;
    case Status::Extra: return Glyph::Plus;
    case Status::Created: return Glyph::Plus;
    case Status::Configured: return Glyph::Tilde;
    case Status::Recreated: return Glyph::Rebuild;
    case Status::Pruned: return Glyph::Minus;
    case Status::Unchanged: return Glyph::Check;
    }
    return Glyph::None;
}

QIcon icon(Glyph glyph, Theme::Color role)
{
    return glyph == Glyph::None ? QIcon() : QIcon(new GlyphEngine(glyph, role));
}

void paintGlyph(QPainter &painter, const QRectF &square, Glyph glyph, const QColor &color)
{
    if (glyph == Glyph::None)
        return;
    const double ratio = painter.device()->devicePixelRatioF();
    const QPixmap pixmap = rendered(glyph, color, square.width(), ratio);
    painter.drawPixmap(
        QPointF(qRound(square.x() * ratio) / ratio, qRound(square.y() * ratio) / ratio), pixmap);
}

QString glyphFile(Glyph glyph)
{
    const QString name = QString::fromLatin1(QMetaEnum::fromType<Glyph>().valueToKey(int(glyph)));
    QString file = u":/icons/"_s;
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (i > 0 && name[i].isUpper())
            file += u'-';
        file += name[i].toLower();
    }
    return file + ".svg"_L1;
}

} // namespace plumb::ui
