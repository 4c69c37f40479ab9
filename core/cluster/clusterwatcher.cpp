// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/clusterwatcher.h"

#include "core/cluster/fluxkinds.h"
#include "core/cluster/httpclusterreader.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace plumb::cluster {

namespace {

// Since then a server either streams lists or says that it does not.
constexpr int streamingMinor = 27;

// Kinds that are not there yet may be installed any moment.
constexpr std::chrono::seconds soonAgain(30);

int minorOf(const http::Response &version)
{
    const auto value = yaml::parseJson(version.body, "response");
    const std::string_view text = value ? value->textAt({"minor"}) : std::string_view();
    int minor = 0;
    std::from_chars(text.data(), text.data() + text.size(), minor);
    return minor;
}

} // namespace

ClusterWatcher::ClusterWatcher(std::shared_ptr<Connection> connection, Executor &executor,
                               WatcherOptions options)
    : m_connection(std::move(connection))
    , m_executor(executor)
    , m_options(std::move(options))
    , m_link(m_options.link)
    , m_kinds(m_options.reflectors)
    , m_requests(std::make_unique<http::Multiplexer>())
    , m_running(m_requests.get())
{
}

void ClusterWatcher::want(std::vector<WantedObject> wanted)
{
    const std::lock_guard lock(m_mutex);
    m_newWanted = std::move(wanted);
    m_running->wakeUp();
}

void ClusterWatcher::retryNow()
{
    const std::lock_guard lock(m_mutex);
    m_isRetryWanted = true;
    m_running->wakeUp();
}

void ClusterWatcher::run(const Publish &publish, const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const auto now = Clock::now();
        takeWishes(now);
        if (m_lost)
            disconnect(now);
        if (m_link.dueAt() <= now)
            probe(stop);
        if (m_link.isOpen()) {
            if (m_discoverAt <= now)
                discover(stop);
            noticeChanges(now);
            sendDue(stop);
        }
        publishDue(publish, now);
        m_requests->wait(nextEvent(now), stop);
    }
}

void ClusterWatcher::takeWishes(Clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    if (m_newWanted) {
        m_wanted = *std::exchange(m_newWanted, std::nullopt);
        m_isPlanOld = true;
    }
    if (std::exchange(m_isRetryWanted, false)) {
        m_link.suspect(now);
        for (const auto &kind : m_kinds.all())
            kind->reflector.hurry(now);
    }
}

void ClusterWatcher::probe(const std::stop_token &stop)
{
    m_link.begin();
    // It always goes out: whether anything else may, depends on it.
    static_cast<void>(m_connection->budget().tryTake(Clock::now()));
    auto prepared = m_connection->prepared({.path = "/version"}, stop);
    if (!prepared) {
        m_lost = std::move(prepared).error();
        return;
    }
    http::Request request = std::exchange(prepared->request, {});
    request.timeout = m_link.probeTimeout();
    const auto options = prepared->options;
    m_requests->start(
        std::move(request), options,
        [this, sent = *std::move(prepared)](const Answer &answer) { finishProbe(sent, answer); });
}

void ClusterWatcher::finishProbe(const Connection::Prepared &sent, const Answer &answer)
{
    const auto now = Clock::now();
    if (!answer) {
        m_lost = answer.error();
    } else if (answer->status == 401) {
        // A token may have expired, and a new one be there already.
        if (m_connection->refused(sent) && !std::exchange(m_hadCredentialRenewed, true))
            m_link.hurry(now);
        else
            m_lost = m_connection->refusal(*answer, sent.isAnonymous);
    } else if (answer->status >= 500) {
        m_lost = m_connection->refusal(*answer, sent.isAnonymous);
    } else {
        connect(*answer, now);
    }
}

// Any answer shows that the cluster is there, even that its version is nobody's business.
void ClusterWatcher::connect(const http::Response &version, Clock::time_point now)
{
    m_hadCredentialRenewed = false;
    if (!m_link.isOpen()) {
        m_kinds.setStreamsLists(minorOf(version) >= streamingMinor);
        m_discoverAt = now;
    }
    m_link.succeed(now);
}

void ClusterWatcher::disconnect(Clock::time_point now)
{
    m_link.fail(*std::exchange(m_lost, std::nullopt), now);
    m_hadCredentialRenewed = false;
    m_kinds.startOver(now);
    // With it go the connections, one of which may be dead without saying so.
    auto fresh = std::make_unique<http::Multiplexer>();
    const std::lock_guard lock(m_mutex);
    m_requests = std::move(fresh);
    m_running = m_requests.get();
}

void ClusterWatcher::discover(const std::stop_token &stop)
{
    HttpClusterReader reader(m_connection, m_executor);
    Result<ApiResources> found = reader.discover({.stop = stop});
    const auto now = Clock::now();
    m_discoverAt = now + (found ? m_options.discoverEvery : m_options.link.probeEvery);
    if (!found && !m_resources)
        m_lost = std::move(found).error();
    if (!found || (m_resources && m_resources->all() == found->all()))
        return;
    m_resources = std::make_shared<const ApiResources>(*std::move(found));
    m_isPlanOld = true;
    m_hasChanged = true;
}

