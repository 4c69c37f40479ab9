// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/patching.h"

#include "core/kustomize/bonds.h"
#include "core/kustomize/strategicmerge.h"
#include "core/yaml/scalar.h"

#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace plumb::kustomize {

using yaml::Value;

namespace {

/// Gives entries of metadata what kustomize's setters give them: string values, in place so that
/// where they were written stays known.
void makeTexts(Resource &resource, std::string_view field)
{
    const Value *present = resource.fields().find({"metadata", field});
    if (!present)
        return;
    if (!present->isMapping() || present->size() == 0) {
        resource.mutableFields().findMutable("metadata")->remove(field);
        return;
    }
    Value &entries = *resource.mutableFields().findMutable("metadata")->findMutable(field);
    for (std::size_t position = 0; position < entries.size(); ++position) {
        const Value &old = entries.entries()[position].value;
        if (old.isString() && old.bond() == 0)
            continue;
        const std::string text(old.text());
        Value value = Value::string(text);
        value.setOrigin(old.origin(), old.column());
        entries.mutableValue(position) = std::move(value);
    }
}

/// A number the way Go prints one that has been through JSON: "%g" with as few digits as tell it.
std::string goFloat(double value)
{
    constexpr int largestFixedExponent = 5;
    constexpr int smallestFixedExponent = -4;
    char digits[64];
    const auto scientific =
        std::to_chars(digits, std::end(digits), value, std::chars_format::scientific);
    std::string text(digits, scientific.ptr);
    const std::size_t mark = text.find('e');
    if (mark == std::string::npos)
        return text;
    const int exponent = std::stoi(text.substr(mark + 1));
    if (exponent > largestFixedExponent || exponent < smallestFixedExponent)
        return text;
    const auto fixed = std::to_chars(digits, std::end(digits), value, std::chars_format::fixed);
    return std::string(digits, fixed.ptr);
}

/// What a value looks like after it has been written as JSON and read back as YAML.
void reprint(Value &node)
{
    if (node.isMapping()) {
        for (std::size_t position = 0; position < node.size(); ++position)
            reprint(node.mutableValue(position));
    } else if (node.isSequence()) {
        for (Value &item : node.mutableItems())
            reprint(item);
    } else if (node.isNull() && node.text() != "null") {
        const yaml::Origin origin = node.origin();
        node = Value::scalar(yaml::Kind::Null, "null");
        node.setOrigin(origin);
    } else if (node.isString()) {
        const bool isWord =
            yaml::resolvePlain(node.text(), yaml::Dialect::Kustomize) == yaml::Kind::String;
        node.setStyle(isWord ? yaml::Style::Plain : yaml::Style::DoubleQuoted);
    } else if (node.kind() == yaml::Kind::Integer || node.kind() == yaml::Kind::Float) {
        const Value number = Value::scalar(node.kind(), node.text());
        const std::optional<double> real = number.asDouble();
        const std::string text =
            real && std::isfinite(*real) ? goFloat(*real) : std::string(node.text());
        if (text == node.text() && node.style() == yaml::Style::Plain)
            return;
        Value reprinted = Value::scalar(yaml::resolvePlain(text, yaml::Dialect::Kustomize), text);
        reprinted.setOrigin(node.origin());
        node = std::move(reprinted);
    }
}

Result<> checkIdentity(const Value &fields)
{
    const std::string_view kind = fields.textAt({"kind"});
    if (kind.empty())
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "the patch leaves an object without a kind"));
    if (fields.textAt({"metadata", "name"}).empty() && !kind.ends_with("List"))
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "the patch leaves an object without a metadata.name"));
    return {};
}

} // namespace

void makeAnnotationsTexts(Resource &resource)
{
    makeTexts(resource, "annotations");
}

Result<> applyMergePatch(Resource &resource, const Resource &patch, const BuildContext &context)
{
    const std::string name = resource.name();
    const std::string namespaceName = resource.namespaceName();
    const GroupVersionKind gvk = resource.gvk();
    if (patch.allowsNameChange || patch.allowsKindChange)
        resource.storePreviousId();
    Value &fields = resource.mutableFields();
    if (PLUMB_TRY(StrategicMerge(context).apply(fields, patch.fields())) == Remains::Nothing) {
        fields = Value();
        return {};
    }
    if (resource.isEmpty())
        return {};
    const std::string kind = patch.allowsKindChange ? resource.kind() : gvk.kind;
    if (resource.gvk() != GroupVersionKind{gvk.group, gvk.version, kind})
        resource.setGvk({gvk.group, gvk.version, kind});
    if (!patch.allowsNameChange && resource.name() != name)
        resource.setName(name);
    if (resource.namespaceName() != namespaceName || namespaceName.empty())
        resource.setNamespace(namespaceName);
    return {};
}

Resource preparedPatch(const Resource &patch)
{
    Resource prepared = patch;
    makeTexts(prepared, "labels");
    makeTexts(prepared, "annotations");
    prepared.setName(patch.name());
    if (patch.namespaceName().empty())
        prepared.setNamespace({});
    return prepared;
}

Result<> applyJsonPatch(Resource &resource, const yaml::JsonPatch &patch,
                        const BuildContext &context)
{
    const bool hasState = resource.hasBuildState();
    Value &fields = resource.mutableFields();
    if (hasState) {
        // kustomize keeps its notes in annotations, so that a patch always finds these.
        Value &metadata = fields.ensureMapping("metadata");
        if (metadata.isMapping())
            metadata.ensureMapping("annotations");
    }
    dissolveBonds(fields);
    PLUMB_TRY(patch.apply(fields, context.sources));
    if (!fields.isMapping())
        return std::unexpected(Error(ErrorCode::InvalidInput, "the patch leaves no object"));
    PLUMB_TRY(checkIdentity(fields));
    reprint(fields);
    makeTexts(resource, "annotations");
    return {};
}

} // namespace plumb::kustomize
