// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/jsonreader.h"
#include "core/gotemplate/library/jsonwriter.h"
#include "core/gotemplate/library/topics.h"

namespace plumb::gotemplate {

namespace {

constexpr JsonStyle pretty = {.isIndented = true};
constexpr JsonStyle raw = {.escapesHtml = false};

Result<Value> written(Call &call, JsonStyle style)
{
    const Result<std::string> text = toJson(call[0], style);
    if (!text)
        return failure(text.error().message());
    PLUMB_TRY(call.execution.reserve(text->size()));
    return Value::string(Text(*text));
}

Result<Value> toPrettyJson(Call &call)
{
    const Result<std::string> text = toJson(call[0], pretty);
    return Value::string(Text(text.value_or("")));
}

Result<Value> mustToPrettyJson(Call &call)
{
    return written(call, pretty);
}

Result<Value> toRawJson(Call &call)
{
    return written(call, raw);
}

Result<Value> mustFromJson(Call &call)
{
    Result<Value> value = fromJson(call.text(0));
    if (!value)
        return failure(value.error().message());
    return value;
}

} // namespace

std::span<const Function> jsonFunctions()
{
    static constexpr Function functions[] = {
        {"mustFromJson", mustFromJson, {&types::string}},
        {"mustToPrettyJson", mustToPrettyJson, {&types::any}},
        {"mustToRawJson", toRawJson, {&types::any}},
        {"toPrettyJson", toPrettyJson, {&types::any}},
        {"toRawJson", toRawJson, {&types::any}},
    };
    return functions;
}

} // namespace plumb::gotemplate
