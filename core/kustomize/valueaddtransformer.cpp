// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/valueaddtransformer.h"

#include "core/kustomize/bonds.h"
#include "core/kustomize/configshapes.h"
#include "core/kustomize/fieldspec.h"
#include "core/kustomize/inresource.h"
#include "core/kustomize/namespacetransformer.h"
#include "core/kustomize/nodepath.h"
#include "core/kustomize/scalarfield.h"
#include "core/yaml/parser.h"

#include <algorithm>

namespace plumb::kustomize {

using yaml::Value;

namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

Value trimmed(const Value &value)
{
    std::string text(value.text());
    const std::size_t first = text.find_first_not_of(blanks);
    text = first == std::string::npos
               ? std::string()
               : text.substr(first, text.find_last_not_of(blanks) - first + 1);
    Value result = Value::string(text);
    return result.setOrigin(value.origin(), value.column());
}

/// The path of a file with one more part in a place counted from 0; too large a place is the end.
std::string withPathPart(std::string_view path, std::int64_t place, const std::string &part)
{
    if (part.empty())
        return std::string(path);
    const bool isAbsolute = path.starts_with('/');
    std::vector<std::string> parts;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        if (slash != 0)
            parts.emplace_back(path.substr(0, slash));
        path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
    }
    const auto position = std::min<std::int64_t>(place, static_cast<std::int64_t>(parts.size()));
    parts.insert(parts.begin() + position, part);
    std::string joined = isAbsolute ? "/" : "";
    for (std::size_t at = 0; at < parts.size(); ++at)
        joined += (at == 0 ? "" : "/") + parts[at];
    return joined;
}

} // namespace

Result<std::unique_ptr<Transformer>>
ValueAddTransformer::from(const Value &config, const Loader &loader, const BuildContext &context)
{
    auto transformer = std::make_unique<ValueAddTransformer>();
    const Value *value = config.find("value");
    transformer->m_value = trimmed(value ? *value : Value::string(""));
    if (transformer->m_value.text().empty())
        transformer->m_value = Value::string(loader.root().name());
    PLUMB_TRY(transformer->readTargets(config.find("targets"), context));
    if (const std::string_view path = config.textAt({"targetFilePath"}); !path.empty()) {
        const files::Bytes bytes = PLUMB_TRY(loader.load(path));
        const std::string display = loader.display(path);
        const std::vector<Value> documents =
            PLUMB_TRY(yaml::parseAll(*bytes, display,
                                     {.dialect = yaml::Dialect::Kubernetes,
                                      .source = context.files.add(display),
                                      .duplicateKeys = yaml::DuplicateKeys::KeepLast}));
        if (!documents.empty() && !documents.front().isNull()) {
            const Value file = PLUMB_TRY(
                conform(documents.front(), valueAddTargetsShape, Strictness::Loose, context));
            PLUMB_TRY(transformer->readTargets(file.find("targets"), context));
        }
    }
    if (transformer->m_targets.empty())
        return std::unexpected(
            context.invalid(config, "a ValueAddTransformer needs at least one target"));
    return transformer;
}

Result<> ValueAddTransformer::readTargets(const Value *list, const BuildContext &context)
{
    for (const Value &item : list ? list->items() : std::span<const Value>()) {
        Target target;
        if (const Value *selector = item.find("selector"))
            target.selector = PLUMB_TRY(ResourceSelector::from(*selector, context));
        target.path = item.textAt({"fieldPath"});
        if (target.path.empty())
            return std::unexpected(
                context.invalid(item, "a target of a ValueAddTransformer needs a fieldPath"));
        if (const Value *position = item.find("filePathPosition"))
            target.filePathPosition = position->asInteger().value_or(0);
        if (target.filePathPosition < 0)
            return std::unexpected(context.invalid(item, "filePathPosition cannot be negative"));
        m_targets.push_back(std::move(target));
    }
    return {};
}

Result<> ValueAddTransformer::transform(ResourceMap &resources, const BuildContext &context) const
{
    for (const Target &target : m_targets) {
        std::vector<std::size_t> selected;
        if (target.selector) {
            selected = PLUMB_TRY(target.selector->select(resources));
        } else {
            for (std::size_t position = 0; position < resources.size(); ++position)
                selected.push_back(position);
        }
        for (const std::size_t position : selected) {
            Resource &resource = resources.change(position);
            PLUMB_TRY(inResource("adding a value to", resource, set(target, resource, context)));
        }
    }
    return {};
}

Result<> ValueAddTransformer::set(const Target &target, Resource &resource,
                                  const BuildContext &context) const
{
    if (target.path == "metadata/namespace")
        return NamespaceTransformer(m_value, {}).move(resource, context);
    Value &fields = resource.mutableFields();
    Value *node = PLUMB_TRY(lookUpOrCreate(fields, splitFieldPath(target.path)));
    if (!node)
        return {};
    if (!node->isScalar())
        return std::unexpected(
            context.invalid(*node, "a value can only be added in place of a single value"));
    std::string text(m_value.text());
    if (target.filePathPosition > 0)
        text = withPathPart(node->text(), target.filePathPosition - 1, text);
    if (text.empty())
        return {};
    const yaml::Origin under = node->origin();
    const std::uint32_t bond = node->bond();
    replaceScalar(*node, text);
    node->setOrigin(context.stack(m_value.origin(), yaml::LayerKind::Transformer, under))
        .setBond(bond);
    Bonds bonds;
    bonds.changed(*node);
    bonds.spread(fields);
    return {};
}

} // namespace plumb::kustomize
