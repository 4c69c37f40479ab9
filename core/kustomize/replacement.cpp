// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/replacement.h"

#include "core/kustomize/bonds.h"
#include "core/kustomize/inresource.h"
#include "core/kustomize/pathmatcher.h"
#include "core/kustomize/scalarassignment.h"
#include "core/kustomize/scalarfield.h"
#include "core/kustomize/structuredtext.h"

#include <algorithm>

namespace plumb::kustomize {

using yaml::Value;

namespace {

constexpr std::string_view defaultPath = "metadata.name";

BuildId idFrom(const Value &selector)
{
    const auto text = [&selector](std::string_view key) {
        return std::string(selector.textAt({key}));
    };
    return {.gvk = {text("group"), text("version"), text("kind")},
            .name = text("name"),
            .namespaceName = text("namespace")};
}

bool isSelected(const BuildId &id, const BuildId &selector)
{
    const auto effective = [](const std::string &name) {
        return name.empty() ? std::string_view("default") : std::string_view(name);
    };
    return (selector.name.empty() || selector.name == id.name)
           && (selector.namespaceName.empty()
               || effective(selector.namespaceName) == effective(id.namespaceName))
           && selects(selector.gvk, id.gvk);
}

bool hasOrHadId(const Resource &resource, const BuildId &selector)
{
    if (isSelected(resource.id(), selector))
        return true;
    return std::ranges::any_of(resource.previousIds(),
                               [&](const BuildId &id) { return isSelected(id, selector); });
}

std::vector<std::string> split(std::string_view text, std::string_view delimiter)
{
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = text.find(delimiter);
        parts.emplace_back(text.substr(0, end));
        if (end == text.npos)
            return parts;
        text.remove_prefix(end + delimiter.size());
    }
}

std::string joined(const std::vector<std::string> &parts, std::string_view delimiter)
{
    std::string text = parts.front();
    for (std::size_t at = 1; at < parts.size(); ++at)
        text.append(delimiter).append(parts[at]);
    return text;
}

/// The target's text with the value in the place that the options name, or at an end of it.
std::string placed(std::string_view target, std::string_view value, const FieldOptions &options)
{
    std::vector<std::string> parts = split(target, options.delimiter);
    if (options.index < 0)
        parts.insert(parts.begin(), std::string(value));
    else if (options.index >= static_cast<std::int64_t>(parts.size()))
        parts.emplace_back(value);
    else
        parts[static_cast<std::size_t>(options.index)] = value;
    return joined(parts, options.delimiter);
}

bool isBlank(const Value &value)
{
    return value.isNull() || (!value.isScalar() && value.size() == 0);
}

NodeKind kindOf(const Value &value)
{
    if (value.isMapping())
        return NodeKind::Mapping;
    return value.isSequence() ? NodeKind::Sequence : NodeKind::Scalar;
}

Result<> setValue(const PathMatcher::Match &match, const Value &value, const FieldOptions &options,
                  const BuildContext &context)
{
    Value &node = *match.node;
    const yaml::Origin under = node.origin();
    if (!options.delimiter.empty() && !node.isScalar())
        return std::unexpected(
            context.invalid(node, "a delimiter can only be used on a single value"));
    const std::string text =
        options.delimiter.empty()
            ? std::string(value.text())
            : placed(node.text(), value.isNull() ? std::string_view() : value.text(), options);
    if (!node.isScalar()) {
        node = value;
    } else if (!assignText(node, text, match.isNew)) {
        return std::unexpected(context.invalid(node, "'" + text + "' cannot take the place of '"
                                                         + std::string(node.text())
                                                         + "', which is not a string"));
    }
    node.setOrigin(context.stack(value.origin(), yaml::LayerKind::Transformer, under));
    return {};
}

} // namespace

FieldOptions FieldOptions::from(const Value *value)
{
    FieldOptions options;
    if (!value)
        return options;
    options.delimiter = value->textAt({"delimiter"});
    if (const Value *index = value->find("index"))
        options.index = index->asInteger().value_or(0);
    if (const Value *create = value->find("create"))
        options.create = create->asBool().value_or(false);
    return options;
}

