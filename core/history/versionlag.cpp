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

/// What a file was, newest first, read as far as it was asked for.
class VersionLag::FileStates
{
public:
    FileStates(const git::Repository &repository, git::Log log)
        : m_repository(repository)
        , m_log(std::move(log))
    {
    }

    /// Null behind the first state, and behind one that is no YAML.
    Result<const std::vector<yaml::Value> *> at(std::size_t index, const Run &run)
    {
        while (index >= m_states.size() && !m_isComplete)
            PLUMB_TRY(readMore(run));
        return index < m_states.size() ? &m_states[index] : nullptr;
    }

private:
    Result<> readMore(const Run &run)
    {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching}));
        if (m_next == m_page.entries.size()) {
            m_isComplete = m_page.isLast || m_states.size() >= maximumCommits;
            if (m_isComplete)
                return {};
            m_page = PLUMB_TRY(m_log.next(run));
            m_next = 0;
            return {};
        }
        const git::LogEntry &entry = m_page.entries[m_next++];
        const auto tree = PLUMB_TRY(m_repository.treeAt(entry.commit.id));
        const auto text = tree->read(entry.path);
        auto documents = text ? yaml::parseAll(**text, entry.path.text())
                              : Result<std::vector<yaml::Value>>(std::unexpected(text.error()));
        m_isComplete = !documents;
        if (documents)
            m_states.push_back(*std::move(documents));
        return {};
    }

    const git::Repository &m_repository;
    git::Log m_log;
    git::LogPage m_page;
    std::size_t m_next = 0;
    std::vector<std::vector<yaml::Value>> m_states;
    bool m_isComplete = false;
};

VersionLag::VersionLag(git::Repository repository, const git::Oid &commit)
    : m_repository(std::move(repository))
    , m_commit(commit)
{
}

VersionLag::~VersionLag() = default;

Result<VersionLag::FileStates *> VersionLag::statesOf(const files::TreePath &file)
{
    auto &states = m_files[file];
    if (!states) {
        auto log = PLUMB_TRY(git::Log::open(m_repository, {.from = {m_commit}, .path = file}));
        states = std::make_unique<FileStates>(m_repository, std::move(log));
    }
    return states.get();
}

Result<std::optional<std::size_t>> VersionLag::since(const fleet::Version &newer,
                                                     std::string_view older, const Run &run)
{
    const auto file = files::TreePath::parse(newer.where.path);
    if (!file || file->isRoot() || newer.where.line == 0)
        return std::nullopt;
    FileStates &states = *PLUMB_TRY(statesOf(*file));
    // The newest state is what the commit says.
    const std::vector<yaml::Value> *documents = PLUMB_TRY(states.at(0, run));
    const auto place = documents ? findVersion(*documents, newer) : std::nullopt;
    if (!place)
        return std::nullopt;
    ValueHistory history(*place, textAt(*documents, *place).value_or(""), older);
    for (std::size_t i = 0; documents; documents = PLUMB_TRY(states.at(++i, run))) {
        if (!history.step(*documents))
            return std::nullopt;
        if (history.isFound())
            return history.changes();
    }
    return std::nullopt;
}

} // namespace plumb::history
