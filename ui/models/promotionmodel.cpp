// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/promotionmodel.h"

#include "ui/roles/status.h"
#include "ui/roles/text.h"

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QString valueText(const std::optional<yaml::Value> &value)
{
    if (!value)
        return u"∅"_s;
    if (value->isScalar())
        return toQt(value->text());
    const auto size = static_cast<qsizetype>(value->size());
    return value->isSequence()
               ? counted(size, PromotionModel::tr("item"), PromotionModel::tr("items"))
               : counted(size, PromotionModel::tr("field"), PromotionModel::tr("fields"));
}

QString changeText(const promotion::Difference &difference)
{
    switch (difference.change) {
    case promotion::Change::FileAdded: return PromotionModel::tr("new file");
    case promotion::Change::FileRemoved: return PromotionModel::tr("file goes");
    case promotion::Change::FileReplaced: return PromotionModel::tr("file as a whole");
    case promotion::Change::DocumentAdded: return PromotionModel::tr("new object");
    case promotion::Change::DocumentRemoved: return PromotionModel::tr("object goes");
    default: break;
    }
    const QString change = PromotionModel::tr("%1 → %2").arg(valueText(difference.target),
                                                             valueText(difference.source));
    return difference.isConflict
               ? PromotionModel::tr("%1 (was %2)").arg(change, valueText(difference.base))
               : change;
}

QString fieldText(const promotion::Difference &difference)
{
    if (!difference.isWhole())
        return toQt(difference.place());
    const bool isFile = difference.change >= promotion::Change::FileAdded;
    return toQt(isFile ? difference.targetFile.text() : difference.document);
}

QString toolTipOf(const promotion::Difference &difference)
{
    QStringList lines;
    lines << u"%1:%2"_s.arg(toQt(difference.targetFile.text())).arg(difference.targetLine);
    if (!difference.document.empty())
        lines << toQt(difference.document);
    if (!difference.reason.empty())
        lines << toQt(difference.reason);
    return lines.join(u'\n');
}

} // namespace

void PromotionModel::setDifferences(std::shared_ptr<const promotion::Differences> differences,
                                    const QSet<QString> &selected)
{
    Q_ASSERT(differences);
    beginResetModel();
    m_differences = std::move(differences);
    m_keys.clear();
    for (const promotion::Difference &difference : m_differences->items)
        m_keys.push_back(toQt(difference.key()));
    m_selected = selected;
    endResetModel();
}

void PromotionModel::setSelected(const QSet<QString> &selected)
{
    if (selected == m_selected)
        return;
    m_selected = selected;
    if (!m_keys.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const promotion::Difference *PromotionModel::difference(const QModelIndex &index) const
{
    return index.isValid() ? &m_differences->items[static_cast<std::size_t>(index.row())] : nullptr;
}

int PromotionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_differences->items.size());
}

int PromotionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PromotionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const promotion::Difference &shown = *difference(index);
    const QString &key = m_keys[static_cast<std::size_t>(index.row())];
    const bool isSelected = m_selected.contains(key);
    const auto column = static_cast<Column>(index.column());
    if (role == KeyRole)
        return key;
    if (role == Qt::ToolTipRole)
        return toolTipOf(shown);
    if (role == Qt::CheckStateRole && column == App)
        return isSelected ? Qt::Checked : Qt::Unchecked;
    if (role == MonospaceRole)
        return column == Field || column == Value;
    const bool reverts = !m_differences->commit.empty() && m_differences->to.empty();
    if (role == ChipTextRole && column == Reason)
        return isSelected         ? (reverts ? tr("goes back") : tr("promotes"))
               : shown.isConflict ? tr("conflict")
                                  : tr("stays");
    if (role == ChipToneRole && column == Reason)
        return static_cast<int>(isSelected         ? Tone::Accent
                                : shown.isConflict ? Tone::Danger
                                                   : Tone::Neutral);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case App: return shown.app.empty() ? toQt(shown.document) : toQt(shown.app);
    case Field: return fieldText(shown);
    case Value: return changeText(shown);
    case Reason: return toQt(shown.reason);
    case ColumnCount: break;
    }
    return {};
}

bool PromotionModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != App)
        return false;
    Q_EMIT checkRequested(m_keys[static_cast<std::size_t>(index.row())],
                          value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags PromotionModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.column() == App ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant PromotionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case App: return tr("App");
    case Field: return tr("Field");
    case Value: return tr("Value");
    case Reason: return tr("Why");
    case ColumnCount: break;
    }
    return {};
}

} // namespace plumb::ui
