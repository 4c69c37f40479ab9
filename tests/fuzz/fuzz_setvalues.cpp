// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Assignments of --set and its relatives never crash, and give the same values each time.

#include "core/helm/setvalues.h"
#include "core/yaml/json.h"

#include <cstdint>
#include <cstdlib>

using namespace plumb;

namespace {

std::string applied(std::string_view text, helm::SetSyntax syntax)
{
    yaml::Value values = yaml::Value::mapping();
    values.set("list", yaml::Value::sequence({yaml::Value::boolean(true), yaml::Value()}));
    const auto done = helm::applySet(text, syntax, values, [](const std::string &path) {
        return Result<std::string>(path + "'s content");
    });
    return yaml::toJson(values) + (done ? "" : done.error().message());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0 || size > 4096)
        return 0;
    const auto syntax = static_cast<helm::SetSyntax>(data[0] % 5);
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    if (applied(text, syntax) != applied(text, syntax))
        std::abort();
    return 0;
}
