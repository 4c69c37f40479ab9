// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// What is read can be printed, and what is printed means the same when it is read again.

#include "core/yaml/emitter.h"
#include "core/yaml/json.h"
#include "core/yaml/kustomizetext.h"
#include "core/yaml/parser.h"

#include <cstdlib>
#include <string_view>

using namespace plumb::yaml;

namespace {

// Everything toYaml() keeps: kustomize's own changes to folded text, NEL, negative zero and empty
// flow values, and keys that are no strings, are left out.
bool isKept(const Value &value)
{
    if (value.isNull() && value.text().empty())
        return false;
    // -0.0 is -0 in JSON and 0 when kustomize has printed it.
    if (value.kind() == Kind::Float && value.asDouble() == 0)
        return false;
    if (value.isString() && (value.style() == Style::Folded || isChangedByJson(value.text())))
        return false;
    for (const Value &item : value.items()) {
        if (!isKept(item))
            return false;
    }
    for (const Entry &entry : value.entries()) {
        // kustomize loses a merge key in quotes.
        if (entry.keyKind != Kind::String || entry.key == "<<" || isChangedByJson(entry.key)
            || !isKept(entry.value))
            return false;
    }
    return true;
}

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void checkRoundTrip(const Value &value)
{
    const auto readable = parse(toReadableYaml(value), "readable.yaml");
    const auto printed = parse(toYaml(value), "printed.yaml");
    if (!requireJson(value, "") || !isKept(value))
        return;
    require(readable.has_value() && readable->sameData(value));
    require(printed.has_value());
    // A float without a fraction is printed as an integer, so that the JSON is what must agree.
    require(toJson(*printed) == toJson(value));
    require(toYaml(*printed) == toYaml(value));
    const auto json = parseJson(toJson(value), "printed.json");
    require(json.has_value() && toJson(*json) == toJson(value));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    for (const Dialect dialect : {Dialect::Kustomize, Dialect::Kubernetes, Dialect::Json}) {
        const auto documents = parseAll(text, "input.yaml", {.dialect = dialect});
        if (!documents)
            continue;
        for (const Value &document : *documents)
            checkRoundTrip(document);
    }
    return 0;
}
