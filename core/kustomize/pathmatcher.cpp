// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/pathmatcher.h"

#include "core/kustomize/regex.h"
#include "core/kustomize/scalarfield.h"
#include "core/yaml/emitter.h"
#include "core/yaml/parser.h"

namespace plumb::kustomize {

using yaml::Value;

namespace {

std::unexpected<Error> mismatch(std::string_view part, std::string_view expected)
{
    return std::unexpected(
        Error(ErrorCode::InvalidInput,
              "'" + std::string(part) + "' of the path needs " + std::string(expected)));
}

/// The text that an expression is matched against: a scalar as it is printed, quotes and all.
std::string printed(const Value &value)
{
    std::string text = yaml::toReadableYaml(value);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

} // namespace

Result<std::vector<PathMatcher::Match>> PathMatcher::find(Value &root)
{
    m_matches.clear();
    PLUMB_TRY(follow(root, 0, false));
    return std::move(m_matches);
}

NodeKind PathMatcher::kindAfter(std::size_t depth) const
{
    const std::string_view next =
        depth + 1 < m_path.size() ? std::string_view(m_path[depth + 1]) : std::string_view();
    return kindBefore(next, *m_create);
}

Result<> PathMatcher::follow(Value &node, std::size_t depth, bool isNew)
{
    if (depth == m_path.size()) {
        m_matches.push_back({&node, isNew});
        return {};
    }
    const std::string &part = m_path[depth];
    if (const std::optional<std::size_t> index = indexOfPart(part))
        return followIndex(node, depth, *index);
    if (isItemPart(part))
        return followItems(node, depth);
    if (part != "*")
        return followField(node, depth);
    if (node.isNull())
        return {};
    if (!node.isSequence())
        return mismatch(part, "a list");
    for (Value &item : node.mutableItems())
        PLUMB_TRY(follow(item, depth + 1, false));
    return {};
}

Result<> PathMatcher::followField(Value &node, std::size_t depth)
{
    const std::string &part = m_path[depth];
    if (!node.isMapping() && !node.isNull())
        return mismatch(part, "a mapping");
    if (!std::as_const(node).find(part)) {
        if (!m_create)
            return {};
        Value &made = node.set(part, emptyNode(kindAfter(depth)));
        return follow(made, depth + 1, true);
    }
    Value &field = *node.findMutable(part);
    if (field.isScalar() && depth + 1 < m_path.size())
        return followText(field, depth);
    return follow(field, depth + 1, false);
}

// A path may lead into a text that is YAML itself. What is found there is not part of the document:
// StructuredText has set it already if that can be done at all.
Result<> PathMatcher::followText(Value &node, std::size_t depth)
{
    std::vector<Value> documents = PLUMB_TRY(yaml::parseAll(node.text(), {}));
    if (documents.empty())
        return mismatch(m_path[depth + 1], "a mapping or a list");
    m_scratch = std::move(documents.front());
    return follow(m_scratch, depth + 1, false);
}

Result<> PathMatcher::followIndex(Value &node, std::size_t depth, std::size_t index)
{
    if (!node.isSequence() && !node.isNull())
        return mismatch(m_path[depth], "a list");
    if (index == node.size() && m_create) {
        Value &made = node.append(emptyNode(kindAfter(depth)));
        return follow(made, depth + 1, true);
    }
    if (index >= node.size())
        return mismatch(m_path[depth], "a longer list than one of " + std::to_string(node.size()));
    return follow(node.mutableItems()[index], depth + 1, false);
}

Result<> PathMatcher::followItems(Value &node, std::size_t depth)
{
    const auto [field, expression] = PLUMB_TRY(splitItemPart(m_path[depth]));
    if (!node.isSequence() && !node.isNull())
        return mismatch(m_path[depth], "a list");
    const Regex regex(expression);
    if (!regex.isValid())
        return mismatch(m_path[depth], "a valid expression: " + regex.problem());
    const std::size_t before = m_matches.size();
    PLUMB_TRY(searchItems(node, depth, field, regex));
    if (!m_create || m_matches.size() != before)
        return {};
    Value item = untypedScalar(expression, yaml::Style::Plain);
    if (!field.empty()) {
        Value mapping = Value::mapping();
        mapping.set(field, std::move(item));
        item = std::move(mapping);
    }
    node.append(std::move(item));
    PLUMB_TRY(searchItems(node, depth, field, regex));
    if (m_matches.size() == before)
        return mismatch(m_path[depth], "a value that can be made and then be found");
    return {};
}

Result<> PathMatcher::searchItems(Value &node, std::size_t depth, std::string_view field,
                                  const Regex &regex)
{
    if (node.isNull())
        return {};
    for (Value &item : node.mutableItems()) {
        if (field.empty()) {
            // What comes behind in the path does not count for items that are found by themselves.
            if (regex.matches(printed(item)))
                m_matches.push_back({&item, false});
            continue;
        }
        const Value *value = std::as_const(item).find(field);
        if (value && regex.matches(printed(*value)))
            PLUMB_TRY(follow(item, depth + 1, false));
    }
    return {};
}

} // namespace plumb::kustomize
