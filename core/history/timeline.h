// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/commit.h"
#include "core/git/log.h"
#include "core/git/mainline.h"
#include "core/history/places.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::history {

/// Which commits are of interest; all of them when nothing is said.
struct TimelineFilter
{
    std::string environment = {};
    std::string app = {};
    std::string author = {}; ///< A part of the name or address, whatever its case.
    std::size_t pageSize = 100;
};

/// A commit and what it touches.
struct TimelineEntry
{
    git::Commit commit;
    std::vector<git::ChangedFile> files = {};   ///< As the snapshot's folder has them.
    std::vector<std::string> environments = {}; ///< That read one of the files, in their order.
    std::string mergeRequest = {};              ///< "#123" or "!45", when the message names it.

    /// The folder that holds all of its files: "apps/staging".
    files::TreePath folder() const;
};

struct TimelinePage
{
    std::vector<TimelineEntry> entries;
    bool isLast = false;
};

/// The commits of a fleet, or of one environment or app of it, newest first, without merges: what
/// they bring in is listed by itself.
///
/// A file belongs to an environment, or app, as it is read now. Pages may be short, or empty,
/// without being the last.
class Timeline
{
public:
    /// NotFound when there is no such environment or app, or no commit.
    static Result<Timeline> open(std::shared_ptr<const reconcile::Snapshot> snapshot,
                                 TimelineFilter filter);

    Result<TimelinePage> next(const Run &run);

private:
    Timeline(std::shared_ptr<const reconcile::Snapshot> snapshot, TimelineFilter filter,
             git::Repository repository, git::Log log);

    Result<std::optional<TimelineEntry>> entryFor(git::Commit commit) const;
    bool isWanted(const TimelineEntry &entry) const;

    std::shared_ptr<const reconcile::Snapshot> m_snapshot;
    TimelineFilter m_filter;
    git::Repository m_repository;
    git::Log m_log;
    FileEnvironments m_environments;
    std::set<files::TreePath> m_appFiles;
};

/// "#123" at the end of a subject, or what "See merge request" names; else empty.
std::string mergeRequestOf(const git::Commit &commit);

} // namespace plumb::history
