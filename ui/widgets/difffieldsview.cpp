// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/difffieldsview.h"

#include "ui/text/difffields.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/diffaccessible.h"
#include "ui/widgets/difffieldsmodel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

using Color = Theme::Color;

constexpr int margin = 8;

/// Values on the backgrounds of the text comparison, fields with the glyph of what happened to
/// them.
class FieldDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(),
                option.fontMetrics.height() + 12};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        row.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, row.widget);
        painter->save();
        painter->setClipRect(option.rect);
        const QRect place = option.rect.adjusted(margin, 0, -margin, 0);
        if (!index.parent().isValid())
            paintObject(*painter, place, index);
        else
            paintField(*painter, place, index);
        painter->restore();
    }

private:
    static void paintObject(QPainter &painter, const QRect &place, const QModelIndex &index)
    {
        if (index.column() > 0)
            return;
        const QString name = index.data().toString();
        painter.setFont(themeFont(Theme::Font::Strong));
        painter.setPen(themeColor(Color::Text));
        const QFontMetrics metrics = painter.fontMetrics();
        const QString shown = metrics.elidedText(name, Qt::ElideMiddle, place.width());
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
        const int used = metrics.horizontalAdvance(shown) + margin;
        painter.setFont(themeFont(Theme::Font::Small));
        painter.setPen(themeColor(Color::MutedText));
        painter.drawText(place.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         index.data(CountRole).toString());
    }

    static void paintField(QPainter &painter, QRect place, const QModelIndex &index)
    {
        const auto column = DiffFieldsModel::Column(index.column());
        if (column == DiffFieldsModel::Column::Cause) {
            paintChip(painter, place,
                      {.text = index.data(ChipTextRole).toString(),
                       .tone = Tone(index.data(ChipToneRole).toInt())});
            return;
        }
        const auto status = Status(index.data(StatusRole).toInt());
        if (status != Status::None) {
            paintGlyph(painter, QRectF(place.left(), place.center().y() - 6, 14, 14),
                       statusGlyph(status), Theme::current().toneText(statusTone(status)));
            place.setLeft(place.left() + 20);
        }
        painter.setFont(themeFont(Theme::Font::Monospace));
        const QFontMetrics metrics = painter.fontMetrics();
        const QString text =
            metrics.elidedText(index.data().toString(), Qt::ElideMiddle, place.width() - 4);
        if (column != DiffFieldsModel::Column::Field && !text.isEmpty()) {
            const bool before = column == DiffFieldsModel::Column::Before;
            const QRectF under(place.left() - 3, place.center().y() - metrics.height() / 2.0 - 1,
                               metrics.horizontalAdvance(text) + 6, metrics.height() + 3);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(themeColor(before ? Color::RemovedWord : Color::AddedWord));
            painter.drawRoundedRect(under, 2, 2);
        }
        painter.setPen(themeColor(Color::Text));
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
};

} // namespace

DiffFieldsView::DiffFieldsView(QWidget *parent)
    : QTreeView(parent)
    , m_fields(new DiffFieldsModel(this))
{
    setObjectName(u"changedFields"_s);
    setAccessibleName(tr("Changed fields"));
    setFrameShape(NoFrame);
    setModel(m_fields);
    setItemDelegate(new FieldDelegate(this));
    setUniformRowHeights(true);
    setIndentation(16);
    setAllColumnsShowFocus(true);
    setSelectionBehavior(SelectRows);
    header()->setStretchLastSection(true);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setSectionsMovable(false);
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const DiffField *field = m_fields->field(index);
        if (field && !field->file.isEmpty())
            Q_EMIT provenanceActivated(field->file, field->line);
    });
    connect(&Theme::current(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

int DiffFieldsView::currentField() const
{
    const DiffField *field = m_fields->field(currentIndex());
    return field ? int(field - m_document->fields.data()) : -1;
}

int DiffFieldsView::fieldCount() const
{
    return m_fields->fieldCount();
}

void DiffFieldsView::setDocument(std::shared_ptr<const DiffDocument> document)
{
    m_document = document;
    m_fields->setDocument(std::move(document));
    expandAll();
}

void DiffFieldsView::goToField(int field)
{
    const QModelIndex index = m_fields->indexOfField(field);
    setCurrentIndex(index);
    scrollTo(index);
    if (const DiffField *entry = m_fields->field(index))
        announce(this, spokenField(*entry));
}

void DiffFieldsView::copyCurrent()
{
    const DiffField *field = m_fields->field(currentIndex());
    if (field)
        QApplication::clipboard()->setText(field->path + ": "_L1 + field->before + u" → "_s
                                           + field->after);
}

void DiffFieldsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    const DiffField *field = m_fields->field(current);
    Q_EMIT currentFieldChanged(currentField(), field ? field->path : QString());
}

void DiffFieldsView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    const int width = viewport()->width();
    header()->resizeSection(0, width * 40 / 100);
    header()->resizeSection(1, width * 22 / 100);
    header()->resizeSection(2, width * 22 / 100);
}

void DiffFieldsView::contextMenuEvent(QContextMenuEvent *event)
{
    const DiffField *field = m_fields->field(indexAt(event->pos()));
    if (!field)
        return;
    QMenu menu;
    menu.addAction(tr("Copy"), this, &DiffFieldsView::copyCurrent);
    menu.addAction(tr("Copy field path"), this,
                   [path = field->path] { QApplication::clipboard()->setText(path); });
    if (!field->file.isEmpty())
        menu.addAction(tr("Open %1:%2").arg(field->file).arg(field->line), this,
                       [this, file = field->file, line = field->line] {
                           Q_EMIT provenanceActivated(file, line);
                       });
    if (field->secret)
        menu.addAction(tr("Reveal value…"), this,
                       [this, path = field->path] { Q_EMIT revealRequested(path); });
    menu.exec(event->globalPos());
}

} // namespace plumb::ui
