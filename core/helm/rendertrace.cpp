// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/rendertrace.h"

#include "core/gotemplate/node.h"
#include "core/gotemplate/value.h"

#include <algorithm>
#include <array>

namespace plumb::helm {

namespace {

using gotemplate::Value;

// Functions that hand on, or only look at, the maps they are given.
constexpr std::array<std::string_view, 28> passive = {
    "coalesce", "default", "dict",       "dig",      "empty",  "eq",      "fail",
    "get",      "hasKey",  "include",    "index",    "kindIs", "kindOf",  "list",
    "ne",       "not",     "pluck",      "required", "set",    "ternary", "tpl",
    "tuple",    "typeIs",  "typeIsLike", "typeOf",   "unset",  "and",     "or"};

std::string itemName(std::size_t index)
{
    return '[' + std::to_string(index) + ']';
}

const void *identity(const Value &value)
{
    if (value.isNilCollection())
        return nullptr;
    if (value.isMap())
        return &value.sharedMap();
    return value.isList() ? static_cast<const void *>(&value.sharedList()) : nullptr;
}

} // namespace

std::uint32_t RenderTrace::child(std::uint32_t parent, std::string_view name)
{
    const auto next = static_cast<std::uint32_t>(m_keys.size());
    const auto [known, isNew] = m_children.try_emplace({parent, std::string(name)}, next);
    if (isNew)
        m_keys.push_back({.parent = parent, .name = std::string(name)});
    return known->second;
}

void RenderTrace::learn(const Value &values)
{
    learn(values, 0);
}

void RenderTrace::learn(const Value &value, std::uint32_t key)
{
    const void *const collection = identity(value);
    if (!collection)
        return;
    m_collections.emplace(collection, key);
    for (const gotemplate::MapEntry &entry : value.entries()) {
        if (entry.value.isMap() || entry.value.isList())
            learn(entry.value, child(key, entry.key));
    }
    for (std::size_t i = 0; i < value.items().size(); ++i)
        learn(value.items()[i], child(key, itemName(i)));
}

void RenderTrace::touch(const KeyPath &path)
{
    m_touched.insert(path);
}

void RenderTrace::begin(const std::string &output)
{
    m_output = &output;
    m_steps.clear();
    m_reads.clear();
}

std::uint32_t RenderTrace::lineIn(const gotemplate::Unit &unit, std::uint32_t position)
{
    std::vector<std::uint32_t> &starts = m_lineStarts[&unit];
    if (starts.empty()) {
        starts.push_back(0);
        const std::string_view source = unit.source();
        for (std::size_t at = source.find('\n'); at != source.npos; at = source.find('\n', at + 1))
            starts.push_back(static_cast<std::uint32_t>(at + 1));
    }
    return static_cast<std::uint32_t>(std::ranges::upper_bound(starts, position) - starts.begin());
}

void RenderTrace::reached(const std::string &output, const gotemplate::Unit &unit,
                          std::uint32_t position, bool isText)
{
    // What is rendered into a text of its own belongs to the action that takes the text.
    if (&output != m_output)
        return;
    const auto next = static_cast<std::uint32_t>(m_files.size());
    auto file = m_fileNumbers.find(unit.parseName());
    if (file == m_fileNumbers.end()) {
        file = m_fileNumbers.emplace(unit.parseName(), next).first;
        m_files.push_back(unit.parseName());
    }
    m_steps.push_back({.offset = output.size(),
                       .file = file->second,
                       .line = lineIn(unit, position),
                       .isText = isText,
                       .reads = m_reads.size()});
}

const std::uint32_t *RenderTrace::keyOf(const Value &collection) const
{
    const auto known = m_collections.find(identity(collection));
    return known == m_collections.end() ? nullptr : &known->second;
}

void RenderTrace::read(const Value &map, std::string_view name)
{
    const std::uint32_t *const parent = keyOf(map);
    if (!parent)
        return;
    const std::uint32_t key = child(*parent, name);
    m_keys[key].isRead = true;
    m_reads.push_back(key);
}

void RenderTrace::used(const Value &value)
{
    const std::uint32_t *const key = keyOf(value);
    if (!key)
        return;
    m_keys[*key].isUsed = true;
    m_reads.push_back(*key);
}

void RenderTrace::called(std::string_view function, std::span<const Value> arguments)
{
    if (function == "get" || function == "hasKey" || function == "index") {
        for (std::size_t i = 1; i < arguments.size() && i < 2; ++i) {
            if (arguments[0].isMap())
                read(arguments[0], arguments[i].text());
        }
    } else if (function == "dig" && arguments.size() > 2) {
        Value map = arguments.back();
        for (std::size_t i = 0; i + 2 < arguments.size() && map.isMap(); ++i) {
            read(map, arguments[i].text());
            const Value *const next = map.find(arguments[i].text());
            map = next ? Value(*next) : Value();
        }
    } else if (function == "pluck") {
        for (std::size_t i = 1; i < arguments.size(); ++i)
            read(arguments[i], arguments[0].text());
    }
    if (std::ranges::find(passive, function) != passive.end())
        return;
    for (const Value &argument : arguments)
        used(argument);
}

void RenderTrace::addReads(const Step &step, std::size_t end, LineSource &line) const
{
    for (std::size_t i = step.reads; i < end; ++i) {
        if (std::ranges::find(line.keys, m_reads[i]) == line.keys.end())
            line.keys.push_back(m_reads[i]);
    }
}

void RenderTrace::finish(const std::string &path, const std::string &output,
                         const std::vector<std::size_t> &removed, std::size_t removedSize)
{
    for (Step &step : m_steps) {
        std::size_t before = 0;
        for (const std::size_t at : removed)
            before += std::min(removedSize, step.offset > at ? step.offset - at : 0);
        step.offset -= std::min(before, step.offset);
    }
    std::vector<LineSource> &lines = m_lines[path];
    lines.assign(1, {});
    bool hasAction = false;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const Step &step = m_steps[i];
        const bool isLast = i + 1 == m_steps.size();
        const std::size_t end = isLast ? output.size() : m_steps[i + 1].offset;
        const std::size_t readsEnd = isLast ? m_reads.size() : m_steps[i + 1].reads;
        std::uint32_t line = step.line;
        for (std::size_t at = step.offset; at < end;) {
            LineSource &here = lines.back();
            if (!hasAction && (here.line == 0 || !step.isText)) {
                here.file = step.file;
                here.line = line;
            }
            if (!step.isText) {
                hasAction = true;
                addReads(step, readsEnd, here);
            }
            const std::size_t newline = output.find('\n', at);
            if (newline == output.npos || newline >= end)
                break;
            at = newline + 1;
            line += step.isText ? 1 : 0;
            lines.push_back({});
            hasAction = false;
        }
    }
    m_output = nullptr;
}

