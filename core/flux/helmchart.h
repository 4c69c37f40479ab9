// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/typedobject.h"

namespace plumb::flux {

/// A HelmChart: which chart of which source becomes an artifact (flux-semantics §1.4).
class HelmChart final : public TypedObject<HelmChart>
{
public:
    static constexpr std::string_view group = sourceGroup;
    static constexpr std::string_view kind = "HelmChart";

    /// The chart's name, or its path in a GitRepository or Bucket.
    std::string_view chart() const { return text({"spec", "chart"}); }
    /// "*" when none is written; means nothing where the source is no HelmRepository.
    std::string_view version() const { return textOr({"spec", "version"}, "*"); }
    ObjectReference source() const { return reference({"spec", "sourceRef"}); }
    /// Betas knew spec.valuesFile as well.
    std::vector<std::string> valuesFiles() const;
    /// Whether the version is that of Chart.yaml; else the source's revision is added to it.
    bool keepsVersion() const { return text({"spec", "reconcileStrategy"}) != "Revision"; }
    bool ignoresMissingValuesFiles() const { return isSet({"spec", "ignoreMissingValuesFiles"}); }
    /// What was fetched last: "6.7.1"; empty before.
    std::string_view fetchedRevision() const { return text({"status", "artifact", "revision"}); }
};

} // namespace plumb::flux
