// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/schema.h"

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

    void choose(Schema schema)
    {
        m_chosen = std::move(schema);
        m_isDecided = true;
    }
    void chooseBuiltin() { m_isDecided = true; }

private:
    std::optional<Schema> m_chosen;
    bool m_isDecided = false;
};

} // namespace plumb::kustomize
