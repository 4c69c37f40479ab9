// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/object.h"
#include "core/yaml/sourcetable.h"

namespace plumb::build {

/// Puts the labels and annotations of a spec.commonMetadata on an object; @p metadata may be null,
/// as may @p sources, which learns what they lie over.
Result<Object> withCommonMetadata(Object object, const yaml::Value *metadata,
                                  yaml::SourceTable *sources);

} // namespace plumb::build
