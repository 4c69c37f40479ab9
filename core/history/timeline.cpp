// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/timeline.h"

#include <algorithm>
#include <cctype>

namespace plumb::history {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool isNumber(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

} // namespace

std::string mergeRequestOf(const git::Commit &commit)
{
    const std::string summary = commit.summary();
    const std::size_t open = summary.rfind("(#");
    if (open != summary.npos && summary.ends_with(')')) {
        const std::string number = summary.substr(open + 2, summary.size() - open - 3);
        if (isNumber(number))
            return '#' + number;
    }
    constexpr std::string_view github = "Merge pull request #";
    if (summary.starts_with(github)) {
        const std::string number =
            summary.substr(github.size(), summary.find(' ', github.size()) - github.size());
        if (isNumber(number))
            return '#' + number;
    }
    constexpr std::string_view gitlab = "See merge request ";
    const std::size_t line = commit.message.find(gitlab);
    if (line == commit.message.npos)
        return {};
    const std::size_t mark = commit.message.find('!', line);
    if (mark == commit.message.npos)
        return {};
    const std::size_t end =
        std::min(commit.message.find_first_not_of("0123456789", mark + 1), commit.message.size());
    return end > mark + 1 ? commit.message.substr(mark, end - mark) : std::string();
}

files::TreePath TimelineEntry::folder() const
{
    if (files.empty())
        return {};
    files::TreePath folder = files.front().path.parent();
    for (const git::ChangedFile &file : files) {
        while (!file.path.isWithin(folder))
            folder = folder.parent();
    }
    return folder;
}

Timeline::Timeline(std::shared_ptr<const reconcile::Snapshot> snapshot, TimelineFilter filter,
                   git::Repository repository, git::Log log)
    : m_snapshot(std::move(snapshot))
    , m_filter(std::move(filter))
    , m_repository(std::move(repository))
    , m_log(std::move(log))
    , m_environments(*m_snapshot)
{
    m_filter.author = lower(m_filter.author);
}

Result<Timeline> Timeline::open(std::shared_ptr<const reconcile::Snapshot> snapshot,
                                TimelineFilter filter)
{
    auto repository = PLUMB_TRY(git::Repository::open(snapshot->repository));
    if (!filter.environment.empty())
        PLUMB_TRY(unitsOf(*snapshot, filter.environment));
    git::LogQuery query{.path = snapshot->folder, .pageSize = filter.pageSize};
    if (!snapshot->commit.empty())
        query.from = {PLUMB_TRY(git::Oid::parse(snapshot->commit))};
    auto log = PLUMB_TRY(git::Log::open(repository, query));
    Timeline timeline(std::move(snapshot), std::move(filter), std::move(repository),
                      std::move(log));
    const TimelineFilter &wanted = timeline.m_filter;
    if (wanted.app.empty())
        return timeline;
    const reconcile::Snapshot &now = *timeline.m_snapshot;
    for (const AppObject &each : PLUMB_TRY(objectsOfApp(now, wanted.app, wanted.environment))) {
        for (const Line &line : linesOf(*each.object, *now.sources))
            timeline.m_appFiles.insert(line.first);
    }
    return timeline;
}

Result<TimelinePage> Timeline::next(const Run &run)
{
    git::LogPage log = PLUMB_TRY(m_log.next(run));
    TimelinePage page{.entries = {}, .isLast = log.isLast};
    for (git::LogEntry &each : log.entries) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching, .subject = each.commit.id.text()}));
        if (each.commit.parents.size() > 1)
            continue;
        auto entry = PLUMB_TRY(entryFor(std::move(each.commit)));
        if (entry)
            page.entries.push_back(*std::move(entry));
    }
    return page;
}

Result<std::optional<TimelineEntry>> Timeline::entryFor(git::Commit commit) const
{
    TimelineEntry entry{.commit = std::move(commit)};
    std::set<std::string> environments;
    for (git::ChangedFile &file : PLUMB_TRY(git::changedFiles(m_repository, entry.commit.id))) {
        const auto path = files::TreePath::parse(file.path.relativeTo(m_snapshot->folder));
        if (!path)
            continue;
        file.path = *path;
        for (std::string &name : m_environments.of(*path))
            environments.insert(std::move(name));
        entry.files.push_back(std::move(file));
    }
    for (const std::string &name : m_environments.all()) {
        if (environments.contains(name))
            entry.environments.push_back(name);
    }
    if (!isWanted(entry))
        return std::nullopt;
    entry.mergeRequest = mergeRequestOf(entry.commit);
    return entry;
}

bool Timeline::isWanted(const TimelineEntry &entry) const
{
    const git::Signature &author = entry.commit.author;
    if (!m_filter.author.empty() && !lower(author.name).contains(m_filter.author)
        && !lower(author.email).contains(m_filter.author))
        return false;
    if (!m_filter.app.empty()) {
        return std::ranges::any_of(entry.files, [this](const git::ChangedFile &file) {
            return m_appFiles.contains(file.path);
        });
    }
    return m_filter.environment.empty()
           || std::ranges::contains(entry.environments, m_filter.environment);
}

} // namespace plumb::history
