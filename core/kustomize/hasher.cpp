// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/hasher.h"

#include "core/crypto/sha256.h"
#include "core/yaml/json.h"
#include "core/yaml/kustomizetext.h"

#include <algorithm>

namespace plumb::kustomize {

namespace {

// What the hash sees of a field: "" when it is absent, a scalar's text, a mapping as it is, and
// null for a sequence.
yaml::Value hashed(const yaml::Value &fields, std::string_view key)
{
    const yaml::Value *const value = fields.find(key);
    if (!value)
        return yaml::Value::string("");
    if (value->isScalar())
        return yaml::Value::string(value->sharedText());
    if (!value->isMapping())
        return {};
    yaml::Value map = *value;
    for (std::size_t i = 0; i < map.size(); ++i) {
        // The data is printed and read again before it is hashed.
        const yaml::Value &entry = map.entries()[i].value;
        if (entry.isString() && yaml::isChangedByJson(entry.text()))
            map.mutableValue(i) = yaml::Value::string(yaml::afterJson(entry.text()));
    }
    return map;
}

void addIfCollection(yaml::Value &summary, const yaml::Value &fields, std::string_view key)
{
    const yaml::Value *const value = fields.find(key);
    if (value && !value->isScalar())
        summary.set(key, hashed(fields, key));
}

// Hexadecimal digits that could spell words give way to others.
char disguised(char digit)
{
    switch (digit) {
    case '0': return 'g';
    case '1': return 'h';
    case '3': return 'k';
    case 'a': return 'm';
    case 'e': return 't';
    default: return digit;
    }
}

} // namespace

Result<std::string> contentHash(const yaml::Value &fields)
{
    const std::string_view kind = fields.textAt({"kind"});
    yaml::Value summary = yaml::Value::mapping();
    summary.set("kind", yaml::Value::string(kind));
    // kustomize means to hash the name too, but looks for it in a field called "metadata/name".
    summary.set("name", hashed(fields, "metadata/name"));
    summary.set("data", hashed(fields, "data"));
    if (kind == "ConfigMap") {
        addIfCollection(summary, fields, "binaryData");
    } else if (kind == "Secret") {
        summary.set("type", hashed(fields, "type"));
        addIfCollection(summary, fields, "stringData");
    } else {
        return std::unexpected(
            Error(ErrorCode::Unsupported,
                  "a hash suffix is made for ConfigMaps and Secrets only, not for "
                  "a " + std::string(kind)));
    }
    std::string hash = crypto::sha256Hex(yaml::toJson(summary)).substr(0, 10);
    std::ranges::transform(hash, hash.begin(), disguised);
    return hash;
}

Result<> addHashSuffixes(ResourceMap &resources, const BuildContext &context)
{
    for (std::size_t i = 0; i < resources.size(); ++i) {
        if (!resources.at(i).needsHashSuffix)
            continue;
        Resource &resource = resources.change(i);
        auto hash = contentHash(resource.fields());
        if (!hash)
            return std::unexpected(context.at(resource.fields(), std::move(hash).error()));
        resource.storePreviousId();
        resource.setName(resource.name() + '-' + *hash);
    }
    return {};
}

} // namespace plumb::kustomize
