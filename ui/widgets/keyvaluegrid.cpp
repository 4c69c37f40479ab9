// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/keyvaluegrid.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

/// A value that wraps and can be selected.
QLabel *valueLabel(const QString &text, ThemedLabel::Look look)
{
    auto *label = new ThemedLabel(text, look);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true); // else a short text gets the height of two lines
    label->setSizePolicy(policy);
    return label;
}

} // namespace

KeyValueGrid::KeyValueGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(12, 8, 12, 8);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(7);
    m_grid->setColumnMinimumWidth(0, 82);
    m_grid->setColumnStretch(1, 1);
}

void KeyValueGrid::setSideMargins(int width)
{
    const QMargins margins = m_grid->contentsMargins();
    m_grid->setContentsMargins(width, margins.top(), width, margins.bottom());
}

void KeyValueGrid::setRow(const QString &name, const QString &value, Look look)
{
    if (look != Look::Link) {
        QLabel *label = valueLabel(value, look == Look::Monospace ? ThemedLabel::Look::Monospace
                                                                  : ThemedLabel::Look::Body);
        label->setAccessibleName(name + u": "_s + value);
        place(name, label);
        return;
    }
    QLabel *label = valueLabel({}, ThemedLabel::Look::Monospace);
    label->setTextFormat(Qt::RichText);
    label->setText(
        u"<a href=\"value\" style=\"text-decoration:none\">%1</a>"_s.arg(value.toHtmlEscaped()));
    label->setFocusPolicy(Qt::StrongFocus);
    label->setAccessibleName(name + u": "_s + value);
    connect(label, &QLabel::linkActivated, this,
            [this, name, value] { Q_EMIT linkActivated(name, value); });
    place(name, label);
}

void KeyValueGrid::setStatusRow(const QString &name, Status status, const QString &value)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    auto *picture = new QLabel;
    auto *text = valueLabel(value, ThemedLabel::Look::Body);
    layout->addWidget(picture, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    const auto paintState = [picture, text, status] {
        const QColor color = Theme::current().toneText(statusTone(status));
        QPixmap pixmap(QSize(15, 15) * picture->devicePixelRatioF());
        pixmap.setDevicePixelRatio(picture->devicePixelRatioF());
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintGlyph(painter, QRectF(0, 0, 15, 15), statusGlyph(status), color);
        painter.end();
        picture->setPixmap(pixmap);
        QPalette colors = text->palette();
        colors.setColor(QPalette::WindowText, color);
        text->setPalette(colors);
    };
    paintState();
    connect(&Theme::current(), &Theme::changed, text, paintState);
    row->setAccessibleName(name + u": "_s + value);
    place(name, row);
}

void KeyValueGrid::setRow(const QString &name, QWidget *value)
{
    place(name, value);
}

void KeyValueGrid::removeRow(const QString &name)
{
    const auto row = std::ranges::find(m_rows, name, &Row::name);
    if (row == m_rows.end())
        return;
    row->label->deleteLater();
    row->value->deleteLater();
    m_grid->removeWidget(row->label);
    m_grid->removeWidget(row->value);
    row->label->hide();
    row->value->hide();
    m_rows.erase(row);
}

void KeyValueGrid::clear()
{
    while (!m_rows.empty())
        removeRow(m_rows.back().name);
}

void KeyValueGrid::place(const QString &name, QWidget *value)
{
    if (Row *row = find(name)) {
        delete m_grid->replaceWidget(row->value, value);
        row->value->deleteLater();
        row->value->hide();
        row->value = value;
        return;
    }
    int line = 0;
    while (m_grid->itemAtPosition(line, 0))
        ++line;
    auto *label = new ThemedLabel(name, ThemedLabel::Look::Muted);
    m_grid->addWidget(label, line, 0, Qt::AlignTop | Qt::AlignLeft);
    m_grid->addWidget(value, line, 1, Qt::AlignTop);
    m_rows.push_back({name, label, value});
}

KeyValueGrid::Row *KeyValueGrid::find(const QString &name)
{
    const auto row = std::ranges::find(m_rows, name, &Row::name);
    return row == m_rows.end() ? nullptr : &*row;
}

} // namespace plumb::ui
