// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/commandpalette.h"

#include "ui/widgets/searchfield.h"

#include <QAbstractListModel>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace plumb::ui {

namespace {

constexpr int resultLimit = 100;
constexpr int visibleRows = 9;
constexpr int entryRole = Qt::UserRole;

/// One result: icon, title with the matching letters emphasised, detail below, kind and keys at the
/// right.
class ResultDelegate final : public QStyledItemDelegate
{
public:
    ResultDelegate(const CommandPalette *palette, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_palette(palette)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, option.fontMetrics.height() * 2 + 10};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const auto *entry =
            static_cast<const PaletteEntry *>(index.data(entryRole).value<void *>());
        if (!entry)
            return;
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, themeColor(Theme::Color::Selection));
        QRect place = option.rect.adjusted(12, 0, -12, 0);
        paintGlyph(*painter, QRectF(place.left(), place.center().y() - 8, 16, 16), entry->glyph,
                   themeColor(Theme::Color::MutedText));
        place.setLeft(place.left() + 28);
        place.setRight(place.right() - paintRight(painter, place, *entry) - 8);
        paintWords(painter, place, *entry);
        painter->restore();
    }

private:
    int paintRight(QPainter *painter, const QRect &place, const PaletteEntry &entry) const
    {
        if (!entry.shortcut.isEmpty())
            return paintKeyCap(*painter, place, entry.shortcut);
        painter->setFont(themeFont(Theme::Font::Small));
        painter->setPen(themeColor(Theme::Color::MutedText));
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, entry.kind);
        return painter->fontMetrics().horizontalAdvance(entry.kind);
    }

    void paintWords(QPainter *painter, const QRect &place, const PaletteEntry &entry) const
    {
        const bool single = entry.detail.isEmpty();
        QRect line = place;
        if (!single)
            line.setHeight(place.height() / 2 + 2);
        paintTitle(painter, line, entry.title);
        if (single)
            return;
        painter->setFont(themeFont(Theme::Font::Small));
        painter->setPen(themeColor(Theme::Color::MutedText));
        const QRect below(place.left(), place.top() + place.height() / 2, place.width(),
                          place.height() / 2 - 2);
        painter->drawText(
            below, Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(entry.detail, Qt::ElideMiddle, below.width()));
    }

    /// The letters that match are bold and coloured; runs are drawn one after another.
    void paintTitle(QPainter *painter, const QRect &place, const QString &title) const
    {
        const std::vector<int> hits = FuzzyIndex::positions(title, m_palette->query());
        const auto isHit = [&hits](int i) { return std::ranges::binary_search(hits, i); };
        QFont strong = themeFont(Theme::Font::Body);
        strong.setWeight(QFont::Bold);
        int x = place.left();
        for (int i = 0; i < title.size() && x < place.right();) {
            int end = i + 1;
            while (end < title.size() && isHit(end) == isHit(i))
                ++end;
            painter->setFont(isHit(i) ? strong : themeFont(Theme::Font::Body));
            painter->setPen(themeColor(isHit(i) ? Theme::Color::Link : Theme::Color::Text));
            const QString run = title.mid(i, end - i);
            const QRect rest(x, place.top(), place.right() - x, place.height());
            painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, run);
            x += painter->fontMetrics().horizontalAdvance(run);
            i = end;
        }
    }

    const CommandPalette *m_palette;
};

} // namespace

PaletteEntries::PaletteEntries(std::vector<PaletteEntry> entries)
    : m_entries(std::move(entries))
{
    QStringList texts;
    texts.reserve(qsizetype(m_entries.size()));
    for (const PaletteEntry &entry : m_entries)
        texts += entry.title;
    m_index = FuzzyIndex(texts);
}

std::vector<FuzzyMatch> PaletteEntries::search(const QString &query, int limit) const
{
    return m_index.search(query, limit);
}

