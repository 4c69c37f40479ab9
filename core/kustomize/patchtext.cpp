// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/patchtext.h"

#include "core/kustomize/resourcereader.h"
#include "core/yaml/json.h"
#include "core/yaml/number.h"
#include "core/yaml/parser.h"
#include "core/yaml/scalar.h"

#include <algorithm>

namespace plumb::kustomize {

using yaml::Value;

namespace {

void shiftLines(Value &node, std::uint32_t lines)
{
    if (node.origin().line != 0)
        node.setOrigin({node.origin().source, node.origin().line + lines}, 0);
    if (node.isMapping()) {
        for (std::size_t position = 0; position < node.size(); ++position)
            shiftLines(node.mutableValue(position), lines);
    } else if (node.isSequence()) {
        for (Value &item : node.mutableItems())
            shiftLines(item, lines);
    }
}

/// The key as sigs.k8s.io/yaml spells it on the way from YAML to JSON.
yaml::Text jsonKey(const yaml::Entry &entry)
{
    if (entry.keyKind == yaml::Kind::Bool)
        return yaml::isTrue(entry.key) ? "true" : "false";
    if (entry.keyKind == yaml::Kind::Integer || entry.keyKind == yaml::Kind::Float)
        return yaml::yamlNumber(entry.key);
    return entry.key;
}

bool hasOddKeys(const Value &node)
{
    if (node.isSequence())
        return std::ranges::any_of(node.items(), hasOddKeys);
    return std::ranges::any_of(node.entries(), [](const yaml::Entry &entry) {
        return entry.keyKind != yaml::Kind::String || hasOddKeys(entry.value);
    });
}

/// Makes all keys strings, as they are in JSON.
void makeKeysText(Value &node)
{
    if (!hasOddKeys(node))
        return;
    if (node.isSequence()) {
        for (Value &item : node.mutableItems())
            makeKeysText(item);
        return;
    }
    Value copy = Value::mapping();
    for (const yaml::Entry &entry : node.entries()) {
        Value value = entry.value;
        makeKeysText(value);
        copy.set(jsonKey(entry), std::move(value));
    }
    copy.setOrigin(node.origin(), node.column());
    node = std::move(copy);
}

/// The error at its line of the whole file.
Error shifted(Error error, std::uint32_t lines)
{
    if (lines == 0 || !error.where())
        return error;
    SourcePosition where = *error.where();
    where.line += static_cast<int>(lines);
    where.column = 0;
    return Error(error.code(), error.message(), where);
}

} // namespace

Result<PatchText> PatchText::load(const Value &path, const Loader &loader)
{
    const files::Bytes bytes = PLUMB_TRY(loader.load(path.text()));
    return PatchText{.text = *bytes, .path = loader.display(path.text())};
}

PatchText PatchText::inlined(const Value &text, const BuildContext &context)
{
    PatchText patch{.text = std::string(text.text()), .path = context.files.pathOf(text.origin())};
    const bool isBlock =
        text.style() == yaml::Style::Literal || text.style() == yaml::Style::Folded;
    patch.firstLine = text.origin().line - (isBlock || text.origin().line == 0 ? 0 : 1);
    return patch;
}

Result<std::vector<Resource>> PatchText::asResources(const BuildContext &context) const
{
    Result<std::vector<Resource>> resources = readResources(text, path, context);
    if (!resources)
        return std::unexpected(shifted(std::move(resources).error(), firstLine));
    if (firstLine != 0) {
        for (Resource &resource : *resources)
            shiftLines(resource.mutableFields(), firstLine);
    }
    return resources;
}

Result<std::optional<yaml::JsonPatch>> PatchText::asJsonPatch(const BuildContext &context) const
{
    if (text.empty())
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "the patch is empty", SourcePosition{path}));
    const yaml::ParseOptions options{.dialect = yaml::Dialect::Kubernetes,
                                     .source = context.files.add(path),
                                     .duplicateKeys = yaml::DuplicateKeys::KeepLast};
    Value document;
    if (text.front() == '[') {
        Result<Value> json = yaml::parseJson(text, path, options);
        if (!json)
            return std::unexpected(shifted(std::move(json).error(), firstLine));
        document = *std::move(json);
    } else {
        Result<std::vector<Value>> documents = yaml::parseAll(text, path, options);
        if (!documents)
            return std::unexpected(shifted(std::move(documents).error(), firstLine));
        if (!documents->empty())
            document = std::move(documents->front());
        makeKeysText(document);
    }
    if (document.isNull())
        return std::optional<yaml::JsonPatch>();
    if (firstLine != 0)
        shiftLines(document, firstLine);
    return std::optional(PLUMB_TRY(yaml::JsonPatch::from(document, path)));
}

} // namespace plumb::kustomize
