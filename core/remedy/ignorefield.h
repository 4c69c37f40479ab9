// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/remedy/keeplive.h"

namespace plumb::remedy {

/// The edit that has Flux leave a field to others: an entry of spec.ignore of the Kustomization
/// (flux-semantics §3.8; Flux 2.9 or newer), or of spec.driftDetection.ignore of the HelmRelease
/// that builds the object. The rule names the object, as Flux keeps only the last of
/// the rules without a target.
///
/// The edit is tried out before it is proposed.
Result<Proposal> ignoreField(const reconcile::TrialGround &ground, const DriftedField &field,
                             const Run &run);

} // namespace plumb::remedy
