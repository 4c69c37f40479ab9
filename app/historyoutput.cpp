// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/historyoutput.h"

#include "app/jsonoutput.h"
#include "core/drift/render.h"

#include <chrono>
#include <cstdio>

namespace plumb::ctl {

using yaml::Value;

std::string dayOf(const git::Signature &signature)
{
    const std::chrono::sys_seconds when(
        std::chrono::seconds(signature.time + std::int64_t(signature.offsetMinutes) * 60));
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(when));
    char text[16] = {};
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(day.year()), unsigned(day.month()),
                  unsigned(day.day()));
    return text;
}

Value commitJson(const git::Commit &commit)
{
    return jsonObject({{"id", Value::string(commit.id.text())},
                       {"author", Value::string(commit.author.name)},
                       {"email", Value::string(commit.author.email)},
                       {"time", Value::integer(commit.author.time)},
                       {"subject", Value::string(commit.summary())}});
}

std::string commitLine(const git::Commit &commit)
{
    return commit.id.shortText() + ' ' + dayOf(commit.author) + ' ' + commit.author.name + ": "
           + commit.summary();
}

std::string changesText(const std::vector<reconcile::ClusterChanges> &clusters)
{
    std::string text;
    for (const reconcile::ClusterChanges &each : clusters)
        text += each.cluster + '\n' + drift::toText(each.changes);
    return text.empty() ? "no object changes\n" : text;
}

Value changesJson(const std::vector<reconcile::ClusterChanges> &clusters)
{
    Value list = Value::sequence();
    for (const reconcile::ClusterChanges &each : clusters) {
        list.append(jsonObject(
            {{"cluster", Value::string(each.cluster)}, {"changes", drift::toValue(each.changes)}}));
    }
    return list;
}

} // namespace plumb::ctl
