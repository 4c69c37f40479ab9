// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/validation.h"

#include <vector>

namespace plumb::kustomize {

namespace {

constexpr std::string_view validatedBy = "validated-by";

yaml::Value withoutValidatedBy(yaml::Value fields)
{
    if (!fields.find({"metadata", "labels", validatedBy}))
        return fields;
    yaml::Value &metadata = *fields.findMutable("metadata");
    yaml::Value &labels = *metadata.findMutable("labels");
    labels.remove(validatedBy);
    if (labels.size() == 0)
        metadata.remove("labels");
    return fields;
}

} // namespace

Result<> validate(const Transformer &validator, ResourceMap &resources, const BuildContext &context)
{
    struct Before
    {
        yaml::Value fields;
        std::vector<BuildId> previousIds;
    };
    std::vector<Before> before;
    for (std::size_t i = 0; i < resources.size(); ++i)
        before.push_back({resources.at(i).fields(), resources.at(i).previousIds()});

    PLUMB_TRY(validator.transform(resources, context));

    bool isSame = resources.size() == before.size();
    for (std::size_t i = 0; isSame && i < before.size(); ++i) {
        isSame = withoutValidatedBy(resources.at(i).fields()).sameData(before[i].fields)
                 && resources.at(i).previousIds() == before[i].previousIds;
    }
    if (isSame)
        return {};
    return std::unexpected(Error(ErrorCode::InvalidInput,
                                 "a validator changed the resources; list it under "
                                 "'transformers' if it is meant to"));
}

} // namespace plumb::kustomize
