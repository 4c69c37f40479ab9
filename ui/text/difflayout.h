// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/diffdocument.h"

#include <QHash>

#include <vector>

namespace plumb::ui {

/// One painted row of a comparison.
///
/// Side by side, a line that is missing (-1) is filler. Inline, Removed shows the left line and
/// Added the right one, and the other index names the partner that words are compared with.
struct DiffRow
{
    enum class Kind : quint8 { Same, Changed, Removed, Added, Fold };

    Kind kind = Kind::Same;
    int left = -1; ///< For a fold, the first hidden line.
    int right = -1;
    int group = -1; ///< Which change it belongs to; for Same and Fold, which unchanged run.
    int hidden = 0; ///< Lines hidden by a fold.

    bool operator==(const DiffRow &) const = default;
};

/// How the rows are arranged.
enum class DiffArrangement : quint8 { SideBySide, Inline };

/// Lines of an unchanged run that were made visible again, at its top and at its bottom.
struct DiffReveal
{
    int top = 0;
    int bottom = 0;

    bool operator==(const DiffReveal &) const = default;
};

struct DiffLayoutOptions
{
    DiffArrangement arrangement = DiffArrangement::SideBySide;
    int context = 3;      ///< Unchanged lines kept around a change; negative folds nothing.
    int head = 5;         ///< Lines kept at the top: they say which object it is.
    int smallestFold = 4; ///< Hiding fewer lines than that is not worth a fold.
    QHash<int, DiffReveal> reveals = {}; ///< By unchanged run.

    bool operator==(const DiffLayoutOptions &) const = default;
};

/// The rows of a comparison and where its changes are among them.
struct DiffLayout
{
    struct Change
    {
        int firstRow = 0;
        int rowCount = 0;

        bool operator==(const Change &) const = default;
    };

    std::vector<DiffRow> rows;
    std::vector<Change> changes; ///< One for each hunk.

    /// The row that shows a line of a side, or the fold that hides it; -1 when there is none.
    int rowOfLeft(int line) const;
    int rowOfRight(int line) const;
};

/// Arranges a comparison; a pure function, linear in the number of lines.
DiffLayout layOut(const DiffDocument &document, const DiffLayoutOptions &options);

/// A pair of lines inside a hunk; -1 on the side that has no counterpart.
struct LinePair
{
    int left = -1;
    int right = -1;

    bool operator==(const LinePair &) const = default;
};

/// Pairs the lines of a hunk that show the same field, in order.
std::vector<LinePair> pairLines(const DiffDocument &document, const Hunk &hunk);

} // namespace plumb::ui
