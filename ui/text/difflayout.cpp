// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/difflayout.h"

#include "ui/text/idtable.h"

#include <algorithm>

namespace plumb::ui {

namespace {

using Kind = DiffRow::Kind;

Kind kindOf(const LinePair &pair)
{
    if (pair.left >= 0 && pair.right >= 0)
        return Kind::Changed;
    return pair.left >= 0 ? Kind::Removed : Kind::Added;
}

class Arranger
{
public:
    Arranger(const DiffDocument &document, const DiffLayoutOptions &options)
        : m_document(document)
        , m_options(options)
    {
        m_layout.rows.reserve(std::size_t(document.right.lines.size()) + document.hunks.size());
    }

    DiffLayout run()
    {
        int left = 0;
        int right = 0;
        int group = 0;
        for (const Hunk &hunk : m_document.hunks) {
            addSame(left, right, hunk.left - left, group);
            addHunk(hunk, group);
            left = hunk.left + hunk.leftCount;
            right = hunk.right + hunk.rightCount;
            ++group;
        }
        addSame(left, right, int(m_document.left.lines.size()) - left, group);
        return std::move(m_layout);
    }

private:
    void addSame(int left, int right, int count, int run)
    {
        const bool first = run == 0;
        const bool last = run == int(m_document.hunks.size());
        const DiffReveal reveal = m_options.reveals.value(run);
        int top = (first ? m_options.head : m_options.context) + reveal.top;
        int bottom = (last ? 0 : m_options.context) + reveal.bottom;
        // Two equal texts are shown whole: there is nothing to lead the eye to.
        const bool whole = m_options.context < 0 || (first && last)
                           || count - top - bottom < m_options.smallestFold;
        if (whole) {
            top = count;
            bottom = 0;
        }
        for (int i = 0; i < top; ++i)
            m_layout.rows.push_back({Kind::Same, left + i, right + i, run});
        const int hidden = count - top - bottom;
        if (hidden > 0)
            m_layout.rows.push_back({Kind::Fold, left + top, right + top, run, hidden});
        for (int i = count - bottom; i < count; ++i)
            m_layout.rows.push_back({Kind::Same, left + i, right + i, run});
    }

    void addHunk(const Hunk &hunk, int change)
    {
        const int firstRow = int(m_layout.rows.size());
        const std::vector<LinePair> pairs = pairLines(m_document, hunk);
        if (m_options.arrangement == DiffArrangement::SideBySide) {
            for (const LinePair &pair : pairs)
                m_layout.rows.push_back({kindOf(pair), pair.left, pair.right, change});
        } else {
            addInline(pairs, change);
        }
        m_layout.changes.push_back({firstRow, int(m_layout.rows.size()) - firstRow});
    }

    /// What goes, then what comes, for each run of pairs of one kind.
    void addInline(const std::vector<LinePair> &pairs, int change)
    {
        for (auto run = pairs.begin(); run != pairs.end();) {
            const Kind kind = kindOf(*run);
            const auto end = std::find_if(
                run, pairs.end(), [kind](const LinePair &pair) { return kindOf(pair) != kind; });
            for (auto pair = run; pair != end && kind != Kind::Added; ++pair)
                m_layout.rows.push_back({Kind::Removed, pair->left, pair->right, change});
            for (auto pair = run; pair != end && kind != Kind::Removed; ++pair)
                m_layout.rows.push_back({Kind::Added, pair->left, pair->right, change});
            run = end;
        }
    }

    const DiffDocument &m_document;
    const DiffLayoutOptions &m_options;
    DiffLayout m_layout;
};

/// The line of a side that a row shows; inline, a partner's line is named but not shown.
int shownLine(const DiffRow &row, bool left)
{
    if (left)
        return row.kind == Kind::Added ? -1 : row.left;
    return row.kind == Kind::Removed ? -1 : row.right;
}

/// Lines of a side ascend over the rows that show one, so the last such row at or before is
/// searched.
int rowOf(const std::vector<DiffRow> &rows, int line, bool left)
{
    int low = 0;
    int high = int(rows.size());
    while (low < high) {
        const int middle = (low + high) / 2;
        int probe = middle;
        while (probe >= low && shownLine(rows[std::size_t(probe)], left) < 0)
            --probe;
        if (probe < low || shownLine(rows[std::size_t(probe)], left) <= line)
            low = middle + 1;
        else
            high = probe;
    }
    int row = low - 1;
    while (row >= 0 && shownLine(rows[std::size_t(row)], left) < 0)
        --row;
    if (row < 0)
        return -1;
    const DiffRow &found = rows[std::size_t(row)];
    const int first = shownLine(found, left);
    const int count = found.kind == Kind::Fold ? found.hidden : 1;
    return line >= first && line < first + count ? row : -1;
}

} // namespace

int DiffLayout::rowOfLeft(int line) const
{
    return rowOf(rows, line, true);
}

int DiffLayout::rowOfRight(int line) const
{
    return rowOf(rows, line, false);
}

DiffLayout layOut(const DiffDocument &document, const DiffLayoutOptions &options)
{
    return Arranger(document, options).run();
}

std::vector<LinePair> pairLines(const DiffDocument &document, const Hunk &hunk)
{
    std::vector<LinePair> pairs;
    pairs.reserve(std::size_t(std::max(hunk.leftCount, hunk.rightCount)));
    if (hunk.leftCount == 0 || hunk.rightCount == 0) {
        for (int i = 0; i < hunk.leftCount; ++i)
            pairs.push_back({hunk.left + i, -1});
        for (int i = 0; i < hunk.rightCount; ++i)
            pairs.push_back({-1, hunk.right + i});
        return pairs;
    }
    IdTable<QStringView> table;
    const auto ids = [&table](const QStringList &paths, int first, int count) {
        std::vector<std::uint32_t> result;
        result.reserve(std::size_t(count));
        for (int i = first; i < first + count; ++i) {
            const QStringView path = i < paths.size() ? QStringView(paths[i]) : QStringView();
            result.push_back(table.idOf(path));
        }
        return result;
    };
    const auto apart = diffLines(ids(document.left.paths, hunk.left, hunk.leftCount),
                                 ids(document.right.paths, hunk.right, hunk.rightCount));
    int left = 0;
    int right = 0;
    const auto pairUntil = [&](int end) {
        while (left < end)
            pairs.push_back({hunk.left + left++, hunk.right + right++});
    };
    for (const Hunk &gap : apart) {
        pairUntil(gap.left);
        while (left < gap.left + gap.leftCount)
            pairs.push_back({hunk.left + left++, -1});
        while (right < gap.right + gap.rightCount)
            pairs.push_back({-1, hunk.right + right++});
    }
    pairUntil(hunk.leftCount);
    return pairs;
}

} // namespace plumb::ui
