// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/release.h"
#include "core/yaml/sourcetable.h"

#include <QAbstractTableModel>

#include <memory>

namespace plumb::ui {

/// The final values of a release: key, value, and the line that set it. Values of Secrets are not
/// shown.
class ReleaseValuesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Key, Value, From, ColumnCount };
    enum class Filter : quint8 { All, Set, Dead };

    using QAbstractTableModel::QAbstractTableModel;

    void setRelease(std::shared_ptr<const build::RenderedRelease> release,
                    std::shared_ptr<const yaml::SourceTable> sources);
    /// Shows only what the release sets, or what it sets in vain.
    void setFilter(Filter filter);
    std::size_t count(Filter filter) const;

    /// Where the value of a row is written; an empty path when nothing is known.
    SourcePosition placeOf(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void arrange();
    QString toolTip(const build::ReleaseValue &value) const;

    std::shared_ptr<const build::RenderedRelease> m_release;
    std::shared_ptr<const yaml::SourceTable> m_sources;
    Filter m_filter = Filter::All;
    std::vector<const build::ReleaseValue *> m_rows;
};

} // namespace plumb::ui
