// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/schema.h"
#include "core/yaml/sourcetable.h"

#include <map>
#include <optional>
#include <utility>

namespace plumb::kustomize {

/// The schema that one build goes by: the built-in one until a kustomization's openapi field
/// names another, and then that one for all resources, also those that are there already.
class SchemaInUse
{
public:
    const Schema &get() const { return m_chosen ? *m_chosen : Schema::builtin(); }
    /// Whether a kustomization chose a schema, be it the built-in one by its version. The first
    /// one that does decides.
    bool isDecided() const { return m_isDecided; }

    /// What is left of the built-in kinds once a document takes their place. The real program
    /// reads them when they are first needed: by a merge, after which the document adds to them, or
    /// for the scope of a kind that it does not know, when they are read after the document.
    BuiltinKinds builtinKinds() const
    {
        if (m_wasUsed)
            return BuiltinKinds::Under;
        return m_wasAsked ? BuiltinKinds::Over : BuiltinKinds::Absent;
    }
    /// Takes note of a merge.
    void noteUse() { m_wasUsed = true; }
    /// Takes note of a resource of that kind.
    void noteKind(const GroupVersionKind &gvk)
    {
        if (!m_wasAsked && !m_isDecided)
            m_wasAsked = !Schema::builtin().isNamespaced(gvk);
    }

    /// What the comment at a field says of it; false when it holds no schema. The number is that
    /// of the comment in @p files.
    SchemaNode commented(std::uint16_t number, const yaml::SourceTable &files);

    void choose(Schema schema)
    {
        m_chosen = std::move(schema);
        m_isDecided = true;
    }
    void chooseBuiltin() { m_isDecided = true; }

private:
    std::optional<Schema> m_chosen;
    std::map<std::uint16_t, yaml::Value> m_comments; // null where there is no schema
    bool m_isDecided = false;
    bool m_wasUsed = false;
    bool m_wasAsked = false;
};

} // namespace plumb::kustomize
