// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace plumb::ui {

/// One announcement of a list that changes: rows come or go.
struct RowStep
{
    enum class Kind : quint8 { Insert, Remove };

    Kind kind = Kind::Insert;
    int first = 0;
    int count = 0;

    bool operator==(const RowStep &) const = default;
};

/// The steps from one list of unique keys to another, so that a view keeps its selection and scroll
/// position; nothing when rows that stay change their order, which takes a reset.
std::optional<std::vector<RowStep>> rowSteps(std::span<const QString> before,
                                             std::span<const QString> after);

/// How a model announces a step; the members of QAbstractItemModel, which are protected.
struct RowAnnouncer
{
    std::function<void(int first, int last)> beginInsert;
    std::function<void()> endInsert;
    std::function<void(int first, int last)> beginRemove;
    std::function<void()> endRemove;
    std::function<void()> beginReset = {};
    std::function<void()> endReset = {};
};

/// Takes @p rows to @p next through @p steps. A row's content is only current at the end, so the
/// caller announces changed data afterwards.
template<typename Row>
void updateRows(std::vector<Row> &rows, std::vector<Row> next, const std::vector<RowStep> &steps,
                const RowAnnouncer &announce)
{
    for (const RowStep &step : steps) {
        const int last = step.first + step.count - 1;
        const auto place = rows.begin() + step.first;
        if (step.kind == RowStep::Kind::Remove) {
            announce.beginRemove(step.first, last);
            rows.erase(place, place + step.count);
            announce.endRemove();
            continue;
        }
        announce.beginInsert(step.first, last);
        rows.insert(place, next.begin() + step.first, next.begin() + step.first + step.count);
        announce.endInsert();
    }
    rows = std::move(next);
}

/// Replaces @p rows, each with a unique key, in the steps that leave most of them alone; a reset
/// where there are none. The caller announces changed data afterwards.
template<typename Row>
void replaceRows(std::vector<Row> &rows, std::vector<Row> next, const RowAnnouncer &announce)
{
    const auto keysOf = [](const std::vector<Row> &list) {
        std::vector<QString> keys;
        keys.reserve(list.size());
        for (const Row &row : list)
            keys.push_back(row.key);
        return keys;
    };
    const auto steps = rowSteps(keysOf(rows), keysOf(next));
    if (steps) {
        updateRows(rows, std::move(next), *steps, announce);
        return;
    }
    announce.beginReset();
    rows = std::move(next);
    announce.endReset();
}

/// A model of rows without children that can hand out its own announcements.
template<typename Model>
class RowsModel : public Model
{
protected:
    using Model::Model;

    RowAnnouncer announcer()
    {
        return {
            .beginInsert = [this](int first, int last) { this->beginInsertRows({}, first, last); },
            .endInsert = [this] { this->endInsertRows(); },
            .beginRemove = [this](int first, int last) { this->beginRemoveRows({}, first, last); },
            .endRemove = [this] { this->endRemoveRows(); },
            .beginReset = [this] { this->beginResetModel(); },
            .endReset = [this] { this->endResetModel(); }};
    }
};

} // namespace plumb::ui
