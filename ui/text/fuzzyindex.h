// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <span>
#include <vector>

namespace plumb::ui {

/// An entry that matches a fuzzy query, best first.
struct FuzzyMatch
{
    int entry = 0;
    int score = 0;

    bool operator==(const FuzzyMatch &) const = default;
};

/// Finds the entries that contain a query's letters in order, as command palettes do.
///
/// Made once for up to some 100,000 texts; a search looks at a 64-bit letter mask first and scores
/// only what can match. Matches at the start of words and in a row score higher, short texts win
/// ties.
class FuzzyIndex
{
public:
    FuzzyIndex() = default;
    explicit FuzzyIndex(const QStringList &texts);

    int size() const { return int(m_entries.size()); }

    /// At most limit entries; spaces in the query separate words that may match in any order.
    std::vector<FuzzyMatch> search(const QString &query, int limit) const;

    /// Which letters of a text a query matches, for emphasis; empty when it does not.
    static std::vector<int> positions(const QString &text, const QString &query);

private:
    struct Entry
    {
        quint64 mask = 0;
        int start = 0;
        int length = 0;
    };

    std::vector<Entry> m_entries;
    std::vector<char16_t> m_text; // lower case, entry after entry
    std::vector<bool> m_starts;   // letters at the start of a word
};

} // namespace plumb::ui
