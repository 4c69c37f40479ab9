// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// The input is a document and a patch. A patch that fails changes nothing, and one that is applied
// gives the same with and without a record of its steps.

#include "core/yaml/json.h"
#include "core/yaml/jsonpatch.h"
#include "core/yaml/parser.h"

#include <cstdlib>
#include <string_view>

using namespace plumb::yaml;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto documents = parseAll(text, "input.yaml");
    if (!documents || documents->size() != 2)
        return 0;
    const auto patch = JsonPatch::from((*documents)[1], "patch.yaml");
    if (!patch || patch->operations().size() > 50)
        return 0;

    const Value before = (*documents)[0];
    Value plain = before;
    Value recorded = before;
    SourceTable sources;
    const bool isApplied = patch->apply(plain).has_value();
    const bool isRecorded = patch->apply(recorded, &sources).has_value();

    if (isApplied != isRecorded || !plain.sameData(recorded))
        std::abort();
    if (!isApplied && !plain.sameData(before))
        std::abort();
    return 0;
}
