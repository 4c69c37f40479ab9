// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/serverdryrun.h"

#include <map>
#include <mutex>
#include <optional>
#include <tuple>

namespace plumb::ssa {

namespace {

/// Remembers what the user may not do, so that a read-only user costs one request a kind.
class Refusals
{
public:
    std::optional<Error> known(const ResourceId &id)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_errors.find({id.group, id.kind, id.namespaceName});
        return found == m_errors.end() ? std::nullopt : std::optional(found->second);
    }

    void add(const ResourceId &id, const Error &error)
    {
        const std::lock_guard lock(m_mutex);
        m_errors.try_emplace({id.group, id.kind, id.namespaceName}, error);
    }

private:
    std::mutex m_mutex;
    std::map<std::tuple<std::string, std::string, std::string>, Error> m_errors;
};

Result<Object> ask(cluster::ClusterWriter &writer, const cluster::ApiResources &resources,
                   const ToApply &wanted, const Run &run)
{
    const Object &object = wanted.object;
    const cluster::ApiResource *resource = resources.find(object.gvk());
    if (!resource) {
        return std::unexpected(Error(
            ErrorCode::NotFound, "the cluster does not have the kind '" + std::string(object.kind())
                                     + "' of '" + object.gvk().apiVersion() + "'"));
    }
    const auto request = PLUMB_TRY(cluster::applyRequest(
        *resource, object,
        {.fieldManager = wanted.fieldManager, .dryRun = cluster::DryRun::All, .isForced = true}));
    return Object::from(PLUMB_TRY(writer.send(request, run)).content);
}

} // namespace

std::vector<Result<Object>> dryRunOnServer(cluster::ClusterWriter &writer,
                                           const cluster::ApiResources &resources,
                                           std::span<const ToApply> objects, Executor &executor,
                                           const Run &run)
{
    std::vector<Result<Object>> answers(objects.size(), Object());
    Refusals refusals;
    executor.forEach(objects.size(), [&](std::size_t i) {
        const ResourceId &id = objects[i].object.id();
        if (auto refusal = refusals.known(id)) {
            answers[i] = std::unexpected(*std::move(refusal));
            return;
        }
        answers[i] = ask(writer, resources, objects[i], run);
        if (!answers[i] && answers[i].error().code() == ErrorCode::Unauthorized)
            refusals.add(id, answers[i].error());
    });
    return answers;
}

} // namespace plumb::ssa
