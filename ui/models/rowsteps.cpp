// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/rowsteps.h"

#include <QSet>

namespace plumb::ui {

namespace {

// Collects neighbours into one step; positions count up for insertions, down for removals.
void add(std::vector<RowStep> &steps, RowStep::Kind kind, int row)
{
    if (!steps.empty() && steps.back().kind == kind) {
        RowStep &last = steps.back();
        if (kind == RowStep::Kind::Insert && row == last.first + last.count) {
            ++last.count;
            return;
        }
        if (kind == RowStep::Kind::Remove && row == last.first - 1) {
            --last.first;
            ++last.count;
            return;
        }
    }
    steps.push_back({.kind = kind, .first = row, .count = 1});
}

} // namespace

std::optional<std::vector<RowStep>> rowSteps(std::span<const QString> before,
                                             std::span<const QString> after)
{
    const QSet<QString> old(before.begin(), before.end());
    const QSet<QString> wanted(after.begin(), after.end());
    std::vector<RowStep> steps;

    std::vector<QString> kept;
    for (std::size_t i = before.size(); i-- > 0;) {
        if (!wanted.contains(before[i]))
            add(steps, RowStep::Kind::Remove, static_cast<int>(i));
    }
    for (const QString &key : before) {
        if (wanted.contains(key))
            kept.push_back(key);
    }

    std::size_t next = 0;
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (!old.contains(after[i])) {
            add(steps, RowStep::Kind::Insert, static_cast<int>(i));
            continue;
        }
        if (next >= kept.size() || kept[next] != after[i])
            return {};
        ++next;
    }
    return steps;
}

} // namespace plumb::ui
