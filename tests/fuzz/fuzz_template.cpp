// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Any text is a template or is refused; a template ends within its limits, twice with the same
// result.

#include "core/gotemplate/template.h"

#include <cstdlib>
#include <string>

using namespace plumb::gotemplate;

namespace {

Value sampleData()
{
    const Value inner = Value::map();
    inner.set("d", Value::string("deep"));
    const Value data = Value::map();
    data.set("a", Value::integer(1));
    data.set("b", Value::floating(2.5));
    data.set("c", inner);
    data.set("l", Value::list({Value::string("x"), Value::nil(), Value::boolean(true)}));
    data.set("n", Value::nil());
    data.set("s", Value::string("text"));
    return data;
}

std::string render(const std::string &source)
{
    TemplateSet templates(std::make_shared<FunctionTable>());
    if (auto parsed = templates.parse("fuzz", source); !parsed)
        return "parsing: " + parsed.error().message();
    ExecuteOptions options;
    options.limits.output = 100'000;
    options.limits.depth = 200;
    options.limits.steps = 20'000;
    std::string output;
    if (auto done = templates.execute("fuzz", sampleData(), output, options); !done)
        output += done.error().message();
    return output;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string source(reinterpret_cast<const char *>(data), size);
    if (render(source) != render(source))
        std::abort();
    return 0;
}