Result<Replacement> Replacement::from(const Value &config, const BuildContext &context)
{
    Replacement replacement;
    replacement.m_config = config;
    const Value *source = config.find("source");
    const Value *fixed = config.find("sourceValue");
    const Value *targets = config.find("targets");
    if ((!source && !fixed) || !targets)
        return std::unexpected(
            context.invalid(config, "a replacement needs a source and at least one target"));
    if (source && fixed)
        return std::unexpected(
            context.invalid(config, "a replacement cannot have both 'source' and 'sourceValue'"));
    if (fixed) {
        replacement.m_fixedValue = untypedScalar(fixed->text(), yaml::Style::Plain);
        replacement.m_fixedValue->setOrigin(fixed->origin(), fixed->column());
    } else {
        replacement.m_source = *source;
        replacement.m_sourcePath = source->textAt({"fieldPath"});
        if (replacement.m_sourcePath.empty())
            replacement.m_sourcePath = defaultPath;
        replacement.m_sourceOptions = FieldOptions::from(source->find("options"));
    }
    for (const Value &target : targets->items())
        replacement.m_targets.push_back(PLUMB_TRY(targetFrom(target, context)));
    return replacement;
}

Result<Replacement::Target> Replacement::targetFrom(const Value &config,
                                                    const BuildContext &context)
{
    Target target;
    target.config = config;
    if (const Value *select = config.find("select"))
        target.select = PLUMB_TRY(ResourceSelector::from(*select, context));
    if (const Value *reject = config.find("reject")) {
        for (const Value &item : reject->items())
            target.reject.push_back(PLUMB_TRY(ResourceSelector::from(item, context)));
    }
    if (const Value *paths = config.find("fieldPaths")) {
        for (const Value &path : paths->items())
            target.paths.emplace_back(path.text());
    }
    if (target.paths.empty())
        target.paths.emplace_back(defaultPath);
    target.options = FieldOptions::from(config.find("options"));
    return target;
}

Result<> Replacement::apply(ResourceMap &resources, const BuildContext &context) const
{
    Source source = PLUMB_TRY(findSource(resources, context));
    for (const Target &target : m_targets) {
        if (!target.select)
            return std::unexpected(
                context.invalid(target.config, "a target of a replacement needs 'select'"));
        PLUMB_TRY(applyTo(target, source, resources, context));
    }
    return {};
}

Result<std::size_t> Replacement::findSourceResource(const ResourceMap &resources,
                                                    const BuildContext &context) const
{
    const BuildId selector = idFrom(m_source);
    std::optional<std::size_t> found;
    for (std::size_t position = 0; position < resources.size(); ++position) {
        if (!hasOrHadId(resources.at(position), selector))
            continue;
        if (found) {
            return std::unexpected(
                context.at(m_source, Error(ErrorCode::Conflict, "several resources fit the source "
                                                                    + selector.toString())));
        }
        found = position;
    }
    if (!found)
        return std::unexpected(
            context.at(m_source, Error(ErrorCode::NotFound,
                                       "no resource fits the source " + selector.toString())));
    return *found;
}

Result<Replacement::Source> Replacement::findSource(const ResourceMap &resources,
                                                    const BuildContext &context) const
{
    if (m_fixedValue)
        return Source{*m_fixedValue, std::nullopt};
    const std::size_t position = PLUMB_TRY(findSourceResource(resources, context));
    const Value *value =
        PLUMB_TRY(within("looking up the source of a replacement",
                         lookUp(resources.at(position).fields(), splitNodePath(m_sourcePath))));
    if (!value || isBlank(*value)) {
        return std::unexpected(context.at(
            m_source, Error(ErrorCode::NotFound, resources.at(position).id().toString()
                                                     + " has no field '" + m_sourcePath
                                                     + "' to be the source of a replacement")));
    }
    if (m_sourceOptions.delimiter.empty())
        return Source{*value, position};
    return Source{PLUMB_TRY(refined(*value, context)), std::nullopt};
}

