// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyle>

class QColor;
class QPainter;
class QRect;
class QStyleOption;
class QStyleOptionComplex;

/// The shapes that Style is made of; each paints one part in the theme's colours.
namespace plumb::ui::stylepaint {

/// Whether makePrimary() was called for a button.
bool isPrimary(const QWidget *widget);
void markPrimary(QWidget *widget);

void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &border);
void drawFocusRing(QPainter *painter, const QRect &rect);
void drawButton(const QStyleOption *option, QPainter *painter, const QWidget *widget);
void drawFlatButton(const QStyleOption *option, QPainter *painter);
void drawField(const QStyleOption *option, QPainter *painter);
void drawCheck(const QStyleOption *option, QPainter *painter);
void drawHeaderSection(const QStyleOption *option, QPainter *painter);
void drawTab(const QStyleOption *option, QPainter *painter);
void drawScrollBar(const QStyle *style, const QStyleOptionComplex *option, QPainter *painter,
                   const QWidget *widget);
void drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget);
void drawProgress(const QStyleOption *option, QPainter *painter);
void drawBranch(const QStyleOption *option, QPainter *painter);
void drawRowPart(const QStyleOption *option, QPainter *painter);

} // namespace plumb::ui::stylepaint
