// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace plumb::yaml {

/// Positions of two entries with the same key.
struct DuplicateKey
{
    std::size_t first = 0;
    std::size_t second = 0;
};

std::optional<DuplicateKey> findDuplicateKey(std::span<const Entry> entries);

/// Leaves of the entries with the same key only the last one.
void keepLastOfEachKey(std::vector<Entry> &entries);

/// Carries out a merge key ("<<"): adds the entries of @p merged, a mapping or a sequence of
/// mappings, whose keys are not there yet. False, and nothing done, when it is anything else.
bool mergeEntries(std::vector<Entry> &entries, const Value &merged);

} // namespace plumb::yaml
