// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/loopbackserver.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace plumb::test {

/// An API server for faults that no real one has on request: it serves ConfigMaps in the namespace
/// "shop" as a list and a watch, until a test lets something go wrong.
class ScriptedApi
{
public:
    /// Does something else than to answer a request; what is not read of it is lost.
    using Fault = std::function<void(LoopbackPeer &)>;

    /// @p minor is of the version that the server says it has.
    explicit ScriptedApi(int minor = 20);
    ~ScriptedApi();
    ScriptedApi(const ScriptedApi &) = delete;
    ScriptedApi &operator=(const ScriptedApi &) = delete;

    /// A kubeconfig for it.
    std::string kubeconfig() const;

    void set(const std::string &name, const std::string &value);
    void remove(const std::string &name);
    /// Changes an object without telling any watch, now or later.
    void setUntold(const std::string &name, const std::string &value);
    /// Puts a text into the streams of all watches.
    void say(const std::string &text);

    /// Ends all watches in the middle of an event.
    void cutWatches();
    /// Ends all watches as a server does whose time is over.
    void endWatches();
    /// From now on no watch may go on from what has been until now.
    void forgetHistory();
    /// While it is down every connection is closed at once.
    void setDown(bool isDown);
    /// The first @p times requests with @p part in their path meet the fault.
    void inject(const std::string &part, int times, Fault fault);

    /// How many requests with @p part in their path there have been.
    int asked(const std::string &part) const;
    /// How many watches are running.
    int watches() const;

private:
    struct Change
    {
        int version = 0;
        std::string text = {};
    };
    struct Injection
    {
        std::string part;
        int times = 0;
        Fault fault = {};
    };

    void serve(LoopbackPeer &peer);
    bool meetsFault(LoopbackPeer &peer, const std::string &path);
    void list(LoopbackPeer &peer) const;
    void watch(LoopbackPeer &peer, const std::string &path);
    std::string beginWatch(const std::string &path, std::size_t &next) const;
    void endWatches(bool isCut);
    std::string objectText(const std::string &name) const;
    void tell(const std::string &type, const std::string &object);

    const int m_minor;
    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    int m_version = 100;
    int m_oldest = 100;
    std::map<std::string, std::pair<int, std::string>> m_objects;
    std::vector<Change> m_changes;
    std::vector<Injection> m_injections;
    std::vector<std::string> m_asked;
    int m_watches = 0;
    int m_generation = 0; ///< Watches of an earlier one are over.
    bool m_isCut = false;
    bool m_isDown = false;

    LoopbackServer m_server; // goes first
};

} // namespace plumb::test
