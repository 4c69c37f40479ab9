// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/reference.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::flux {

/// What the classes of Flux's kinds share. A kind says its group and its name; every version of it
/// is read alike, and object() keeps all fields, the unknown ones too.
///
/// Reading is lenient: a field of the wrong type counts as absent.
template<typename Kind>
class TypedObject
{
public:
    static bool matches(const Object &object) { return isKind(object, Kind::group, Kind::kind); }

    /// InvalidInput when the object is of another kind.
    static Result<Kind> from(Object object)
    {
        if (!matches(object))
            return std::unexpected(
                Error(ErrorCode::InvalidInput,
                      "'" + object.displayName() + "' is no " + std::string(Kind::kind)));
        Kind typed;
        typed.m_object = std::move(object);
        return typed;
    }

    const Object &object() const { return m_object; }
    std::string_view name() const { return m_object.name(); }
    std::string_view namespaceName() const { return m_object.namespaceName(); }
    bool isSuspended() const { return isSet({"spec", "suspend"}); }

protected:
    using Path = std::initializer_list<std::string_view>;

    const yaml::Value *find(Path path) const { return m_object.fields().find(path); }
    std::string_view text(Path path) const { return m_object.fields().textAt(path); }
    /// The text, or what the API server puts where there is none.
    std::string_view textOr(Path path, std::string_view ifAbsent) const
    {
        const std::string_view written = text(path);
        return written.empty() ? ifAbsent : written;
    }
    bool isSet(Path path) const
    {
        const yaml::Value *value = find(path);
        return value && value->asBool().value_or(false);
    }
    std::vector<std::string> texts(Path path) const
    {
        std::vector<std::string> texts;
        if (const yaml::Value *list = find(path)) {
            for (const yaml::Value &item : list->items())
                texts.emplace_back(item.text());
        }
        return texts;
    }
    /// A reference whose namespace and, where it is not written, kind are filled in.
    ObjectReference reference(Path path, std::string_view ifNoKind = {}) const
    {
        ObjectReference named = ObjectReference::from(find(path));
        if (named.empty())
            return named;
        if (named.kind.empty())
            named.kind = ifNoKind;
        return named.in(namespaceName());
    }

private:
    friend Kind;
    TypedObject() = default;

    Object m_object;
};

} // namespace plumb::flux
