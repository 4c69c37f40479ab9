// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/entrytransformer.h"

#include "core/kustomize/bonds.h"
#include "core/kustomize/inresource.h"
#include "core/kustomize/scalarfield.h"
#include "core/yaml/scalar.h"

#include <algorithm>

namespace plumb::kustomize {

using yaml::Value;

EntryTransformer::EntryTransformer(const Value &entries, const FieldSpecs &specs)
    : m_walks(makeFieldWalks(specs, Create::Mapping))
{
    for (const yaml::Entry &entry : entries.entries()) {
        Value value = stringScalar(entry.value.text());
        value.setOrigin(entry.value.origin(), entry.value.column());
        m_entries.push_back({entry.key, std::move(value)});
    }
    std::ranges::sort(m_entries, {}, [](const NewEntry &entry) { return entry.key.view(); });
}

Result<std::unique_ptr<Transformer>> EntryTransformer::labelsFrom(const Value &config)
{
    const Value *labels = config.find("labels");
    return std::make_unique<EntryTransformer>(labels ? *labels : Value(),
                                              fieldSpecsFrom(config.find("fieldSpecs")));
}

Result<std::unique_ptr<Transformer>> EntryTransformer::annotationsFrom(const Value &config)
{
    const Value *annotations = config.find("annotations");
    return std::make_unique<EntryTransformer>(annotations ? *annotations : Value(),
                                              fieldSpecsFrom(config.find("fieldSpecs")));
}

Result<> EntryTransformer::transform(ResourceMap &resources, const BuildContext &context) const
{
    if (m_entries.empty())
        return {};
    for (std::size_t position = 0; position < resources.size(); ++position) {
        Resource &resource = resources.change(position);
        PLUMB_TRY(inResource("in", resource, setEntries(resource, context)));
    }
    return {};
}

Result<> EntryTransformer::setEntries(Resource &resource, const BuildContext &context) const
{
    std::vector<const FieldWalk *> walks;
    for (const FieldWalk &walk : m_walks) {
        if (walk.appliesTo(resource.gvk()))
            walks.push_back(&walk);
    }
    Value &fields = resource.mutableFields();
    for (const NewEntry &entry : m_entries)
        PLUMB_TRY(setEntry(fields, entry, walks, {resource.newBond(), context}));
    return {};
}

Result<> EntryTransformer::setEntry(Value &fields, const NewEntry &entry,
                                    std::span<const FieldWalk *const> walks, const Step &step)
{
    const BuildContext &context = step.context;
    const std::uint32_t bond = step.bond;
    Bonds bonds;
    const auto set = [&](Value &node) -> Result<> {
        if (node.isNull())
            return {};
        if (!node.isMapping())
            return std::unexpected(context.invalid(node, "expected a mapping to set '"
                                                             + entry.key.toString() + "' in"));
        Value value = entry.value;
        const yaml::Origin origin = value.origin();
        const Value *present = std::as_const(node).find(entry.key);
        value.setOrigin(context.stack(origin, yaml::LayerKind::Transformer,
                                      present ? present->origin() : yaml::Origin()),
                        value.column());
        if (!present) {
            // A key like 1 or true is none that kustomize could print: it says so at the end.
            node.appendEntry({.key = entry.key,
                              .keyKind = yaml::resolvePlain(entry.key, yaml::Dialect::Kustomize),
                              .value = std::move(value.setBond(bond))});
            return {};
        }
        const bool isSame = present->isString() && present->text() == value.text();
        value.setStyle(present->isScalar() ? present->style() : value.style());
        value.setBond(present->bond());
        if (!isSame)
            bonds.changed(value);
        *node.findMutable(entry.key) = std::move(value);
        return {};
    };
    for (const FieldWalk *walk : walks)
        PLUMB_TRY(walk->visit(fields, set));
    bonds.spread(fields);
    return {};
}

} // namespace plumb::kustomize
