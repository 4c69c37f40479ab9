// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/jsonreader.h"
#include "core/gotemplate/library/jsonwriter.h"
#include "core/gotemplate/library/tomlreader.h"
#include "core/gotemplate/library/tomlwriter.h"
#include "core/gotemplate/library/topics.h"
#include "core/gotemplate/library/yamltext.h"

namespace plumb::gotemplate {

namespace {

Value text(std::string_view text)
{
    return Value::string(Text(text));
}

/// What toYaml and its relatives show of a value that cannot be written.
enum class OnProblem : std::uint8_t { ShowNothing, ShowProblem, Fail };

Result<Value> written(Call &call, const Result<std::string> &document, OnProblem onProblem)
{
    if (!document && onProblem == OnProblem::Fail)
        return failure(document.error().message());
    if (!document)
        return text(onProblem == OnProblem::ShowProblem ? document.error().message() : "");
    PLUMB_TRY(call.execution.reserve(document->size()));
    return text(*document);
}

/// The map of a document; of one that is none, a map with what is wrong at "Error".
Value mapOrProblem(const Result<Value> &document, std::string_view doing)
{
    if (document && document->isMap())
        return *document;
    const Value map = Value::map();
    const std::string problem =
        document ? std::string(doing) + wrongJsonType(*document, types::map).message()
                 : document.error().message();
    map.set("Error", text(problem));
    return map;
}

Value listOrProblem(const Result<Value> &document, std::string_view doing)
{
    if (document && document->isList())
        return *document;
    const std::string problem =
        document ? std::string(doing) + wrongJsonType(*document, types::list).message()
                 : document.error().message();
    return Value::list({text(problem)});
}

constexpr std::string_view decodingYaml = "error unmarshaling JSON: while decoding JSON: ";

Result<Value> yamlOf(Call &call)
{
    return written(call, toYaml(call[0]), OnProblem::ShowNothing);
}

Result<Value> mustYamlOf(Call &call)
{
    return written(call, toYaml(call[0]), OnProblem::Fail);
}

Result<Value> prettyYamlOf(Call &call)
{
    return written(call, toPrettyYaml(call[0]), OnProblem::ShowNothing);
}

Result<Value> mapOfYaml(Call &call)
{
    const Result<Value> document = fromYaml(call.text(0));
    if (document && document->isNil())
        return Value::map();
    return mapOrProblem(document, decodingYaml);
}

Result<Value> listOfYaml(Call &call)
{
    const Result<Value> document = fromYaml(call.text(0));
    if (document && document->isNil())
        return Value::list();
    return listOrProblem(document, decodingYaml);
}

Result<Value> jsonOf(Call &call)
{
    return written(call, toJson(call[0]), OnProblem::ShowNothing);
}

Result<Value> mustJsonOf(Call &call)
{
    return written(call, toJson(call[0]), OnProblem::Fail);
}

Result<Value> mapOfJson(Call &call)
{
    const Result<JsonDocument> document = readJson(call.text(0));
    if (!document)
        return mapOrProblem(std::unexpected(document.error()), {});
    if (document->value.isNil() && !document->problem)
        return Value::nilOf(types::map);
    // A lone number that does not fit was a number all the same.
    if (document->value.isNil())
        return mapOrProblem(Value::floating(0), {});
    // encoding/json goes on after a number that does not fit.
    if (document->value.isMap() && document->problem)
        document->value.set("Error", text(document->problem->message()));
    return mapOrProblem(document->value, {});
}

Result<Value> listOfJson(Call &call)
{
    const Result<Value> document = fromJson(call.text(0));
    if (document && document->isNil())
        return Value::nilOf(types::list);
    return listOrProblem(document, {});
}

Result<Value> tomlOf(Call &call)
{
    return written(call, PLUMB_TRY(toToml(call[0])), OnProblem::ShowProblem);
}

Result<Value> mustTomlOf(Call &call)
{
    return written(call, PLUMB_TRY(toToml(call[0])), OnProblem::Fail);
}

Result<Value> mapOfToml(Call &call)
{
    return mapOrProblem(fromToml(call.text(0)), {});
}

/// Helm marks the author's words, to show them without what leads up to them.
std::unexpected<Error> authorsFailure(std::string_view words)
{
    return failure("HELM_ERR_START" + std::string(words) + "HELM_ERR_END");
}

Result<Value> required(Call &call)
{
    const bool isEmptyText = call[1].isString() && call[1].text().empty();
    if (call[1].isNil() || isEmptyText)
        return authorsFailure(call.text(0));
    return call[1];
}

Result<Value> fail(Call &call)
{
    return authorsFailure(call.text(0));
}

/// Charts are rendered without the network.
Result<Value> getHostByName(Call &)
{
    return text("");
}

} // namespace

std::span<const Function> documentFunctions()
{
    static constexpr Function functions[] = {
        {"fail", fail, {&types::string}},
        {"fromJson", mapOfJson, {&types::string}},
        {"fromJsonArray", listOfJson, {&types::string}},
        {"fromToml", mapOfToml, {&types::string}},
        {"fromYaml", mapOfYaml, {&types::string}},
        {"fromYamlArray", listOfYaml, {&types::string}},
        {"getHostByName", getHostByName, {&types::string}},
        {"mustToJson", mustJsonOf, {&types::any}},
        {"mustToToml", mustTomlOf, {&types::any}},
        {"mustToYaml", mustYamlOf, {&types::any}},
        {"required", required, {&types::string, &types::any}},
        {"toJson", jsonOf, {&types::any}},
        {"toToml", tomlOf, {&types::any}},
        {"toYaml", yamlOf, {&types::any}},
        {"toYamlPretty", prettyYamlOf, {&types::any}},
    };
    return functions;
}

} // namespace plumb::gotemplate