Result<Value> Replacement::refined(const Value &value, const BuildContext &context) const
{
    if (!value.isScalar())
        return std::unexpected(
            context.invalid(value, "a delimiter can only be used on a single value"));
    const std::vector<std::string> parts = split(value.text(), m_sourceOptions.delimiter);
    const std::int64_t index = m_sourceOptions.index;
    if (index < 0 || index >= static_cast<std::int64_t>(parts.size())) {
        return std::unexpected(context.invalid(m_source, "the index " + std::to_string(index)
                                                             + " is beyond the parts of '"
                                                             + std::string(value.text()) + "'"));
    }
    Value part = Value::scalar(value.kind(), parts[static_cast<std::size_t>(index)], value.style());
    part.setOrigin(value.origin(), value.column());
    return part;
}

Result<bool> Replacement::isTarget(const Target &target, const Resource &resource) const
{
    if (!PLUMB_TRY(target.select->matchesLabels(resource)))
        return false;
    for (const ResourceSelector &reject : target.reject) {
        if (!reject.hasNoLabels() && PLUMB_TRY(reject.matchesLabels(resource)))
            return false;
    }
    const std::vector<BuildId> previous = resource.previousIds();
    const auto fits = [&](const ResourceSelector &selector) {
        return selector.matchesId(resource.id())
               || std::ranges::any_of(previous,
                                      [&](const BuildId &id) { return selector.matchesId(id); });
    };
    for (const ResourceSelector &reject : target.reject) {
        if (!reject.hasNoId() && fits(reject))
            return false;
    }
    return fits(*target.select);
}

Result<> Replacement::applyTo(const Target &target, Source &source, ResourceMap &resources,
                              const BuildContext &context) const
{
    for (const std::size_t position : target.select->candidates(resources)) {
        if (!PLUMB_TRY(isTarget(target, resources.at(position))))
            continue;
        PLUMB_TRY(inResource("replacing fields of", resources.at(position),
                             copyTo(target, source, position, resources, context)));
    }
    return {};
}

// The source is a node of a resource: what has changed it is copied on.
void Replacement::refresh(Source &source, std::size_t position, const Value &fields) const
{
    if (source.position != position)
        return;
    const Result<const Value *> value = lookUp(fields, splitNodePath(m_sourcePath));
    if (value && *value)
        source.value = **value;
}

Result<bool> Replacement::copyIntoText(const Target &target, const std::vector<std::string> &path,
                                       const Value &value, Value &fields,
                                       const BuildContext &context) const
{
    std::optional<NodeKind> create;
    if (target.options.create)
        create = kindOf(value);
    Value *text = nullptr;
    if (!setInStructuredText(fields, path, value, create, &text))
        return false;
    text->setOrigin(context.stack(value.origin(), yaml::LayerKind::Transformer, text->origin()));
    Bonds bonds;
    bonds.changed(*text);
    bonds.spread(fields);
    return true;
}

Result<> Replacement::copyTo(const Target &target, Source &source, std::size_t position,
                             ResourceMap &resources, const BuildContext &context) const
{
    Value &fields = resources.change(position).mutableFields();
    for (const std::string &path : target.paths) {
        const std::vector<std::string> parts = splitNodePath(path);
        if (PLUMB_TRY(copyIntoText(target, parts, source.value, fields, context))) {
            refresh(source, position, fields);
            continue;
        }
        std::optional<NodeKind> create;
        if (target.options.create)
            create = kindOf(source.value);
        const std::string problem = std::string(create ? "cannot find or create" : "cannot find")
                                    + " the field '" + path + "'";
        PathMatcher matcher(parts, create);
        const std::vector<PathMatcher::Match> matches =
            PLUMB_TRY(within(problem, matcher.find(fields)));
        if (matches.empty()) {
            return std::unexpected(
                context.at(target.config, Error(ErrorCode::NotFound,
                                                problem + " in the target of a replacement")));
        }
        Bonds bonds;
        for (const PathMatcher::Match &match : matches) {
            PLUMB_TRY(setValue(match, source.value, target.options, context));
            bonds.changed(*match.node);
            refresh(source, position, fields);
        }
        bonds.spread(fields);
    }
    return {};
}

} // namespace plumb::kustomize
