// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/defaultrule.h"

#include "core/yaml/json.h"

#include <string>

namespace plumb::ssa {

using yaml::Value;

namespace {

/// One segment of a rule's path.
struct Segment
{
    std::string_view name = {};
    std::string_view conditions = {}; ///< "{type=RollingUpdate}{!x}"
    bool isEach = false;
};

Segment takeSegment(std::string_view &path)
{
    const std::size_t dot = path.find('.');
    std::string_view text = path.substr(0, dot);
    path.remove_prefix(dot == path.npos ? path.size() : dot + 1);
    Segment segment;
    if (const std::size_t brace = text.find('{'); brace != text.npos) {
        segment.conditions = text.substr(brace);
        text = text.substr(0, brace);
    }
    segment.isEach = text.ends_with("[]");
    segment.name = segment.isEach ? text.substr(0, text.size() - 2) : text;
    return segment;
}

bool holds(std::string_view conditions, const Value &value)
{
    while (!conditions.empty()) {
        const std::size_t end = conditions.find('}');
        const std::string_view condition = conditions.substr(1, end - 1);
        conditions.remove_prefix(end + 1);
        if (condition.starts_with('!')) {
            if (!isMissing(value.find(condition.substr(1))))
                return false;
            continue;
        }
        const std::size_t equals = condition.find('=');
        if (value.textAt({condition.substr(0, equals)}) != condition.substr(equals + 1))
            return false;
    }
    return true;
}

Value read(std::string_view json)
{
    return yaml::parseJson(json, std::string("defaults")).value_or(Value());
}

/// Whether the rule would set something; looked at before anything is changed, so that objects
/// that have it all keep sharing their memory.
bool isWanting(const Value &value, std::string_view path)
{
    const Segment segment = takeSegment(path);
    if (!value.isMapping())
        return false;
    const Value *child = value.find(segment.name);
    if (path.empty())
        return isMissing(child);
    if (!child)
        return false;
    if (!segment.isEach)
        return holds(segment.conditions, *child) && isWanting(*child, path);
    for (const Value &item : child->items()) {
        if (holds(segment.conditions, item) && isWanting(item, path))
            return true;
    }
    return false;
}

} // namespace

void applyRule(Value &value, std::string_view path, std::string_view json)
{
    if (!isWanting(value, path))
        return;
    const Segment segment = takeSegment(path);
    if (path.empty()) {
        value.set(segment.name, read(json));
        return;
    }
    Value &child = *value.findMutable(segment.name);
    if (!segment.isEach) {
        applyRule(child, path, json);
        return;
    }
    for (Value &item : child.mutableItems()) {
        if (holds(segment.conditions, item))
            applyRule(item, path, json);
    }
}

bool isMissing(const Value *value)
{
    return !value || value->isNull() || (value->isString() && value->text().empty())
           || (value->isSequence() && value->size() == 0);
}

} // namespace plumb::ssa
