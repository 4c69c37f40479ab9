// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/render.h"

#include "core/yaml/json.h"

#include <algorithm>

namespace plumb::drift {

using yaml::Value;

namespace {

bool isPlainText(std::string_view text)
{
    return !text.empty() && text.front() != ' ' && text.back() != ' '
           && std::ranges::none_of(text, [](char c) {
                  return (static_cast<unsigned char>(c) < 0x20) || c == '"' || c == 0x7f;
              });
}

/// Long enough for what people compare by eye; JSON has all of it.
constexpr std::size_t longestSide = 240;

std::string sideText(const std::optional<Value> &value)
{
    if (!value)
        return "(none)";
    std::string text = toInlineText(*value);
    if (text.size() <= longestSide)
        return text;
    std::size_t end = longestSide;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end; // not within a character
    return text.substr(0, end) + "…";
}

void setUnlessEmpty(Value &value, std::string_view key, std::string_view text)
{
    if (!text.empty())
        value.set(key, Value::string(text));
}

Value causeValue(const Cause &cause)
{
    Value value = Value::mapping();
    value.set("kind", Value::string(nameOf(cause.kind)));
    value.set("explanation", Value::string(cause.explanation));
    value.set("needsPerson", Value::boolean(cause.needsPerson));
    if (!cause.manager)
        return value;
    value.set("manager", Value::string(cause.manager->name));
    value.set("operation", Value::string(ssa::nameOf(cause.manager->operation)));
    setUnlessEmpty(value, "subresource", cause.manager->subresource);
    setUnlessEmpty(value, "time", cause.manager->time);
    return value;
}

std::string causeText(const Cause &cause)
{
    return " [" + std::string(describe(cause.kind)) + ": " + cause.explanation + ']';
}

Value changeValue(const FieldChange &change)
{
    Value value = Value::mapping();
    value.set("path", Value::string(change.path.toString()));
    value.set("change", Value::string(toString(change.kind)));
    if (change.desired)
        value.set("desired", *change.desired);
    if (change.live)
        value.set("live", *change.live);
    if (change.isMasked)
        value.set("masked", Value::boolean(true));
    if (change.isConfirmed)
        value.set("confirmed", Value::boolean(true));
    if (change.cause)
        value.set("cause", causeValue(*change.cause));
    return value;
}

std::string serverText(const ServerAnswer &answer)
{
    switch (answer.verdict) {
    case ServerVerdict::NotAsked: break;
    case ServerVerdict::NotAllowed: return " (not confirmed)";
    case ServerVerdict::Confirmed: return " (confirmed by the API server)";
    case ServerVerdict::Unchanged: return " (the API server would change nothing)";
    case ServerVerdict::Refused: return " (the API server refuses it: " + answer.message + ')';
    }
    return {};
}

Value objectValue(const ObjectDiff &object, Comparison comparison)
{
    Value value = Value::mapping();
    value.set("action", Value::string(describe(object, comparison)));
    value.set("apiVersion", Value::string(object.gvk.apiVersion()));
    value.set("kind", Value::string(object.id.kind));
    setUnlessEmpty(value, "namespace", object.id.namespaceName);
    value.set("name", Value::string(object.id.name));
    setUnlessEmpty(value, "owner", object.owner);
    setUnlessEmpty(value, "reason", object.reason);
    setUnlessEmpty(value, "renamedFrom", object.renamedFrom);
    if (object.cause)
        value.set("cause", causeValue(*object.cause));
    setUnlessEmpty(value, "server", toString(object.server.verdict));
    setUnlessEmpty(value, "serverMessage", object.server.message);
    Value changes = Value::sequence();
    for (const FieldChange &change : object.changes)
        changes.append(changeValue(change));
    if (changes.size() > 0)
        value.set("changes", std::move(changes));
    return value;
}

Value diagnosticValue(const Diagnostic &diagnostic)
{
    Value value = Value::mapping();
    value.set("severity", Value::string(toString(diagnostic.severity)));
    value.set("code", Value::string(diagnostic.code));
    value.set("message", Value::string(diagnostic.message));
    setUnlessEmpty(value, "object", diagnostic.object);
    if (diagnostic.where) {
        value.set("path", Value::string(diagnostic.where->path));
        value.set("line", Value::integer(diagnostic.where->line));
    }
    return value;
}

} // namespace

std::string_view describe(const ObjectDiff &object, Comparison comparison)
{
    if (comparison == Comparison::States)
        return toString(object.action);
    switch (object.action) {
    case Action::Created: return "missing";
    case Action::Configured: return "drifted";
    case Action::Deleted: return "extra";
    case Action::Unchanged:
    case Action::Skipped: break;
    }
    return toString(object.action);
}

std::string toInlineText(const Value &value)
{
    if (value.isScalar() && isPlainText(value.text()))
        return std::string(value.text());
    return yaml::toJson(value, yaml::HtmlEscaping::Off);
}

std::string toText(const FieldChange &change, Comparison comparison)
{
    std::string before = sideText(change.live);
    std::string after = sideText(change.desired);
    if (comparison == Comparison::Live)
        before.swap(after);
    std::string text = change.path.toString() + ": ";
    if (change.kind == FieldChange::Kind::Reordered)
        text += "order ";
    return text + before + " → " + after;
}

std::string toText(const std::map<CauseKind, std::size_t> &explained)
{
    std::string text;
    for (const auto &[kind, count] : explained) {
        text +=
            (text.empty() ? "" : ", ") + std::to_string(count) + ' ' + std::string(describe(kind));
    }
    return text;
}

std::string toText(const ChangeSet &set)
{
    std::string text;
    for (const ObjectDiff &object : set.objects) {
        text += object.displayName() + ' ' + std::string(describe(object, set.comparison));
        if (!object.renamedFrom.empty())
            text += " (renamed from " + object.renamedFrom + ')';
        if (!object.reason.empty())
            text += ": " + object.reason;
        if (object.cause && object.reason.empty())
            text += causeText(*object.cause);
        else if (object.cause)
            text += " [" + std::string(describe(object.cause->kind)) + ']';
        text += serverText(object.server) + '\n';
        for (const FieldChange &change : object.changes)
            text += "  " + toText(change, set.comparison)
                    + (change.cause ? causeText(*change.cause) : "") + '\n';
    }
    return text;
}

Value toValue(const ChangeSet &set)
{
    Value value = Value::mapping();
    value.set("comparison", Value::string(set.comparison == Comparison::Live ? "live" : "states"));
    value.set("unchanged", Value::integer(static_cast<std::int64_t>(set.unchanged)));
    Value objects = Value::sequence();
    for (const ObjectDiff &object : set.objects)
        objects.append(objectValue(object, set.comparison));
    value.set("objects", std::move(objects));
    Value diagnostics = Value::sequence();
    for (const Diagnostic &diagnostic : set.diagnostics)
        diagnostics.append(diagnosticValue(diagnostic));
    value.set("diagnostics", std::move(diagnostics));
    return value;
}

Value toValue(const std::map<CauseKind, std::size_t> &explained)
{
    Value value = Value::mapping();
    for (const auto &[kind, count] : explained)
        value.set(nameOf(kind), Value::integer(static_cast<std::int64_t>(count)));
    return value;
}

std::string toJson(const ChangeSet &set)
{
    return yaml::toJsonPretty(toValue(set)) + '\n';
}

} // namespace plumb::drift
