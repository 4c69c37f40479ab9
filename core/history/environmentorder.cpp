// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/environmentorder.h"

#include "core/fleet/environmentname.h"
#include "core/fleet/workspace.h"
#include "core/git/mainline.h"
#include "core/git/repository.h"
#include "core/history/versionplace.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace plumb::history {

namespace {

constexpr std::size_t maximumCommits = 1000;

/// Where the version of one app in one environment is written.
struct Watched
{
    std::size_t app = 0;
    std::size_t environment = 0;
    VersionPlace place;
};

/// When a value first came to an environment: commits back from the newest.
using Arrivals = std::map<std::string, std::size_t>;

// Whether what the two are called decides which comes first.
bool namesDecide(const std::string &a, const std::string &b)
{
    const auto x = fleet::environmentRank(a);
    const auto y = fleet::environmentRank(b);
    return x && y && *x != *y;
}

/// Counts for pairs of environments how often the one got a version before the other.
class Votes
{
public:
    explicit Votes(std::size_t environments)
        : m_size(environments)
        , m_earlier(environments * environments)
    {
    }

    void add(const std::vector<Arrivals> &arrivals)
    {
        for (std::size_t a = 0; a < m_size; ++a) {
            for (std::size_t b = 0; b < m_size; ++b) {
                for (const auto &[version, age] : arrivals[a]) {
                    const auto other = arrivals[b].find(version);
                    if (other != arrivals[b].end() && age > other->second)
                        ++m_earlier[a * m_size + b];
                }
            }
        }
    }

    std::size_t earlier(std::size_t a, std::size_t b) const { return m_earlier[a * m_size + b]; }

private:
    std::size_t m_size;
    std::vector<std::size_t> m_earlier;
};

std::map<files::TreePath, std::vector<Watched>> watchedFiles(const reconcile::Snapshot &snapshot)
{
    std::map<files::TreePath, std::vector<Watched>> watched;
    std::map<files::TreePath, std::vector<yaml::Value>> parsed;
    const fleet::Fleet &fleet = *snapshot.fleet;
    for (std::size_t app = 0; app < fleet.apps.size(); ++app) {
        const auto &cells = fleet.apps[app].cells;
        for (std::size_t environment = 0; environment < cells.size(); ++environment) {
            if (cells[environment].empty())
                continue;
            const fleet::Version &version = cells[environment].instances.front().version;
            const auto file = files::TreePath::parse(version.where.path);
            if (!file || file->isRoot() || version.where.line == 0)
                continue;
            auto [known, isNew] = parsed.try_emplace(*file);
            if (isNew) {
                const auto text = snapshot.tree->read(*file);
                if (auto documents = text ? yaml::parseAll(**text, file->text())
                                          : Result<std::vector<yaml::Value>>())
                    known->second = *std::move(documents);
            }
            if (const auto place = findVersion(known->second, version)) {
                watched[snapshot.folder.resolveClamped(file->text())].push_back(
                    {.app = app, .environment = environment, .place = *place});
            }
        }
    }
    return watched;
}

Result<Votes> countVotes(const reconcile::Snapshot &snapshot, const Run &run)
{
    const std::size_t environments = snapshot.fleet->environments.size();
    Votes votes(environments);
    const auto watched = watchedFiles(snapshot);
    const auto repository = PLUMB_TRY(git::Repository::open(snapshot.repository));
    git::Mainline mainline(repository, PLUMB_TRY(git::Oid::parse(snapshot.commit)));
    std::map<std::size_t, std::vector<Arrivals>> arrivals; // by app
    for (std::size_t age = 0; age < maximumCommits; ++age) {
        const auto step = PLUMB_TRY(mainline.next(run));
        if (!step)
            break;
        for (const git::ChangedFile &file : step->files) {
            const auto found = watched.find(file.path);
            // What a file began with was copied, and says nothing about the way of its values.
            if (found == watched.end() || file.before.isNull() || file.after.isNull())
                continue;
            const std::string text = PLUMB_TRY(git::blobText(repository, file.after));
            const auto documents = yaml::parseAll(text, file.path.text());
            for (const Watched &each : documents ? found->second : std::vector<Watched>()) {
                const auto version = textAt(*documents, each.place);
                auto &ofApp = arrivals[each.app];
                ofApp.resize(environments);
                if (version)
                    ofApp[each.environment][*version] = age; // older ones come later here
            }
        }
    }
    for (const auto &[app, each] : arrivals)
        votes.add(each);
    return votes;
}

} // namespace

Result<std::vector<OrderedEnvironment>> environmentOrder(const reconcile::Snapshot &snapshot,
                                                         const Run &run)
{
    const auto &environments = snapshot.fleet->environments;
    fleet::Workspace workspace;
    if (auto read = fleet::Workspace::read(*snapshot.tree))
        workspace = *std::move(read);
    const auto isListed = [&](std::size_t position) {
        return std::ranges::contains(workspace.environments, environments[position].name,
                                     &fleet::Workspace::Environment::name);
    };
    Votes votes(environments.size());
    if (!snapshot.commit.empty())
        votes = PLUMB_TRY(countVotes(snapshot, run));

    // Neighbours change places until no name and no majority asks for it.
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < environments.size(); ++i)
        order.push_back(i);
    for (std::size_t round = 0; round < order.size(); ++round) {
        for (std::size_t i = 0; i + 1 < order.size(); ++i) {
            const std::size_t a = order[i];
            const std::size_t b = order[i + 1];
            const bool isOpen = !isListed(a) && !isListed(b)
                                && !namesDecide(environments[a].name, environments[b].name);
            if (isOpen && votes.earlier(b, a) > votes.earlier(a, b))
                std::swap(order[i], order[i + 1]);
        }
    }

    std::vector<OrderedEnvironment> result;
    for (const std::size_t position : order) {
        OrderedEnvironment each{.name = environments[position].name,
                                .clusters = environments[position].clusters};
        for (std::size_t other = 0; other < environments.size(); ++other) {
            if (namesDecide(each.name, environments[other].name))
                continue;
            each.before += votes.earlier(position, other);
            each.after += votes.earlier(other, position);
        }
        if (isListed(position))
            each.reason = OrderReason::Workspace;
        else if (each.before + each.after > 0)
            each.reason = OrderReason::History;
        else if (fleet::environmentRank(each.name))
            each.reason = OrderReason::Name;
        result.push_back(std::move(each));
    }
    return result;
}

std::string_view toString(OrderReason reason)
{
    switch (reason) {
    case OrderReason::Workspace: return "workspace";
    case OrderReason::Name: return "name";
    case OrderReason::History: return "history";
    case OrderReason::Unknown: return "unknown";
    }
    return "";
}

} // namespace plumb::history