class CommandPalette::ResultModel final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_matches.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const PaletteEntry &entry = at(index.row());
        if (role == Qt::DisplayRole)
            return entry.title;
        if (role == Qt::AccessibleTextRole)
            return QString(entry.title + u", " + entry.kind + u", " + entry.detail);
        if (role == entryRole)
            return QVariant::fromValue(const_cast<void *>(static_cast<const void *>(&entry)));
        return {};
    }

    const PaletteEntry &at(int row) const
    {
        return m_entries->entries()[std::size_t(m_matches[std::size_t(row)].entry)];
    }

    void show(std::shared_ptr<const PaletteEntries> entries, std::vector<FuzzyMatch> matches)
    {
        beginResetModel();
        m_entries = std::move(entries);
        m_matches = std::move(matches);
        endResetModel();
    }

    std::shared_ptr<const PaletteEntries> entries() const { return m_entries; }

private:
    std::shared_ptr<const PaletteEntries> m_entries;
    std::vector<FuzzyMatch> m_matches;
};

CommandPalette::CommandPalette(QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_field(new SearchField(tr("Search objects, files, commits, commands…")))
    , m_list(new QListView)
    , m_results(new ResultModel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    m_field->setObjectName(QStringLiteral("paletteQuery"));
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteResults"));
    m_list->setAccessibleName(tr("Results"));
    m_list->setModel(m_results);
    m_list->setItemDelegate(new ResultDelegate(this, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_field);
    column->addWidget(m_list);

    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_field, &SearchField::dismissed, this, &QWidget::hide);
    connect(m_list, &QListView::clicked, this, &CommandPalette::activateCurrent);
    setFocusProxy(m_field);
}

QString CommandPalette::query() const
{
    return m_field->text();
}

int CommandPalette::resultCount() const
{
    return m_results->rowCount();
}

void CommandPalette::setEntries(std::shared_ptr<const PaletteEntries> entries)
{
    m_results->show(std::move(entries), {});
    search();
}

void CommandPalette::openOver(QWidget *window, const QString &query)
{
    const int width = qBound(320, window->width() * 45 / 100, 720);
    resize(width, height());
    move(window->mapToGlobal(QPoint((window->width() - width) / 2, 56)));
    m_field->setText(query);
    search();
    show();
    m_field->setFocus(Qt::PopupFocusReason);
    m_field->selectAll();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int row = m_list->currentIndex().row();
    int wanted = row;
    switch (key) {
    case Qt::Key_Down: wanted = row + 1; break;
    case Qt::Key_Up: wanted = row - 1; break;
    case Qt::Key_PageDown: wanted = qMin(row + visibleRows, resultCount() - 1); break;
    case Qt::Key_PageUp: wanted = qMax(row - visibleRows, 0); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: activateCurrent(); return true;
    default: return QFrame::eventFilter(watched, event);
    }
    if (resultCount() > 0)
        m_list->setCurrentIndex(m_results->index((wanted + resultCount()) % resultCount()));
    return true;
}

void CommandPalette::search()
{
    const auto entries = m_results->entries();
    if (!entries)
        return;
    m_results->show(entries, entries->search(m_field->text(), resultLimit));
    if (resultCount() > 0)
        m_list->setCurrentIndex(m_results->index(0));
    fitToResults();
}

/// As high as the results need, up to the rows that a glance takes in.
void CommandPalette::fitToResults()
{
    const int rowHeight = qMax(1, m_list->sizeHintForRow(0));
    const int rows = qMin(resultCount(), visibleRows);
    m_list->setVisible(rows > 0);
    const QMargins margins = layout()->contentsMargins();
    const int list = rows > 0 ? rows * rowHeight + layout()->spacing() : 0;
    resize(width(), 2 * frameWidth() + margins.top() + m_field->sizeHint().height() + list
                        + margins.bottom());
}

void CommandPalette::activateCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const PaletteEntry entry = m_results->at(current.row());
    hide();
    Q_EMIT activated(entry);
}

} // namespace plumb::ui
