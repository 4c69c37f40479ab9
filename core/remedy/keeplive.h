// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/changeset.h"
#include "core/remedy/proposal.h"

namespace plumb::remedy {

/// One field that a cluster has otherwise than git says.
struct DriftedField
{
    std::string cluster; ///< Cluster::path
    ResourceId object;
    drift::FieldChange change;
};

/// The edit that makes git say what the cluster has: of the line that sets the field last, be it in
/// a manifest, a patch, a variable, a chart's values, an image's tag. A field that only the cluster
/// has is added to the object's manifest, one that it lacks is removed.
///
/// The edit is tried out before it is proposed, so that it does what it says. Where no single line
/// can do that the error names the line to edit by hand. Values of Secrets are never written.
Result<Proposal> keepLiveValue(const reconcile::TrialGround &ground, const DriftedField &field,
                               const Run &run);

} // namespace plumb::remedy
