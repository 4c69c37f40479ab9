// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/resource.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// The resources of a manifest file or patch: every document of the stream, with lists taken
/// apart. InvalidInput when one has no kind or name, as kustomize demands.
Result<std::vector<Resource>> readResources(std::string_view text, const std::string &path,
                                            const BuildContext &context);

} // namespace plumb::kustomize
