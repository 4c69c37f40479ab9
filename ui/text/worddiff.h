// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

#include <vector>

namespace plumb::ui {

/// A part of a line, in UTF-16 units.
struct TextRange
{
    int start = 0;
    int length = 0;

    bool operator==(const TextRange &) const = default;
};

/// What differs inside a changed pair of lines.
struct WordDiff
{
    std::vector<TextRange> left;
    std::vector<TextRange> right;

    bool operator==(const WordDiff &) const = default;
};

/// Compares two lines word by word; words are runs of letters and digits, so "v2.14.0" and
/// "v2.15.0" are marked as a whole and not as two digits. Lines with nothing in common but
/// indentation are marked from their first letter to their last.
WordDiff diffWords(QStringView left, QStringView right);

} // namespace plumb::ui
