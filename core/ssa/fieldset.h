// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/fieldpath.h"
#include "core/object/schema.h"
#include "core/yaml/value.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::ssa {

/// Fields of an object: a set as managedFields writes them, and as structured-merge-diff, which the
/// API server merges with, computes with them.
///
/// A field that is a member is owned itself. What is below it may be members of its own, with or
/// without it.
class FieldSet
{
public:
    /// Reads a fieldsV1.
    static FieldSet fromFields(const yaml::Value &fields);
    /// All that is set in a value: its scalars, what the server treats as one, keys of free
    /// mappings and items of lists.
    static FieldSet of(const yaml::Value &value, const SchemaNode &node);

    /// Whether there is neither a member here nor below.
    bool isEmpty() const { return !m_isMember && m_children.empty(); }
    bool isMember() const { return m_isMember; }
    /// What is below the field or item of that key ("f:name", "k:{…}"); null when it has nothing.
    const FieldSet *child(std::string_view key) const;

    FieldSet united(const FieldSet &other) const;
    /// Without the members of @p other; what is below them stays.
    FieldSet without(const FieldSet &other) const;
    FieldSet common(const FieldSet &other) const;
    /// With the fields that the kind declares above a member.
    FieldSet withStructure(const SchemaNode &node) const;

    /// All members, those above others first.
    std::vector<FieldPath> paths() const;
    /// Of the members, list items as a whole and else those that have none below.
    std::vector<FieldPath> leaves() const;

private:
    using Children = std::map<std::string, FieldSet, std::less<>>;

    void collect(const yaml::Value &value, const SchemaNode &node);
    void collectItems(const yaml::Value &list, const SchemaNode &node);
    void appendPaths(FieldPath &place, std::vector<FieldPath> &paths) const;
    void appendLeaves(FieldPath &place, std::vector<FieldPath> &leaves) const;
    void keep(const std::string &key, FieldSet child);

    bool m_isMember = false;
    Children m_children;
};

/// The key of an item of a list that merges by items: "k:{"name":"web"}" or "v:"scalar"". A key
/// field that is absent counts with its default.
std::string itemKey(const yaml::Value &item, const SchemaNode &list);

} // namespace plumb::ssa
