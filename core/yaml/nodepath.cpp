// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/nodepath.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace plumb::yaml {

namespace {

bool isPlainKey(std::string_view key)
{
    return !key.empty() && key.find_first_of(".[]\"=\\ ") == key.npos;
}

void appendQuoted(std::string &text, std::string_view key)
{
    text += '"';
    for (const char c : key) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    text += '"';
}

void appendMaybeQuoted(std::string &text, std::string_view key)
{
    if (isPlainKey(key))
        text += key;
    else
        appendQuoted(text, key);
}

/// Takes the steps off the front of a path's text.
class PathReader
{
public:
    explicit PathReader(std::string_view text)
        : m_rest(text)
    {
    }

    std::optional<std::vector<Step>> read()
    {
        std::vector<Step> steps;
        while (!m_rest.empty()) {
            if (m_rest[0] == '[') {
                const std::optional<Step> step = bracket();
                if (!step)
                    return {};
                steps.push_back(*step);
                continue;
            }
            if (!steps.empty() && !take('.'))
                return {};
            const std::string_view key = m_rest.substr(0, m_rest.find_first_of(".["));
            if (key.empty())
                return {};
            steps.push_back(Step::toKey(key));
            m_rest.remove_prefix(key.size());
        }
        return steps;
    }

private:
    std::optional<Step> bracket()
    {
        take('[');
        const std::optional<std::string> name = word();
        if (!name)
            return {};
        const bool wasQuoted = m_wasQuoted;
        std::optional<Step> step;
        if (take('=')) {
            const std::optional<std::string> value = word();
            if (!value)
                return {};
            step = Step::toItem(*name, *value);
        } else if (wasQuoted) {
            step = Step::toKey(*name);
        } else {
            std::size_t index = 0;
            const char *const end = name->data() + name->size();
            const auto result = std::from_chars(name->data(), end, index);
            if (name->empty() || result.ec != std::errc() || result.ptr != end)
                return {};
            step = Step::toIndex(index);
        }
        if (!take(']'))
            return {};
        return step;
    }

    // Text up to '=' or ']', or in double quotes.
    std::optional<std::string> word()
    {
        m_wasQuoted = take('"');
        if (!m_wasQuoted) {
            const std::string_view plain = m_rest.substr(0, m_rest.find_first_of("=]"));
            m_rest.remove_prefix(plain.size());
            return std::string(plain);
        }
        std::string text;
        while (!m_rest.empty() && m_rest[0] != '"') {
            if (m_rest[0] == '\\' && m_rest.size() > 1)
                m_rest.remove_prefix(1);
            text += m_rest[0];
            m_rest.remove_prefix(1);
        }
        if (!take('"'))
            return {};
        return text;
    }

    bool take(char c)
    {
        if (m_rest.empty() || m_rest[0] != c)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    std::string_view m_rest;
    bool m_wasQuoted = false;
};

} // namespace

Step Step::toKey(std::string_view key)
{
    return {.key = std::string(key)};
}

Step Step::toIndex(std::size_t index)
{
    return {.kind = Kind::Index, .index = index};
}

Step Step::toItem(std::string_view key, std::string_view value)
{
    return {.kind = Kind::Item, .key = std::string(key), .value = std::string(value)};
}

Result<NodePath> NodePath::parse(std::string_view text)
{
    std::optional<std::vector<Step>> steps = PathReader(text).read();
    if (!steps) {
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "not a path: '" + std::string(text)
                                         + "'; write it like spec.containers[name=app].image"));
    }
    return NodePath(*std::move(steps));
}

NodePath NodePath::child(Step step) const
{
    NodePath path = *this;
    path.m_steps.push_back(std::move(step));
    return path;
}

NodePath NodePath::parent() const
{
    NodePath path = *this;
    if (!path.m_steps.empty())
        path.m_steps.pop_back();
    return path;
}

bool NodePath::isWithin(const NodePath &ancestor) const
{
    return m_steps.size() >= ancestor.m_steps.size()
           && std::equal(ancestor.m_steps.begin(), ancestor.m_steps.end(), m_steps.begin());
}

const Value *NodePath::find(const Value &document) const
{
    const Value *value = &document;
    for (const Step &step : m_steps) {
        value = findStep(*value, step);
        if (!value)
            return nullptr;
    }
    return value;
}

std::string NodePath::toString() const
{
    std::string text;
    for (const Step &step : m_steps) {
        if (step.kind == Step::Kind::Key && isPlainKey(step.key)) {
            text += (text.empty() ? "" : ".") + step.key;
            continue;
        }
        text += '[';
        if (step.kind == Step::Kind::Index) {
            text += std::to_string(step.index);
        } else if (step.kind == Step::Kind::Key) {
            appendQuoted(text, step.key);
        } else {
            if (!step.key.empty())
                appendMaybeQuoted(text, step.key);
            text += '=';
            appendMaybeQuoted(text, step.value);
        }
        text += ']';
    }
    return text;
}

const Value *findStep(const Value &value, const Step &step)
{
    if (step.kind == Step::Kind::Key)
        return value.find(step.key);
    if (step.kind == Step::Kind::Index)
        return step.index < value.items().size() ? &value.items()[step.index] : nullptr;
    for (const Value &item : value.items()) {
        const Value *const field = step.key.empty() ? &item : item.find(step.key);
        if (field && field->isScalar() && field->text() == step.value)
            return &item;
    }
    return nullptr;
}

} // namespace plumb::yaml
