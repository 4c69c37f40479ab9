// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/fuzzyindex.h"

#include <algorithm>
#include <string_view>

namespace plumb::ui {

namespace {

using Letters = std::u16string_view;

constexpr int noMatch = -1;

quint64 maskOf(char16_t letter)
{
    if (letter >= u'a' && letter <= u'z')
        return quint64(1) << (letter - u'a');
    if (letter >= u'0' && letter <= u'9')
        return quint64(1) << (26 + letter - u'0');
    return quint64(1) << (36 + letter % 28);
}

bool isSeparator(QChar letter)
{
    return !letter.isLetterOrNumber();
}

/// A word starts after a sign, and at a capital after a small letter.
bool startsWord(const QString &text, qsizetype i)
{
    if (i == 0 || isSeparator(text[i - 1]))
        return !isSeparator(text[i]);
    return text[i].isUpper() && text[i - 1].isLower();
}

QString folded(const QString &text)
{
    QString lower = text.toLower();
    // Folding may change the length of a few scripts' letters; positions must stay true.
    return lower.size() == text.size() ? lower : text;
}

/// How well one word of the query matches. A run of letters counts most, more so where a word
/// starts.
template<typename IsStart>
int scoreWord(Letters text, Letters word, IsStart isStart, std::vector<int> *positions)
{
    int bestRun = noMatch;
    std::size_t bestAt = 0;
    for (std::size_t at = text.find(word); at != Letters::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool isWhole = end == text.size() || isSeparator(QChar(text[end]));
        const int score = 60 + 12 * int(word.size()) + (isStart(at) ? 40 + (isWhole ? 20 : 0) : 0)
                          + (at == 0 ? 15 : 0);
        if (score > bestRun) {
            bestRun = score;
            bestAt = at;
        }
        if (isStart(at) && isWhole)
            break;
    }
    if (bestRun != noMatch) {
        for (std::size_t i = 0; positions && i < word.size(); ++i)
            positions->push_back(int(bestAt + i));
        return bestRun;
    }
    int score = 0;
    std::size_t at = 0;
    std::vector<int> found;
    for (std::size_t i = 0; i < word.size(); ++i) {
        // The next letter that starts a word is preferred to the next letter.
        std::size_t next = text.find(word[i], at);
        if (next == Letters::npos)
            return noMatch;
        const bool follows = i > 0 && next == at;
        if (!follows && !isStart(next)) {
            std::size_t later = next;
            for (int tries = 0; tries < 8 && later != Letters::npos && !isStart(later); ++tries)
                later = text.find(word[i], later + 1);
            const bool useful =
                later != Letters::npos && isStart(later)
                && (i + 1 == word.size() || text.find(word[i + 1], later + 1) != Letters::npos);
            if (useful)
                next = later;
        }
        score += isStart(next) ? 14 : follows ? 9 : 1;
        score -= i > 0 ? int(std::min<std::size_t>(next - at, 8)) : 0;
        if (positions)
            found.push_back(int(next));
        at = next + 1;
    }
    if (positions)
        positions->insert(positions->end(), found.begin(), found.end());
    return std::max(score, 0);
}

std::vector<QString> wordsOf(const QString &query)
{
    std::vector<QString> words;
    for (const QString &word : folded(query).split(u' ', Qt::SkipEmptyParts))
        words.push_back(word.left(64));
    return words;
}

Letters view(const QString &text)
{
    return {reinterpret_cast<const char16_t *>(text.utf16()), std::size_t(text.size())};
}

} // namespace

FuzzyIndex::FuzzyIndex(const QStringList &texts)
{
    m_entries.reserve(std::size_t(texts.size()));
    for (const QString &text : texts) {
        Entry entry;
        entry.start = int(m_text.size());
        entry.length = int(text.size());
        const QString lower = folded(text);
        for (qsizetype i = 0; i < lower.size(); ++i) {
            const char16_t letter = lower[i].unicode();
            m_text.push_back(letter);
            m_starts.push_back(startsWord(text, i));
            entry.mask |= maskOf(letter);
        }
        m_entries.push_back(entry);
    }
}

std::vector<FuzzyMatch> FuzzyIndex::search(const QString &query, int limit) const
{
    const std::vector<QString> words = wordsOf(query);
    quint64 wanted = 0;
    for (const QString &word : words) {
        for (const QChar letter : word)
            wanted |= maskOf(letter.unicode());
    }
    std::vector<FuzzyMatch> matches;
    const Letters all(m_text.data(), m_text.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        if ((entry.mask & wanted) != wanted)
            continue;
        const Letters text = all.substr(std::size_t(entry.start), std::size_t(entry.length));
        const auto isStart = [&](std::size_t at) {
            return m_starts[std::size_t(entry.start) + at];
        };
        int score = 0;
        for (const QString &word : words) {
            const int part = scoreWord(text, view(word), isStart, nullptr);
            score = part == noMatch ? noMatch : score + part;
            if (score == noMatch)
                break;
        }
        if (score != noMatch)
            matches.push_back({int(i), score});
    }
    const auto better = [this](const FuzzyMatch &a, const FuzzyMatch &b) {
        if (a.score != b.score)
            return a.score > b.score;
        const int lengthA = m_entries[std::size_t(a.entry)].length;
        const int lengthB = m_entries[std::size_t(b.entry)].length;
        return lengthA != lengthB && !(a.score == 0 && b.score == 0) ? lengthA < lengthB
                                                                     : a.entry < b.entry;
    };
    const auto count = std::min(matches.size(), std::size_t(std::max(limit, 0)));
    std::partial_sort(matches.begin(), matches.begin() + std::ptrdiff_t(count), matches.end(),
                      better);
    matches.resize(count);
    return matches;
}

std::vector<int> FuzzyIndex::positions(const QString &text, const QString &query)
{
    const QString lower = folded(text);
    const auto isStart = [&text](std::size_t at) { return startsWord(text, qsizetype(at)); };
    std::vector<int> result;
    for (const QString &word : wordsOf(query)) {
        if (scoreWord(view(lower), view(word), isStart, &result) == noMatch)
            return {};
    }
    std::ranges::sort(result);
    const auto repeated = std::ranges::unique(result);
    result.erase(repeated.begin(), repeated.end());
    return result;
}

} // namespace plumb::ui
