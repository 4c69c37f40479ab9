// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <compare>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb {

/// One step from a value into one of its parts.
struct FieldStep
{
    enum class Kind : std::uint8_t {
        Key,    ///< An entry of a mapping.
        Item,   ///< The list item that has these values at the list's merge keys.
        Member, ///< The item of a list of scalars that is used as a set.
        Index,  ///< The item at a position, counted from 0, where a list has no merge key.
    };

    Kind kind = Kind::Key;
    std::string text;                                            ///< The key, or the member's text.
    std::vector<std::pair<std::string, std::string>> match = {}; ///< Item: merge key and its value.
    std::size_t index = 0;

    static FieldStep key(std::string_view key);
    static FieldStep item(std::vector<std::pair<std::string, std::string>> match);
    static FieldStep member(std::string_view text);
    static FieldStep position(std::size_t index);

    auto operator<=>(const FieldStep &) const = default;
};

/// Names one field of an object, and stays the same when list items move:
/// spec.template.spec.containers[name=web].ports[containerPort=80,protocol=TCP].hostPort
///
/// A key that is not made of letters, digits, '-' and '_' is written in quotes
/// (metadata.labels["app.kubernetes.io/name"]), a set's member as [="value"], a position as [2].
class FieldPath
{
public:
    FieldPath() = default;
    explicit FieldPath(std::vector<FieldStep> steps)
        : m_steps(std::move(steps))
    {
    }

    /// Reads the form that toString() writes, and a leading '.' as kubectl and field managers do.
    static Result<FieldPath> parse(std::string_view text);

    const std::vector<FieldStep> &steps() const { return m_steps; }
    bool isRoot() const { return m_steps.empty(); }
    std::string toString() const;
    /// Whether this is @p field or a part of it.
    bool isWithin(const FieldPath &field) const;
    /// The value this names in @p root; null when there is none. A port without a protocol is one
    /// of TCP.
    const yaml::Value *find(const yaml::Value &root) const;

    void append(FieldStep step) { m_steps.push_back(std::move(step)); }
    void removeLast() { m_steps.pop_back(); }

    auto operator<=>(const FieldPath &) const = default;

private:
    std::vector<FieldStep> m_steps;
};

} // namespace plumb
