// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/fieldspec.h"
#include "core/kustomize/transformer.h"

#include <memory>
#include <span>

namespace plumb::kustomize {

/// Sets entries of mappings: kustomize's LabelTransformer and AnnotationsTransformer.
class EntryTransformer final : public Transformer
{
public:
    /// @p entries is a mapping of strings, as commonLabels has it.
    EntryTransformer(const yaml::Value &entries, const FieldSpecs &specs);

    static Result<std::unique_ptr<Transformer>> labelsFrom(const yaml::Value &config);
    static Result<std::unique_ptr<Transformer>> annotationsFrom(const yaml::Value &config);

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override;

private:
    struct NewEntry
    {
        yaml::Text key;
        yaml::Value value;
    };

    struct Step
    {
        std::uint32_t bond; ///< Ties the places together in which the entry is new.
        const BuildContext &context;
    };

    Result<> setEntries(Resource &resource, const BuildContext &context) const;
    static Result<> setEntry(yaml::Value &fields, const NewEntry &entry,
                             std::span<const FieldWalk *const> walks, const Step &step);

    std::vector<NewEntry> m_entries; // in the order of their keys
    std::vector<FieldWalk> m_walks;
};

} // namespace plumb::kustomize
