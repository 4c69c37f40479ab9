// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/treecomparison.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace plumb::promotion {

namespace {

using yaml::NodePath;
using yaml::Step;
using yaml::Value;

bool identifiesItems(const Value &sequence, std::string_view key)
{
    std::set<std::string_view> seen;
    return std::ranges::all_of(sequence.items(), [&](const Value &item) {
        const Value *const field = item.find(key);
        return field && field->isScalar() && !field->isNull() && seen.insert(field->text()).second;
    });
}

// The field that tells the items of both lists apart; empty when there is none.
std::string_view keyOf(const Value &source, const Value &target)
{
    constexpr std::array<std::string_view, 9> candidates = {
        "name", "key", "id", "mountPath", "containerPort", "port", "host", "path", "kind"};
    for (const std::string_view key : candidates) {
        if (identifiesItems(source, key) && identifiesItems(target, key))
            return key;
    }
    return {};
}

class Comparison
{
public:
    std::vector<Leaf> take() { return std::move(m_leaves); }

    void compare(const Value &source, const Value &target, const NodePath &path)
    {
        if (source.sameData(target))
            return;
        if (source.isMapping() && target.isMapping()) {
            compareMappings(source, target, path);
            return;
        }
        if (source.isSequence() && target.isSequence() && source.size() > 0 && target.size() > 0) {
            compareSequences(source, target, path);
            return;
        }
        m_leaves.push_back({.path = path, .source = &source, .target = &target});
    }

private:
    void compareMappings(const Value &source, const Value &target, const NodePath &path)
    {
        std::string_view previous;
        for (const yaml::Entry &entry : source.entries()) {
            const NodePath child = path.child(Step::toKey(entry.key.view()));
            if (const Value *const other = target.find(entry.key.view())) {
                compare(entry.value, *other, child);
            } else {
                m_leaves.push_back({.path = child,
                                    .change = Change::Added,
                                    .source = &entry.value,
                                    .after = std::string(previous)});
            }
            previous = entry.key.view();
        }
        for (const yaml::Entry &entry : target.entries()) {
            if (!source.find(entry.key.view())) {
                m_leaves.push_back({.path = path.child(Step::toKey(entry.key.view())),
                                    .change = Change::Removed,
                                    .target = &entry.value});
            }
        }
    }

    void compareSequences(const Value &source, const Value &target, const NodePath &path)
    {
        const std::string_view key = keyOf(source, target);
        if (key.empty()) {
            compareByPosition(source, target, path);
            return;
        }
        for (const Value &item : source.items()) {
            const Step step = Step::toItem(key, item.find(key)->text());
            if (const Value *const other = findStep(target, step))
                compare(item, *other, path.child(step));
            else
                m_leaves.push_back(
                    {.path = path.child(step), .change = Change::Added, .source = &item});
        }
        for (const Value &item : target.items()) {
            const Step step = Step::toItem(key, item.find(key)->text());
            if (!findStep(source, step))
                m_leaves.push_back(
                    {.path = path.child(step), .change = Change::Removed, .target = &item});
        }
    }

    void compareByPosition(const Value &source, const Value &target, const NodePath &path)
    {
        const bool areMappings = std::ranges::all_of(source.items(), &Value::isMapping)
                                 && std::ranges::all_of(target.items(), &Value::isMapping);
        if (source.size() != target.size() || !areMappings) {
            m_leaves.push_back({.path = path, .source = &source, .target = &target});
            return;
        }
        for (std::size_t i = 0; i < source.size(); ++i)
            compare(source.items()[i], target.items()[i], path.child(Step::toIndex(i)));
    }

    std::vector<Leaf> m_leaves;
};

} // namespace

std::vector<Leaf> compareTrees(const Value &source, const Value &target)
{
    Comparison comparison;
    comparison.compare(source, target, {});
    return comparison.take();
}

} // namespace plumb::promotion
