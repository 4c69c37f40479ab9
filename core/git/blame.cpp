// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/blame.h"

#include "core/git/historywalk.h"
#include "core/git/texthunks.h"

#include <algorithm>
#include <unordered_map>

namespace plumb::git {

namespace {

constexpr std::uint64_t maximumBlamedSize = 16u << 20;

/// Lines in a row that are the same in the file that was asked about and in an older one.
struct Span
{
    int first = 0; ///< In the file that was asked about.
    int count = 0;
    int olderFirst = 0;
};

/// Lines in a row that two versions have in common.
struct Common
{
    int olderFirst = 0;
    int newerFirst = 0;
    int count = 0;
};

Result<std::string> textOf(const ObjectStore &objects, const PathState &file)
{
    if (PLUMB_TRY(objects.sizeOf(file.id)) > maximumBlamedSize)
        return std::unexpected(Error(ErrorCode::LimitExceeded, "the file is too large for blame"));
    return std::string(PLUMB_TRY(objects.read(file.id, GIT_OBJECT_BLOB)).bytes());
}

int lineCount(std::string_view text)
{
    const auto breaks = std::ranges::count(text, '\n');
    return static_cast<int>(breaks) + (text.empty() || text.ends_with('\n') ? 0 : 1);
}

Result<std::vector<Common>> commonLines(const std::string &older, const std::string &newer)
{
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
    options.context_lines = 0;
    PatchHandle patch;
    const int code = make(patch, git_patch_from_buffers, older.data(), older.size(), nullptr,
                          newer.data(), newer.size(), nullptr, &options);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot compare two versions"));
    std::vector<Common> common;
    int olderNext = 1;
    int newerNext = 1;
    for (const Hunk &hunk : PLUMB_TRY(hunksOf(patch.get()))) {
        // A side without lines names the line before the place.
        const int newerStart = hunk.newStart + (hunk.newCount == 0 ? 1 : 0);
        const int olderStart = hunk.oldStart + (hunk.oldCount == 0 ? 1 : 0);
        if (newerStart > newerNext)
            common.push_back({olderNext, newerNext, newerStart - newerNext});
        olderNext = olderStart + hunk.oldCount;
        newerNext = newerStart + hunk.newCount;
    }
    if (const int rest = lineCount(newer) + 1 - newerNext; rest > 0)
        common.push_back({olderNext, newerNext, rest});
    return common;
}

/// Moves to @p passed, in an older version's terms, what the older version has too.
std::vector<Span> passOn(const std::vector<Span> &spans, const std::vector<Common> &common,
                         std::vector<Span> &passed)
{
    std::vector<Span> kept;
    for (const Span &span : spans) {
        int next = span.olderFirst;
        const int end = span.olderFirst + span.count;
        const auto toAsked = span.first - span.olderFirst;
        for (const Common &same : common) {
            const int from = std::max(next, same.newerFirst);
            const int to = std::min(end, same.newerFirst + same.count);
            if (from >= to)
                continue;
            if (from > next)
                kept.push_back({next + toAsked, from - next, next});
            passed.push_back({from + toAsked, to - from, from - same.newerFirst + same.olderFirst});
            next = to;
        }
        if (end > next)
            kept.push_back({next + toAsked, end - next, next});
    }
    return kept;
}

/// Goes back through the history of a file and leaves each line with the commit it came in with.
class Blame
{
public:
    Blame(const Repository &repository, const BlameQuery &query)
        : m_repository(repository)
        , m_query(query)
        , m_walk(repository, {.from = {query.revision}, .path = query.file})
    {
    }

    Result<std::vector<BlameRange>> run(const Run &run)
    {
        PLUMB_TRY(m_walk.start());
        PLUMB_TRY(begin());
        while (m_open > 0) {
            const HistoryStep *step = PLUMB_TRY(m_walk.advance(run));
            if (!step)
                break;
            PLUMB_TRY(visit(*step));
        }
        std::ranges::sort(m_ranges, {}, &BlameRange::firstLine);
        return joined();
    }

private:
    Result<> begin()
    {
        const auto tree = PLUMB_TRY(m_repository.commit(m_query.revision)).tree;
        const PathState file =
            PLUMB_TRY(PathHistory(m_repository.objects()).stateOf(tree, m_query.file));
        if (!file.isFile()) {
            return std::unexpected(
                Error(ErrorCode::NotFound, "there is no file '" + m_query.file.text()
                                               + "' in commit " + m_query.revision.text()));
        }
        const int lines = lineCount(PLUMB_TRY(textOf(*m_repository.objects(), file)));
        const int last = m_query.lastLine == 0 ? lines : std::min(m_query.lastLine, lines);
        const int first = std::max(m_query.firstLine, 1);
        if (first > last)
            return {};
        m_open = last - first + 1;
        m_spans[m_query.revision] = {{first, m_open, first}};
        return {};
    }

    Result<> visit(const HistoryStep &step)
    {
        const auto found = m_spans.find(step.commit);
        if (found == m_spans.end())
            return {};
        std::vector<Span> spans = std::move(found->second);
        m_spans.erase(found);
        for (const Oid &id : step.parents) {
            const HistoryStep &parent = m_walk.step(id);
            if (!parent.state.isFile())
                continue;
            std::vector<Span> passed;
            if (parent.state.id == step.state.id) {
                passed = std::exchange(spans, {});
            } else {
                const std::string older = PLUMB_TRY(textOf(*m_repository.objects(), parent.state));
                const std::string newer = PLUMB_TRY(textOf(*m_repository.objects(), step.state));
                spans = passOn(spans, PLUMB_TRY(commonLines(older, newer)), passed);
            }
            auto &receiver = m_spans[id];
            receiver.insert(receiver.end(), passed.begin(), passed.end());
        }
        return settle(step, spans);
    }

    Result<> settle(const HistoryStep &step, const std::vector<Span> &spans)
    {
        if (spans.empty())
            return {};
        const Commit commit = PLUMB_TRY(m_repository.commit(step.commit));
        for (const Span &span : spans) {
            m_open -= span.count;
            m_ranges.push_back({.firstLine = span.first,
                                .lineCount = span.count,
                                .commit = commit,
                                .originalPath = step.path,
                                .originalFirstLine = span.olderFirst});
        }
        return {};
    }

    /// Joins what was taken apart on different ways through the history.
    std::vector<BlameRange> joined() const
    {
        std::vector<BlameRange> joined;
        for (const BlameRange &range : m_ranges) {
            if (!joined.empty()) {
                BlameRange &last = joined.back();
                if (last.commit.id == range.commit.id && last.originalPath == range.originalPath
                    && last.firstLine + last.lineCount == range.firstLine
                    && last.originalFirstLine + last.lineCount == range.originalFirstLine) {
                    last.lineCount += range.lineCount;
                    continue;
                }
            }
            joined.push_back(range);
        }
        return joined;
    }

    Repository m_repository;
    BlameQuery m_query;
    HistoryWalk m_walk;
    std::unordered_map<Oid, std::vector<Span>> m_spans;
    std::vector<BlameRange> m_ranges;
    int m_open = 0; ///< Lines whose commit is not known yet.
};

} // namespace

Result<std::vector<BlameRange>> blame(const Repository &repository, const BlameQuery &query,
                                      const Run &run)
{
    return within("blaming '" + query.file.text() + "'", Blame(repository, query).run(run));
}

} // namespace plumb::git
