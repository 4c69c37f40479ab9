// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/searchbar.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/textcanvas.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace plumb::ui {

SearchBar::SearchBar(TextCanvas *canvas, QWidget *parent)
    : QWidget(parent)
    , m_canvas(canvas)
    , m_field(new SearchField(tr("Find in text")))
    , m_count(new ThemedLabel({}, ThemedLabel::Look::Small))
{
    m_field->setObjectName(u"findInText"_s);
    m_field->setMaximumWidth(320);
    const auto button = [this](Glyph glyph, const QString &name, const QString &toolTip,
                               auto action) {
        auto *result = new QToolButton;
        result->setObjectName(name);
        result->setIcon(icon(glyph, Theme::Color::MutedText));
        result->setToolTip(toolTip);
        result->setAccessibleName(toolTip);
        result->setAutoRaise(true);
        connect(result, &QToolButton::clicked, this, action);
        return result;
    };
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 6, 8, 6);
    row->setSpacing(6);
    row->addWidget(m_field, 1);
    row->addWidget(button(Glyph::ChevronUp, u"findPrevious"_s, tr("Previous match"),
                          [this] { m_canvas->findNext(-1); }));
    row->addWidget(button(Glyph::ChevronDown, u"findNext"_s, tr("Next match"),
                          [this] { m_canvas->findNext(1); }));
    row->addWidget(m_count);
    row->addStretch();
    row->addWidget(button(Glyph::Close, u"closeFind"_s, tr("Close"), [this] { close(); }));
    hide();

    connect(m_field, &QLineEdit::textChanged, m_canvas, &TextCanvas::setQuery);
    connect(m_field, &SearchField::dismissed, this, &SearchBar::close);
    connect(m_field, &SearchField::leftDownwards, m_canvas, [this] { m_canvas->findNext(1); });
    connect(m_canvas, &TextCanvas::matchesChanged, this, &SearchBar::showCount);
}

void SearchBar::open()
{
    const QString selected = m_canvas->selectedText();
    if (!selected.isEmpty() && !selected.contains(u'\n'))
        m_field->setText(selected);
    show();
    m_canvas->setQuery(m_field->text());
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void SearchBar::close()
{
    hide();
    m_canvas->setQuery({});
    m_canvas->setFocus();
}

void SearchBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_canvas->findNext(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

void SearchBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(Theme::Color::Panel));
    painter.setPen(themeColor(Theme::Color::Border));
    painter.drawLine(0, 0, width(), 0);
}

void SearchBar::showCount(int current, int count)
{
    if (m_field->text().isEmpty())
        m_count->clear();
    else if (count == 0)
        m_count->setText(tr("No match"));
    else
        m_count->setText(count < TextCanvas::maxMatches ? tr("%1 of %2").arg(current + 1).arg(count)
                                                        : tr("%1 of many").arg(current + 1));
}

} // namespace plumb::ui
