// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/mask.h"

namespace plumb::ctl {

/// A mask with a key of its own: fingerprints can be compared within one run only.
drift::Mask randomMask();

} // namespace plumb::ctl
