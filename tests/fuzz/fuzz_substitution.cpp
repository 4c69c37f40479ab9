// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/envsubst.h"

#include <cstdlib>

using namespace plumb::flux;

// Text without a dollar means itself, what is kept can be filled in later, and nothing crashes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto parsed = SubstitutionTemplate::parse(text);
    if (!parsed)
        return 0;
    const auto look = [](std::string_view name) -> VariableValue {
        if (name.size() % 3 == 0)
            return {};
        return {.state = VariableValue::State::Set, .value = name};
    };
    const auto strict = parsed->expand(look, UnknownVariable::Refuse);
    const auto kept = parsed->expand(look, UnknownVariable::Keep);
    const auto blank = parsed->expand(look, UnknownVariable::Blank);
    if (!kept || !blank)
        return 0;
    if (strict && strict->text != kept->text)
        std::abort();
    if (kept->unknown != blank->unknown)
        std::abort();
    if (text.find_first_of(std::string_view("$\0", 2)) == text.npos && kept->text != text)
        std::abort();
    return 0;
}
