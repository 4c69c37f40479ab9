// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/versionlag.h"

#include "core/git/log.h"
#include "core/history/versionplace.h"
#include "core/semver/version.h"
#include "core/yaml/parser.h"

#include <algorithm>

namespace plumb::history {

namespace {

constexpr std::size_t maximumCommits = 300;

Result<std::vector<yaml::Value>> documentsAt(const git::Repository &repository,
                                             const git::Oid &commit, const files::TreePath &file)
{
    const auto tree = PLUMB_TRY(repository.treeAt(commit));
    const files::Bytes text = PLUMB_TRY(tree->read(file));
    return yaml::parseAll(*text, file.text());
}

/// Follows one value back through the commits of its file.
class ValueHistory
{
public:
    ValueHistory(VersionPlace place, std::string newest, std::string_view wanted)
        : m_place(std::move(place))
        , m_last(std::move(newest))
        , m_wanted(wanted)
    {
    }

    bool isFound() const { return saysVersion(m_last, m_wanted); }
    std::size_t changes() const { return m_changes; }

    /// Whether the value still is there in this older state of the file.
    bool step(const std::vector<yaml::Value> &documents)
    {
        const auto text = textAt(documents, m_place);
        if (!text)
            return false;
        m_changes += *text == m_last ? 0 : 1;
        m_last = *text;
        return true;
    }

private:
    VersionPlace m_place;
    std::string m_last;
    std::string_view m_wanted;
    std::size_t m_changes = 0;
};

} // namespace

const fleet::Version *versionWaiting(const fleet::App &app, std::size_t environment)
{
    const fleet::Cell &cell = app.cells[environment];
    for (std::size_t i = environment; i-- > 0 && !cell.empty();) {
        const fleet::Cell &before = app.cells[i];
        if (before.empty())
            continue;
        const fleet::Version &mine = cell.instances.front().version;
        const fleet::Version &theirs = before.instances.front().version;
        if (mine.isRange || theirs.isRange || mine.kind != theirs.kind || cell.isMixed()
            || before.isMixed() || mine.kind == fleet::VersionKind::None
            || mine.kind == fleet::VersionKind::Revision || mine.text == theirs.text)
            return nullptr;
        const auto own = semver::Version::parse(mine.text);
        const auto other = semver::Version::parse(theirs.text);
        // Without an order, being different is all there is to say.
        const bool isAhead = own && other && own->compare(*other) > 0;
        return isAhead ? nullptr : &theirs;
    }
    return nullptr;
}

Result<std::optional<std::size_t>> versionsSince(const git::Repository &repository,
                                                 const git::Oid &commit,
                                                 const fleet::Version &newer,
                                                 std::string_view older, const Run &run)
{
    const auto file = files::TreePath::parse(newer.where.path);
    if (!file || file->isRoot() || newer.where.line == 0)
        return std::nullopt;
    const auto newest = PLUMB_TRY(documentsAt(repository, commit, *file));
    const auto place = findVersion(newest, newer);
    if (!place)
        return std::nullopt;
    ValueHistory history(*place, textAt(newest, *place).value_or(""), older);
    auto log = PLUMB_TRY(git::Log::open(repository, {.from = {commit}, .path = *file}));
    for (std::size_t seen = 0; seen < maximumCommits;) {
        const git::LogPage page = PLUMB_TRY(log.next(run));
        for (const git::LogEntry &entry : page.entries) {
            PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching, .subject = file->text()}));
            const auto documents = documentsAt(repository, entry.commit.id, entry.path);
            if (!documents || !history.step(*documents))
                return std::nullopt;
            if (history.isFound())
                return history.changes();
            ++seen;
        }
        if (page.isLast)
            break;
    }
    return std::nullopt;
}

} // namespace plumb::history
