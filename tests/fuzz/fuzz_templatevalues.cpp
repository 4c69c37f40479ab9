// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// A template and, after a line of dashes, the values for it: every value can be printed with every
// verb.

#include "core/gotemplate/format.h"
#include "core/gotemplate/template.h"
#include "core/yaml/parser.h"

#include <string>
#include <string_view>

using namespace plumb::gotemplate;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const std::size_t split = input.find("\n---\n");
    if (split == input.npos)
        return 0;
    const auto parsed = plumb::yaml::parse(std::string(input.substr(split + 5)), "values.yaml");
    if (!parsed)
        return 0;
    const Value values = Value::fromYaml(*parsed);
    if (!values.deepEquals(values.deepCopy()))
        return 0; // NaN is not equal to itself
    (void)sprintf(input.substr(0, split), values.items());
    TemplateSet templates(std::make_shared<FunctionTable>());
    if (!templates.parse("fuzz", std::string(input.substr(0, split))))
        return 0;
    ExecuteOptions options;
    options.missingKey = MissingKey::Zero;
    options.limits.output = 100'000;
    options.limits.depth = 200;
    options.limits.steps = 20'000;
    std::string output;
    (void)templates.execute("fuzz", values, output, options);
    return 0;
}
