// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/topics.h"
#include "core/gotemplate/library/versionvalue.h"
#include "core/semver/constraints.h"

namespace plumb::gotemplate {

namespace {

Result<Value> parsedVersion(Call &call)
{
    const Result<semver::Version> version = semver::Version::parse(call.text(0));
    if (!version)
        return failure(version.error().message());
    return versionValue(*version);
}

Result<Value> semverCompare(Call &call)
{
    const Result<semver::Constraints> constraints = semver::Constraints::parse(call.text(0));
    if (!constraints)
        return failure(constraints.error().message());
    const Result<semver::Version> version = semver::Version::parse(call.text(1));
    if (!version)
        return failure(version.error().message());
    return Value::boolean(constraints->contains(*version));
}

} // namespace

std::span<const Function> versionFunctions()
{
    static constexpr Function functions[] = {
        {"semver", parsedVersion, {&types::string}},
        {"semverCompare", semverCompare, {&types::string, &types::string}},
    };
    return functions;
}

} // namespace plumb::gotemplate
