// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/patchdirective.h"

#include <string>

namespace plumb::kustomize {

using yaml::Value;

namespace {

Result<PatchDirective> directiveFrom(const Value &value, const BuildContext &context)
{
    const std::string_view text = value.text();
    if (text == "merge")
        return PatchDirective::Merge;
    if (text == "replace")
        return PatchDirective::Replace;
    if (text == "delete")
        return PatchDirective::Delete;
    return std::unexpected(context.invalid(value, "unknown patch strategy '" + std::string(text)
                                                      + "'; use merge, replace or delete"));
}

bool isEmptyItem(const Value &item)
{
    return item.isNull() || (item.isMapping() && item.size() == 0);
}

} // namespace

Result<PatchDirective> directiveOfMapping(const Value &mapping, const BuildContext &context)
{
    const Value *value = mapping.find(patchDirectiveKey);
    return value ? directiveFrom(*value, context) : PatchDirective::Merge;
}

Result<PatchDirective> takeDirectiveOfSequence(Value &sequence, const BuildContext &context)
{
    const Value *holder = nullptr;
    for (const Value &item : sequence.items()) {
        if (item.find(patchDirectiveKey)) {
            holder = &item;
            break;
        }
    }
    if (!holder || holder->size() > 1)
        return PatchDirective::Merge;
    const Value value = *holder->find(patchDirectiveKey);
    const PatchDirective directive = PLUMB_TRY(directiveFrom(value, context));
    std::erase_if(sequence.mutableItems(), [&value](const Value &item) {
        const Value *own = item.find(patchDirectiveKey);
        return isEmptyItem(item) || (own && own->text() == value.text());
    });
    return directive;
}

} // namespace plumb::kustomize