void ClusterWatcher::noticeChanges(Clock::time_point now)
{
    for (const auto &kind : m_kinds.all()) {
        if (!kind->reflector.takeChanged())
            continue;
        m_hasChanged = true;
        const GroupVersionKind &gvk = kind->reflector.target().resource.gvk;
        m_isPlanOld = m_isPlanOld || isKustomization(gvk.group, gvk.kind);
    }
    if (std::set<GroupVersionKind> forbidden = m_kinds.forbidden(); forbidden != m_forbidden) {
        m_forbidden = std::move(forbidden);
        m_isPlanOld = true;
        m_hasChanged = true;
    }
    if (m_resources && std::exchange(m_isPlanOld, false))
        plan(now);
}

void ClusterWatcher::plan(Clock::time_point now)
{
    std::vector<WantedObject> wanted = m_wanted;
    std::ranges::move(m_kinds.inventories(), std::back_inserter(wanted));
    WatchPlan next = planWatches(*m_resources, wanted, m_forbidden);
    if (next.hasUnserved)
        m_discoverAt = std::min(m_discoverAt, now + soonAgain);
    for (const std::uint64_t request : m_kinds.follow(std::move(next)))
        m_requests->cancel(request);
    m_hasChanged = true;
}

void ClusterWatcher::sendDue(const std::stop_token &stop)
{
    for (const auto &kind : m_kinds.all()) {
        const auto now = Clock::now();
        if (kind->request || kind->reflector.dueAt() > now)
            continue;
        if (m_lost || !m_connection->budget().tryTake(now))
            return;
        send(*kind, stop);
    }
}

void ClusterWatcher::send(FollowedKind &kind, const std::stop_token &stop)
{
    const auto path = kind.reflector.begin();
    if (!path)
        return kind.reflector.finish(std::unexpected(path.error()), Clock::now());
    auto prepared = m_connection->prepared({.path = *path}, stop);
    if (!prepared) {
        m_lost = std::move(prepared).error();
        return;
    }
    http::Request request = std::exchange(prepared->request, {});
    if (kind.reflector.isStream()) {
        request.timeout = {};
        request.stallTimeout = m_options.stallTimeout;
        request.maximumSize = std::numeric_limits<std::uint64_t>::max();
        request.onBody = [&kind](std::string_view piece) { return kind.reflector.receive(piece); };
    }
    const auto options = prepared->options;
    kind.request = m_requests->start(std::move(request), options,
                                     [this, &kind, sent = *std::move(prepared)](
                                         const Answer &answer) { finish(kind, sent, answer); });
}

void ClusterWatcher::finish(FollowedKind &kind, const Connection::Prepared &sent,
                            const Answer &answer)
{
    const auto now = Clock::now();
    kind.request.reset();
    if (answer && answer->status == 401) {
        // Whether anybody is still let in, is found out for all of them at once.
        m_connection->refused(sent);
        m_link.suspect(now);
        kind.reflector.finish(
            std::unexpected(Error(ErrorCode::Unreachable, "the credential is not accepted")), now);
        return;
    }
    if (!answer && answer.error().code() == ErrorCode::Unreachable)
        m_link.suspect(now);
    kind.reflector.finish(answer, now);
    // A definition may have been deleted, and the kind with it.
    const auto &error = kind.reflector.error();
    if (error && error->code() == ErrorCode::NotFound)
        m_discoverAt = std::min(m_discoverAt, now + m_options.link.retry.first);
    m_hasChanged = m_hasChanged || error;
}

void ClusterWatcher::publishDue(const Publish &publish, Clock::time_point now)
{
    if (m_hasChanged && !m_publishAt)
        m_publishAt = m_publishedAt + m_options.batch;
    const bool isDue = m_publishAt && *m_publishAt <= now;
    if (!isDue && m_link.status() == m_publishedLink)
        return;
    if (m_hasChanged && m_resources && (m_live || m_kinds.isComplete()))
        m_live = std::make_shared<const LiveState>(m_kinds.state(m_resources));
    m_hasChanged = false;
    m_publishAt.reset();
    m_publishedAt = now;
    m_publishedLink = m_link.status();
    publish(std::make_shared<const ClusterView>(
        ClusterView{.live = m_live,
                    .link = m_publishedLink,
                    .kinds = m_kinds.all().size(),
                    .listed = m_kinds.listed(),
                    .requests = m_connection->budget().taken()}));
}

ClusterWatcher::Clock::time_point ClusterWatcher::nextEvent(Clock::time_point now) const
{
    auto next = m_link.dueAt();
    if (m_lost)
        next = now;
    if (m_publishAt)
        next = std::min(next, *m_publishAt);
    if (!m_link.isOpen())
        return next;
    next = std::min(next, m_discoverAt);
    const auto free = m_connection->budget().freeAt(now);
    for (const auto &kind : m_kinds.all()) {
        if (!kind->request)
            next = std::min(next, std::max(kind->reflector.dueAt(), free));
    }
    return next;
}

} // namespace plumb::cluster
