// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/releasevaluesmodel.h"

#include "core/build/provenance.h"
#include "core/yaml/json.h"
#include "ui/roles/status.h"
#include "ui/roles/text.h"

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

bool passes(const build::ReleaseValue &value, ReleaseValuesModel::Filter filter)
{
    switch (filter) {
    case ReleaseValuesModel::Filter::Set: return value.isSet;
    case ReleaseValuesModel::Filter::Dead: return value.isDead;
    case ReleaseValuesModel::Filter::All: break;
    }
    return true;
}

QString textOf(const build::ReleaseValue &value)
{
    if (value.isSecret)
        return ReleaseValuesModel::tr("‹secret›");
    if (value.value.isString())
        return toQt(value.value.text()).section(u'\n', 0, 0);
    constexpr qsizetype longest = 200;
    return toQt(yaml::toJson(value.value)).left(longest);
}

QString placeText(const SourcePosition &place)
{
    if (place.path.empty())
        return {};
    return place.line > 0 ? u"%1:%2"_s.arg(toQt(place.path)).arg(place.line) : toQt(place.path);
}

} // namespace

void ReleaseValuesModel::setRelease(std::shared_ptr<const build::RenderedRelease> release,
                                    std::shared_ptr<const yaml::SourceTable> sources)
{
    if (release == m_release && sources == m_sources)
        return;
    beginResetModel();
    m_release = std::move(release);
    m_sources = std::move(sources);
    arrange();
    endResetModel();
}

void ReleaseValuesModel::setFilter(Filter filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    arrange();
    endResetModel();
}

std::size_t ReleaseValuesModel::count(Filter filter) const
{
    if (!m_release)
        return 0;
    return static_cast<std::size_t>(
        std::ranges::count_if(m_release->values, [filter](const build::ReleaseValue &value) {
            return passes(value, filter);
        }));
}

void ReleaseValuesModel::arrange()
{
    m_rows.clear();
    if (!m_release)
        return;
    for (const build::ReleaseValue &value : m_release->values) {
        if (passes(value, m_filter))
            m_rows.push_back(&value);
    }
}

SourcePosition ReleaseValuesModel::placeOf(const QModelIndex &index) const
{
    if (!index.isValid() || !m_sources)
        return {};
    return build::placeOf(m_rows[static_cast<std::size_t>(index.row())]->value, *m_sources);
}

int ReleaseValuesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ReleaseValuesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

// Everything that set the value, newest first.
QString ReleaseValuesModel::toolTip(const build::ReleaseValue &value) const
{
    QStringList lines{toQt(value.dottedPath())};
    if (value.isDead)
        lines << tr("No template of the chart reads it");
    for (const yaml::Layer &layer : m_sources->layersOf(value.value.origin()))
        lines << placeText({layer.path, static_cast<int>(layer.line), 0});
    return lines.join(u'\n');
}

QVariant ReleaseValuesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const build::ReleaseValue &value = *m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Key: return toQt(value.dottedPath());
        case Value: return textOf(value);
        case From: return value.isSet ? placeText(placeOf(index)) : tr("default of the chart");
        default: return {};
        }
    case Qt::ToolTipRole: return toolTip(value);
    case Qt::AccessibleTextRole: {
        const QString text = tr("%1 is %2").arg(toQt(value.dottedPath()), textOf(value));
        return value.isDead ? tr("%1, read by no template").arg(text) : text;
    }
    case StatusRole:
        return static_cast<int>(value.isDead && index.column() == Key ? Status::Unknown
                                                                      : Status::None);
    case ChipTextRole: return value.isDead && index.column() == Key ? tr("not read") : QString();
    case ChipToneRole: return static_cast<int>(Tone::Warning);
    default: return {};
    }
}

QVariant ReleaseValuesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Key: return tr("Key");
    case Value: return tr("Value");
    case From: return tr("From");
    default: return {};
    }
}

} // namespace plumb::ui
