// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/mapmerge.h"

#include "core/gotemplate/library/conversion.h"

namespace plumb::gotemplate {

namespace {

// A map that holds itself would never end.
constexpr int maximumDepth = 1000;

bool isAbsent(const Value *value)
{
    return !value || isEmpty(*value);
}

Result<> merge(const Value &target, const Value &source, Overwrite overwrite, int depth)
{
    if (depth > maximumDepth)
        return std::unexpected(Error(ErrorCode::LimitExceeded, "maps nest too deep to merge"));
    if (target.isNilCollection() || target.isSame(source))
        return {};
    for (const MapEntry &entry : source.entries()) {
        const Value *present = target.find(entry.key);
        if (entry.value.isMap() && present && present->isMap()) {
            const Value inner = *present;
            PLUMB_TRY(merge(inner, entry.value, overwrite, depth + 1));
            // Whoever holds the source now shares an empty map with it.
            if (isEmpty(inner))
                target.set(entry.key, entry.value);
            continue;
        }
        if (overwrite == Overwrite::Yes || (isAbsent(present) && !entry.value.isNil()))
            target.set(entry.key, entry.value);
    }
    return {};
}

} // namespace

Result<> mergeMaps(const Value &target, const Value &source, Overwrite overwrite)
{
    return merge(target, source, overwrite, 0);
}

} // namespace plumb::gotemplate
