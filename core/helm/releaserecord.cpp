// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/releaserecord.h"

#include "core/crypto/archive.h"
#include "core/yaml/base64.h"
#include "core/yaml/json.h"

namespace plumb::helm {

namespace {

using yaml::Value;

// The API server keeps a Secret below one megabyte; what it unpacks to is bounded here.
constexpr std::size_t maximumRecord = std::size_t(128) << 20;

std::unexpected<Error> broken(const std::string &text)
{
    return std::unexpected(
        Error(ErrorCode::InvalidInput, "the release record cannot be read: " + text));
}

int numberAt(const Value &value, std::string_view key)
{
    const Value *const found = value.find(key);
    return found ? static_cast<int>(found->asInteger().value_or(0)) : 0;
}

Value mappingAt(const Value &value, std::initializer_list<std::string_view> path)
{
    const Value *const found = value.find(path);
    return found && found->isMapping() ? *found : Value::mapping();
}

std::vector<std::string> textsAt(const Value &value, std::string_view key)
{
    std::vector<std::string> texts;
    if (const Value *const found = value.find(key)) {
        for (const Value &item : found->items())
            texts.emplace_back(item.text());
    }
    return texts;
}

Hook readHook(const Value &value)
{
    return {.manifest = {.path = std::string(value.textAt({"path"})),
                         .text = std::string(value.textAt({"manifest"})),
                         .kind = std::string(value.textAt({"kind"})),
                         .name = std::string(value.textAt({"name"}))},
            .events = textsAt(value, "events"),
            .weight = numberAt(value, "weight"),
            .deletePolicies = textsAt(value, "delete_policies"),
            .outputLogPolicies = textsAt(value, "output_log_policies")};
}

ReleaseRecord fromJson(const Value &value)
{
    const auto text = [&](std::initializer_list<std::string_view> path) {
        return std::string(value.textAt(path));
    };
    ReleaseRecord record{.name = text({"name"}),
                         .namespaceName = text({"namespace"}),
                         .revision = numberAt(value, "version"),
                         .status = text({"info", "status"}),
                         .description = text({"info", "description"}),
                         .firstDeployed = text({"info", "first_deployed"}),
                         .lastDeployed = text({"info", "last_deployed"}),
                         .deleted = text({"info", "deleted"}),
                         .notes = text({"info", "notes"}),
                         .chartName = text({"chart", "metadata", "name"}),
                         .chartVersion = text({"chart", "metadata", "version"}),
                         .appVersion = text({"chart", "metadata", "appVersion"}),
                         .chartValues = mappingAt(value, {"chart", "values"}),
                         .config = mappingAt(value, {"config"}),
                         .manifest = text({"manifest"}),
                         .hooks = {},
                         .applyMethod = text({"apply_method"})};
    if (const Value *const hooks = value.find("hooks")) {
        for (const Value &hook : hooks->items())
            record.hooks.push_back(readHook(hook));
    }
    return record;
}

} // namespace

bool isReleaseStorage(const Value &object)
{
    const std::string_view kind = object.textAt({"kind"});
    if (kind == "Secret" && object.textAt({"type"}) == "helm.sh/release.v1")
        return true;
    return kind == "ConfigMap" && object.textAt({"metadata", "labels", "owner"}) == "helm";
}

Result<ReleaseRecord> decodeRelease(std::string_view encoded)
{
    auto bytes = yaml::decodeBase64(encoded);
    if (!bytes)
        return broken("it is no base64");
    if (crypto::isGzip(*bytes)) {
        auto unpacked = crypto::gunzip(*bytes, maximumRecord);
        if (!unpacked)
            return broken(unpacked.error().message());
        bytes = *std::move(unpacked);
    }
    const auto json = yaml::parseJson(*bytes, "release");
    if (!json)
        return broken(json.error().message());
    if (!json->isMapping())
        return broken("it is no JSON object");
    return fromJson(*json);
}

Result<ReleaseRecord> readRelease(const Value &object)
{
    if (!isReleaseStorage(object)) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "the object is no release record of helm"));
    }
    const std::string_view text = object.textAt({"data", "release"});
    if (text.empty())
        return broken("there is no data");
    if (object.textAt({"kind"}) == "ConfigMap")
        return decodeRelease(text);
    const auto inner = yaml::decodeBase64(text);
    if (!inner)
        return broken("it is no base64");
    return decodeRelease(*inner);
}

} // namespace plumb::helm
