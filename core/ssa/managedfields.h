// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/object/fieldpath.h"
#include "core/object/object.h"
#include "core/ssa/fieldset.h"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace plumb::ssa {

/// How a field manager writes: by server-side apply, or with any other request.
enum class Operation : std::uint8_t { Apply, Update };

/// "Apply" or "Update", as the API server writes it.
std::string_view nameOf(Operation operation);

/// Who wrote fields of an object, as the API server recorded it (flux-semantics §9.11).
struct FieldManager
{
    std::string name;
    Operation operation = Operation::Update;
    std::string apiVersion = {};
    std::string subresource = {}; ///< "status", "scale"; "" for the object itself.
    std::string time = {};        ///< Of the last write, as in RFC 3339; may be empty.

    bool operator==(const FieldManager &) const = default;
};

/// How much of a field a manager owns.
enum class Extent : std::uint8_t {
    Whole,  ///< The field itself.
    Within, ///< An atomic list or mapping that the field is a part of.
    Parts,  ///< Only what is below the field.
};

struct Owner
{
    FieldManager manager;
    Extent extent = Extent::Whole;

    bool operator==(const Owner &) const = default;
};

/// The metadata.managedFields of a live object.
class ManagedFields
{
public:
    /// An object without any is fine; InvalidInput when there is something else than the API
    /// server writes.
    static Result<ManagedFields> from(const Object &object);

    bool empty() const { return m_entries.empty(); }
    /// All managers, in the order of the object.
    std::vector<FieldManager> managers() const;

    /// Who owns a field of the object, the closest owners first and the latest of them before
    /// others. Nobody owns what is not there (flux-semantics §10.1).
    std::vector<Owner> ownersOf(const FieldPath &field) const;

    /// All that the managers that @p counts accepts own.
    FieldSet setOf(const std::function<bool(const FieldManager &)> &counts) const;

    /// The manager who wrote last to anything but the status; null when nobody did.
    const FieldManager *lastWriter() const;

private:
    struct Entry
    {
        FieldManager manager;
        yaml::Value fields;
    };

    /// What the "k:" and "v:" keys of list items say, by the whole key; read once.
    std::map<std::string, yaml::Value, std::less<>> m_itemKeys;
    yaml::Value m_live; ///< What list items are looked up in; shares the object's data.
    std::vector<Entry> m_entries;
};

} // namespace plumb::ssa
