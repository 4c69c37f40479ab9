// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/worddiff.h"

#include "ui/text/idtable.h"
#include "ui/text/linediff.h"

namespace plumb::ui {

namespace {

// A line of more words is marked as a whole; comparing it word by word tells nobody anything.
constexpr std::size_t maxWords = 2000;

bool isWordLetter(QChar letter)
{
    return letter.isLetterOrNumber() || letter == u'_';
}

/// Words, and single signs between them. A version or an image tag ("v2.14.0-rc1") is one word.
std::vector<TextRange> wordsOf(QStringView line)
{
    std::vector<TextRange> words;
    const int size = int(line.size());
    for (int i = 0; i < size;) {
        int end = i + 1;
        if (isWordLetter(line[i])) {
            while (end < size
                   && (isWordLetter(line[end])
                       || ((line[end] == u'.' || line[end] == u'-') && end + 1 < size
                           && isWordLetter(line[end + 1]))))
                ++end;
        } else if (line[i].isSpace()) {
            while (end < size && line[end].isSpace())
                ++end;
        }
        words.push_back({i, end - i});
        i = end;
    }
    return words;
}

std::vector<std::uint32_t> idsOf(QStringView line, const std::vector<TextRange> &words,
                                 IdTable<QStringView> &table)
{
    std::vector<std::uint32_t> ids;
    ids.reserve(words.size());
    for (const TextRange &word : words) {
        const QStringView text = line.mid(word.start, word.length);
        ids.push_back(table.idOf(text));
    }
    return ids;
}

TextRange cover(const std::vector<TextRange> &words, int first, int count)
{
    const TextRange &last = words[std::size_t(first + count - 1)];
    const int start = words[std::size_t(first)].start;
    return {start, last.start + last.length - start};
}

TextRange withoutIndentation(QStringView line)
{
    int start = 0;
    while (start < line.size() && line[start].isSpace())
        ++start;
    return {start, int(line.size()) - start};
}

} // namespace

WordDiff diffWords(QStringView left, QStringView right)
{
    const std::vector<TextRange> leftWords = wordsOf(left);
    const std::vector<TextRange> rightWords = wordsOf(right);
    if (leftWords.size() > maxWords || rightWords.size() > maxWords)
        return {{withoutIndentation(left)}, {withoutIndentation(right)}};

    IdTable<QStringView> table;
    const auto hunks = diffLines(idsOf(left, leftWords, table), idsOf(right, rightWords, table));
    WordDiff result;
    for (const Hunk &hunk : hunks) {
        if (hunk.leftCount > 0)
            result.left.push_back(cover(leftWords, hunk.left, hunk.leftCount));
        if (hunk.rightCount > 0)
            result.right.push_back(cover(rightWords, hunk.right, hunk.rightCount));
    }
    return result;
}

} // namespace plumb::ui
