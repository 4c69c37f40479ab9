// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/helmchart.h"
#include "core/flux/reference.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::flux {

/// One entry of valuesFrom: where values, or one value, are read from.
struct ValuesReference
{
    std::string kind; ///< "ConfigMap" or "Secret"; in the namespace of the release.
    std::string name;
    std::string key = "values.yaml";
    std::string targetPath = {}; ///< Empty: the text holds values, else the one value for here.
    bool isOptional = false;
    bool isLiteral = false; ///< The text is the value, whatever characters it holds.

    /// "ConfigMap/web-values", as messages name it.
    std::string toString() const { return kind + '/' + name; }
};

/// What becomes of the files in a chart's crds folder.
enum class CrdPolicy : std::uint8_t { Skip, Create, CreateReplace };

/// Which of a chart's objects the post-renderers see.
enum class PostRenderStrategy : std::uint8_t {
    Combined, ///< All in one go.
    NoHooks,
    Separate, ///< Hooks on their own.
};

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
    std::vector<ValuesReference> valuesFrom() const;
    bool isSuspended() const;

    /// The HelmChart that helm-controller makes of spec.chart; nothing with a chartReference().
    std::optional<HelmChart> chartTemplate() const;
    /// What Helm calls the release; a name that is too long for it is cut and gets a hash.
    std::string releaseName() const;
    /// Where what the chart makes goes.
    std::string_view releaseNamespace() const;
    /// Where Helm keeps its records: with a targetNamespace, not where the release goes.
    std::string_view storageNamespace() const;
    /// What is done with CRDs when the release is installed or upgraded.
    CrdPolicy crdPolicy(bool isUpgrade) const;
    /// Null when there are none.
    const yaml::Value *postRenderers() const { return find("postRenderers"); }
    PostRenderStrategy postRenderStrategy() const;
    const yaml::Value *commonMetadata() const { return find("commonMetadata"); }
    /// spec.driftDetection.ignore, or null.
    const yaml::Value *driftIgnoreRules() const
    {
        return m_object.fields().find({"spec", "driftDetection", "ignore"});
    }
    /// "enabled", "warn" or "disabled".
    std::string_view driftDetectionMode() const;
    /// Whether it is installed into another cluster.
    bool isRemote() const { return find("kubeConfig") != nullptr; }

private:
    const yaml::Value *find(std::string_view field) const
    {
        return m_object.fields().find({"spec", field});
    }

    Object m_object;
};

} // namespace plumb::flux
