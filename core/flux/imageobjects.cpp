// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/imageobjects.h"

#include <array>

namespace plumb::flux {

std::optional<std::int64_t> ImageRepository::tagCount() const
{
    const yaml::Value *count = find({"status", "lastScanResult", "tagCount"});
    return count ? count->asInteger() : std::nullopt;
}

std::string ImagePolicy::rule() const
{
    struct Rule
    {
        std::string_view name;
        std::string_view field;
        std::string_view ifAbsent;
    };
    static constexpr std::array<Rule, 3> rules{
        {{"semver", "range", {}}, {"alphabetical", "order", "asc"}, {"numerical", "order", "asc"}}};
    for (const Rule &each : rules) {
        if (find({"spec", "policy", each.name}))
            return std::string(each.name) + ' '
                   + std::string(textOr({"spec", "policy", each.name, each.field}, each.ifAbsent));
    }
    return {};
}

std::string ImagePolicy::latestImage() const
{
    std::string image(text({"status", "latestRef", "name"}));
    if (image.empty())
        return std::string(text({"status", "latestImage"}));
    const std::string_view tag = text({"status", "latestRef", "tag"});
    if (!tag.empty())
        image += ':' + std::string(tag);
    const std::string_view digest = text({"status", "latestRef", "digest"});
    if (!digest.empty())
        image += '@' + std::string(digest);
    return image;
}

} // namespace plumb::flux
