// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/schemainuse.h"

#include "core/yaml/json.h"

#include <algorithm>

namespace plumb::kustomize {

using yaml::Value;

namespace {

/// The object at the beginning of a text; what follows it does not count, as in kyaml.
std::string_view objectIn(std::string_view text)
{
    std::size_t depth = 0;
    bool isQuoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (isQuoted && text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && text[at] == '{')
            ++depth;
        else if (!isQuoted && text[at] == '}' && --depth == 0)
            return text.substr(0, at + 1);
    }
    return {};
}

bool isMappingOrAbsent(const Value *value)
{
    return !value || value->isNull() || value->isMapping();
}

/// Whether an object is of the form of a schema. Any object that has fields is one, but for those
/// fields that mean something and are of another type.
bool isSchema(const Value &object)
{
    const Value *const type = object.find("type");
    const bool hasType =
        !type || type->isNull() || type->isString()
        || (type->isSequence() && std::ranges::all_of(type->items(), &Value::isString));
    return object.isMapping() && object.size() > 0 && hasType
           && isMappingOrAbsent(object.find("items"))
           && isMappingOrAbsent(object.find("properties"));
}

} // namespace

SchemaNode SchemaInUse::commented(std::uint16_t number, const yaml::SourceTable &files)
{
    const auto [known, isNew] = m_comments.try_emplace(number);
    if (isNew) {
        const std::string comment = files.commentAt(number);
        Result<Value> object = yaml::parseJson(objectIn(comment), {});
        if (object && isSchema(*object))
            known->second = *std::move(object);
    }
    return known->second.isNull() ? SchemaNode() : get().described(known->second);
}

} // namespace plumb::kustomize
