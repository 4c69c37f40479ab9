// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/reference.h"

#include <vector>

namespace plumb::flux {

/// flux-operator's ResourceSet: templates from which it makes one set of objects for each of its
/// inputs.
class ResourceSet
{
public:
    static Result<ResourceSet> from(Object object);
    static bool matches(const Object &object);

    const Object &object() const { return m_object; }
    /// Whether inputs come from providers too, which only the cluster knows.
    bool hasForeignInputs() const;

    /// The objects it makes of the inputs that are written in it, none twice. Understands
    /// << inputs.name >> and << inputs.name | quote >>; Unsupported for more of a template.
    Result<std::vector<Object>> expand() const;

private:
    Object m_object;
};

} // namespace plumb::flux
