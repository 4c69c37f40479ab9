// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/reference.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::flux {

/// A Helm release of any served version: which chart, in which version, with which values.
class HelmRelease
{
public:
    static Result<HelmRelease> from(Object object);
    static bool matches(const Object &object);

    const Object &object() const { return m_object; }
    std::string_view name() const { return m_object.name(); }
    std::string_view namespaceName() const { return m_object.namespaceName(); }

    /// spec.chartRef with the namespace filled in; nothing when the chart is written in the
    /// release.
    std::optional<ObjectReference> chartReference() const;
    /// The chart's name or, in a GitRepository or Bucket, its path; empty with a chartReference().
    std::string_view chart() const
    {
        return m_object.fields().textAt({"spec", "chart", "spec", "chart"});
    }
    /// Null when none is written, which means any.
    const yaml::Value *chartVersion() const
    {
        return m_object.fields().find({"spec", "chart", "spec", "version"});
    }
    /// The source the chart is in, with the namespace filled in; empty with a chartReference().
    ObjectReference chartSource() const;
    std::vector<Dependency> dependsOn() const
    {
        return readDependencies(m_object.fields().find({"spec", "dependsOn"}));
    }
    const yaml::Value *values() const { return m_object.fields().find({"spec", "values"}); }
    bool isSuspended() const;

private:
    Object m_object;
};

} // namespace plumb::flux