const std::vector<LineSource> *RenderTrace::linesOf(const std::string &path) const
{
    const auto found = m_lines.find(path);
    return found == m_lines.end() ? nullptr : &found->second;
}

KeyPath RenderTrace::keyPath(std::uint32_t key) const
{
    KeyPath path;
    for (; key != 0; key = m_keys[key].parent)
        path.push_back(m_keys[key].name);
    std::ranges::reverse(path);
    return path;
}

std::vector<std::uint32_t> RenderTrace::readKeys() const
{
    std::vector<std::uint32_t> keys;
    for (std::uint32_t i = 0; i < m_keys.size(); ++i) {
        if (m_keys[i].isRead)
            keys.push_back(i);
    }
    return keys;
}

bool RenderTrace::covers(const KeyPath &path) const
{
    std::uint32_t key = 0;
    for (const std::string &name : path) {
        if (m_keys[key].isUsed)
            return true;
        const auto next = m_children.find(std::pair(key, name));
        if (next == m_children.end())
            return false;
        key = next->second;
    }
    return m_keys[key].isRead || m_keys[key].isUsed;
}

bool RenderTrace::isRead(const KeyPath &path) const
{
    const auto isTouched = [&path](const KeyPath &touched) {
        return touched.size() <= path.size()
               && std::ranges::equal(touched, std::span(path).first(touched.size()));
    };
    if (covers(path) || std::ranges::any_of(m_touched, isTouched))
        return true;
    if (path.empty() || path.front() != "global")
        return false;
    // Every chart below has a map of its own for the globals.
    for (const auto &[place, key] : m_children) {
        if (place.second != "global" || place.first == 0)
            continue;
        KeyPath below = keyPath(key);
        below.insert(below.end(), path.begin() + 1, path.end());
        if (covers(below))
            return true;
    }
    return false;
}

} // namespace plumb::helm
