// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::yaml {

/// One step from a collection to something in it.
struct Step
{
    enum class Kind : std::uint8_t {
        Key,   ///< The value at a key of a mapping.
        Index, ///< An item of a sequence by its position.
        /// The item of a sequence whose entry at `key` is `value`: [name=app]; without a key the
        /// scalar that is `value` itself: [=app].
        Item,
    };

    Kind kind = Kind::Key;
    std::string key = {};
    std::string value = {};
    std::size_t index = 0;

    auto operator<=>(const Step &) const = default;

    static Step toKey(std::string_view key);
    static Step toIndex(std::size_t index);
    static Step toItem(std::string_view key, std::string_view value);
};

/// The way from the root of a document to a node, as people write it:
/// spec.template.spec.containers[name=app].image, metadata.annotations["example.com/a.b"], a[0].
class NodePath
{
public:
    NodePath() = default;
    explicit NodePath(std::vector<Step> steps)
        : m_steps(std::move(steps))
    {
    }

    static Result<NodePath> parse(std::string_view text);

    const std::vector<Step> &steps() const { return m_steps; }
    bool isRoot() const { return m_steps.empty(); }
    NodePath child(Step step) const;
    NodePath parent() const;

    /// Whether this is @p ancestor or lies below it.
    bool isWithin(const NodePath &ancestor) const;

    /// The value it names; null when there is none.
    const Value *find(const Value &document) const;

    std::string toString() const;

    auto operator<=>(const NodePath &) const = default;

private:
    std::vector<Step> m_steps;
};

/// The value that @p step leads to from @p value; null when there is none.
const Value *findStep(const Value &value, const Step &step);

} // namespace plumb::yaml
