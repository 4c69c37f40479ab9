// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/diffdocument.h"

#include "ui/text/difffields.h"
#include "ui/text/idtable.h"
#include "ui/text/yamloutline.h"

namespace plumb::ui {

namespace {

using Ids = std::vector<std::uint32_t>;

qsizetype indentOf(const QString &line)
{
    qsizetype indent = 0;
    while (indent < line.size() && line[indent] == u' ')
        ++indent;
    return indent;
}

/// A path without positions: a list item that is told apart by nothing but its place is the same
/// item when another one comes before it.
QString withoutIndexes(const QString &path)
{
    QString result;
    qsizetype done = 0;
    for (qsizetype open = path.indexOf(u'['); open >= 0; open = path.indexOf(u'[', open + 1)) {
        qsizetype end = open + 1;
        while (end < path.size() && path[end].isDigit())
            ++end;
        if (end == open + 1 || end == path.size() || path[end] != u']')
            continue;
        result += QStringView(path).mid(done, open + 1 - done);
        done = end;
    }
    return done == 0 ? path : QString(result + QStringView(path).mid(done));
}

using LineTable = IdTable<std::pair<QString, QStringView>>;

Ids idsOf(const AnnotatedText &text, bool byPath, LineTable &table)
{
    Ids ids;
    ids.reserve(std::size_t(text.lines.size()));
    for (qsizetype i = 0; i < text.lines.size(); ++i) {
        const QString path = byPath ? withoutIndexes(text.paths[i]) : QString();
        ids.push_back(table.idOf({path, QStringView(text.lines[i])}));
    }
    return ids;
}

/// How well a block reads when it starts at a line: items and documents are not torn apart.
qsizetype startPenalty(const QStringList &lines, int line)
{
    if (line >= lines.size())
        return 0;
    const QString &text = lines[line];
    const qsizetype indent = indentOf(text);
    if (text.startsWith(QLatin1StringView("---")))
        return -1;
    return 2 * indent + (text.mid(indent).startsWith(QLatin1StringView("- ")) ? 0 : 1);
}

/// Of all the places that an added or removed block could be shown at, takes the one that starts at
/// the least indented line. before and after say how far the hunk may move.
void slide(int &start, int count, const Ids &ids, const QStringList &lines, int &other, int before,
           int after)
{
    int up = 0;
    while (up < before
           && ids[std::size_t(start - up - 1)] == ids[std::size_t(start + count - up - 1)])
        ++up;
    int down = 0;
    while (down < after && ids[std::size_t(start + down)] == ids[std::size_t(start + count + down)])
        ++down;
    int best = 0;
    qsizetype penalty = startPenalty(lines, start);
    for (int shift = -up; shift <= down; ++shift) {
        const qsizetype candidate = startPenalty(lines, start + shift);
        if (candidate < penalty) {
            penalty = candidate;
            best = shift;
        }
    }
    start += best;
    other += best;
}

void slideHunks(DiffDocument &document, const Ids &left, const Ids &right)
{
    std::vector<Hunk> &hunks = document.hunks;
    for (std::size_t i = 0; i < hunks.size(); ++i) {
        Hunk &hunk = hunks[i];
        const bool added = hunk.leftCount == 0;
        if (!added && hunk.rightCount != 0)
            continue;
        // One equal line stays between two hunks.
        const int previousEnd = i == 0 ? 0 : hunks[i - 1].left + hunks[i - 1].leftCount + 1;
        const int nextStart = i + 1 < hunks.size() ? hunks[i + 1].left - 1 : int(left.size());
        const int before = std::max(0, hunk.left - previousEnd);
        const int after = std::max(0, nextStart - hunk.left - hunk.leftCount);
        if (added)
            slide(hunk.right, hunk.rightCount, right, document.right.lines, hunk.left, before,
                  after);
        else
            slide(hunk.left, hunk.leftCount, left, document.left.lines, hunk.right, before, after);
    }
}

} // namespace

std::shared_ptr<const DiffDocument> DiffDocument::between(AnnotatedText left, AnnotatedText right,
                                                          std::vector<DiffField> fields)
{
    auto document = std::make_shared<DiffDocument>();
    const bool byPath = left.paths.size() == left.lines.size()
                        && right.paths.size() == right.lines.size() && !left.lines.isEmpty()
                        && !right.lines.isEmpty();
    document->left = std::move(left);
    document->right = std::move(right);

    LineTable table;
    const Ids leftIds = idsOf(document->left, byPath, table);
    const Ids rightIds = idsOf(document->right, byPath, table);
    document->hunks = diffLines(leftIds, rightIds);
    slideHunks(*document, leftIds, rightIds);
    if (!byPath) {
        document->left.paths = YamlOutline::paths(document->left.lines);
        document->right.paths = YamlOutline::paths(document->right.lines);
    }
    document->fields = fields.empty() ? readFields(*document) : std::move(fields);
    return document;
}

} // namespace plumb::ui
