// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/functions.h"
#include "core/gotemplate/template.h"
#include "core/helm/filesglob.h"
#include "core/helm/gotext.h"
#include "core/helm/templateobjects.h"
#include "core/yaml/base64.h"

namespace plumb::helm {

namespace {

using gotemplate::Call;
using gotemplate::Function;
using gotemplate::GoType;
using gotemplate::Value;
namespace types = gotemplate::types;

std::string_view bytesOf(const Value &files, std::string_view name)
{
    const Value *const file = files.find(name);
    return file ? file->byteView() : std::string_view();
}

Result<Value> get(Call &call)
{
    return Value::string(yaml::Text(bytesOf(call.receiver, call.text(0))));
}

Result<Value> getBytes(Call &call)
{
    if (const Value *const file = call.receiver.find(call.text(0)))
        return *file;
    return Value::bytes({});
}

Result<Value> glob(Call &call)
{
    Value found = Value::map(call.receiver.type());
    for (const gotemplate::MapEntry &entry : call.receiver.entries()) {
        if (matchesFilesGlob(call.text(0), entry.key).value_or(true))
            found.set(entry.key, entry.value);
    }
    return found;
}

Result<Value> lines(Call &call)
{
    const Value *const file = call.receiver.find(call.text(0));
    if (!file)
        return Value::strings({});
    std::string_view text = file->byteView();
    if (text.empty())
        return gotemplate::failure("runtime error: index out of range [-1]");
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    std::vector<std::string> list;
    for (;;) {
        const std::size_t end = text.find('\n');
        list.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return Value::strings(list);
        text.remove_prefix(end + 1);
    }
}

// A map of texts as toYaml writes it.
Result<Value> written(Call &call, Value map)
{
    const Function *const toYaml = call.execution.templates().functions().find("toYaml");
    if (!toYaml)
        return Value::string("");
    const Value none;
    Call inner{.arguments = {&map, 1}, .receiver = none, .execution = call.execution};
    return toYaml->code(inner);
}

Result<Value> asConfig(Call &call)
{
    Value map = Value::map(types::stringMap);
    for (const gotemplate::MapEntry &entry : call.receiver.entries())
        map.set(baseName(entry.key), Value::string(yaml::Text(entry.value.byteView())));
    return written(call, std::move(map));
}

Result<Value> asSecrets(Call &call)
{
    Value map = Value::map(types::stringMap);
    for (const gotemplate::MapEntry &entry : call.receiver.entries()) {
        map.set(baseName(entry.key),
                Value::string(yaml::Text(yaml::encodeBase64(entry.value.byteView()))));
    }
    return written(call, std::move(map));
}

constexpr Function filesMethods[] = {
    {"AsConfig", asConfig, {}},       {"AsSecrets", asSecrets, {}},
    {"Get", get, {&types::string}},   {"GetBytes", getBytes, {&types::string}},
    {"Glob", glob, {&types::string}}, {"Lines", lines, {&types::string}},
};

constexpr GoType bytesMapType = {
    .name = "map[string][]uint8", .kind = "map", .element = &types::bytes};

constexpr GoType filesType = {.name = "engine.files",
                              .kind = "map",
                              .element = &types::bytes,
                              .underlying = &bytesMapType,
                              .methods = filesMethods,
                              .methodCount = std::size(filesMethods)};

// The table at keys separated by dots; the error names the first that is none.
Result<Value> tableAt(const Value &values, std::string_view path)
{
    Value table = values;
    for (;;) {
        const std::size_t dot = path.find('.');
        const Value *const next = table.find(path.substr(0, dot));
        if (!next || !next->isMap())
            return gotemplate::failure(quoted(path.substr(0, dot)) + " is not a table");
        Value below = *next;
        table = std::move(below);
        if (dot == std::string_view::npos)
            return table;
        path.remove_prefix(dot + 1);
    }
}

Result<Value> table(Call &call)
{
    return tableAt(call.receiver, call.text(0));
}

Result<Value> pathValue(Call &call)
{
    const std::string_view path = call.text(0);
    if (path.empty())
        return gotemplate::failure("YAML path cannot be empty");
    const std::size_t dot = path.rfind('.');
    const std::string_view key = path.substr(dot + 1);
    Value values = call.receiver;
    if (dot != std::string_view::npos) {
        auto found = tableAt(values, path.substr(0, dot));
        if (!found)
            return gotemplate::failure(quoted(key) + " is not a value");
        values = *std::move(found);
    }
    const Value *const value = values.find(key);
    if (!value || value->isMap())
        return gotemplate::failure(quoted(key) + " is not a value");
    return *value;
}

Result<Value> asMap(Call &call)
{
    Value map = Value::map();
    for (const gotemplate::MapEntry &entry : call.receiver.entries())
        map.set(entry.key, entry.value);
    return map;
}

Result<Value> yamlText(Call &call)
{
    const Function *const toYaml = call.execution.templates().functions().find("toYaml");
    if (!toYaml)
        return Value::string("");
    Value map = call.receiver;
    const Value none;
    Call inner{.arguments = {&map, 1}, .receiver = none, .execution = call.execution};
    const Value written = PLUMB_TRY(toYaml->code(inner));
    return Value::string(yaml::Text(std::string(written.text()) + '\n'));
}

constexpr Function valuesMethods[] = {
    {"AsMap", asMap, {}},
    {"PathValue", pathValue, {&types::string}},
    {"Table", table, {&types::string}},
    {"YAML", yamlText, {}},
};

constexpr GoType commonValuesType = {.name = "common.Values",
                                     .kind = "map",
                                     .element = &types::any,
                                     .underlying = &types::map,
                                     .methods = valuesMethods,
                                     .methodCount = std::size(valuesMethods)};

} // namespace

const GoType &valuesType()
{
    return commonValuesType;
}

Value filesObject(const std::vector<ChartFile> &files)
{
    Value map = Value::map(filesType);
    for (const ChartFile &file : files)
        map.set(yaml::Text(file.name), Value::bytes(*file.bytes));
    return map;
}

} // namespace plumb::helm
