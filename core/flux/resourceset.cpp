// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/resourceset.h"

#include "core/yaml/emitter.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"

#include <algorithm>

namespace plumb::flux {

namespace {

using yaml::Value;

std::string_view trimmed(std::string_view text)
{
    const std::size_t start = text.find_first_not_of(" \t\n-");
    if (start == text.npos)
        return {};
    const std::size_t end = text.find_last_not_of(" \t\n-");
    return text.substr(start, end - start + 1);
}

// "inputs.a.b" looked up step by step; null when there is none.
const Value *inputAt(const Value &inputs, std::string_view path)
{
    const Value *value = &inputs;
    while (value && !path.empty()) {
        const std::size_t end = std::min(path.find('.'), path.size());
        value = value->find(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return value;
}

Result<std::string> evaluate(std::string_view expression, const Value &inputs)
{
    const auto unsupported = [expression](const char *why) {
        return std::unexpected(Error(ErrorCode::Unsupported,
                                     "'<< " + std::string(trimmed(expression)) + " >>' " + why));
    };
    const std::size_t pipe = std::min(expression.find('|'), expression.size());
    const std::string_view function =
        pipe < expression.size() ? trimmed(expression.substr(pipe + 1)) : std::string_view();
    const std::string_view name = trimmed(expression.substr(0, pipe));
    if (!name.starts_with("inputs.") || (!function.empty() && function != "quote"))
        return unsupported("is more of a template than this program expands");
    const Value *value = inputAt(inputs, name.substr(7));
    if (!value)
        return unsupported("names no input");
    if (function == "quote")
        return yaml::toJson(Value::string(value->sharedText()));
    return value->isScalar() ? std::string(value->text()) : yaml::toJson(*value);
}

Result<std::string> fillIn(std::string_view text, const Value &inputs)
{
    std::string filled;
    for (;;) {
        const std::size_t start = text.find("<<");
        filled += text.substr(0, start);
        if (start == text.npos)
            return filled;
        const std::size_t end = text.find(">>", start);
        if (end == text.npos)
            return std::unexpected(
                Error(ErrorCode::InvalidInput, "a '<<' is not closed with '>>'"));
        filled += PLUMB_TRY(evaluate(text.substr(start + 2, end - start - 2), inputs));
        text.remove_prefix(end + 2);
    }
}

Value inNamespace(Value fields, std::string_view name)
{
    if (!fields.find({"metadata", "namespace"}) && !name.empty())
        fields.ensureMapping("metadata").set("namespace", Value::string(yaml::Text(name)));
    return fields;
}

/// The templates of one set as texts.
std::vector<std::string> templatesOf(const Object &object)
{
    std::vector<std::string> templates;
    if (const Value *resources = object.fields().find({"spec", "resources"})) {
        for (const Value &resource : resources->items())
            templates.push_back(yaml::toYaml(resource));
    }
    const std::string_view text = object.fields().textAt({"spec", "resourcesTemplate"});
    if (!text.empty())
        templates.emplace_back(text);
    return templates;
}

} // namespace

bool ResourceSet::matches(const Object &object)
{
    return isKind(object, operatorGroup, "ResourceSet");
}

Result<ResourceSet> ResourceSet::from(Object object)
{
    if (!matches(object))
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "'" + object.displayName() + "' is no ResourceSet"));
    ResourceSet set;
    set.m_object = std::move(object);
    return set;
}

bool ResourceSet::hasForeignInputs() const
{
    const Value *from = m_object.fields().find({"spec", "inputsFrom"});
    return from && from->size() > 0;
}

Result<std::vector<Object>> ResourceSet::expand() const
{
    std::vector<Value> inputs;
    if (const Value *written = m_object.fields().find({"spec", "inputs"}))
        inputs.assign(written->items().begin(), written->items().end());
    if (inputs.empty() && !hasForeignInputs())
        inputs.push_back(Value::mapping());

    std::vector<Object> objects;
    for (const Value &input : inputs) {
        for (const std::string &text : templatesOf(m_object)) {
            const std::string filled = PLUMB_TRY(fillIn(text, input));
            for (Value &document :
                 PLUMB_TRY(yaml::parseAll(filled, {}, {.dialect = yaml::Dialect::Kubernetes}))) {
                if (document.isNull())
                    continue;
                // Its values are in no file, but what they are made of is.
                document.setOrigin(m_object.fields().origin(), m_object.fields().column());
                Object made = PLUMB_TRY(
                    Object::from(inNamespace(std::move(document), m_object.namespaceName())));
                if (std::ranges::find(objects, made.id(), &Object::id) == objects.end())
                    objects.push_back(std::move(made));
            }
        }
    }
    return objects;
}

} // namespace plumb::flux
