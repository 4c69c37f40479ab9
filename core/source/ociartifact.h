// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/sourceobjects.h"
#include "core/source/registryrepository.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumb::source {

/// Which tag an OCIRepository follows: what spec.ref says of it, with spec.ref.digest left aside.
/// @p tags lists the repository's and is called for a range only. NotFound says which ones there
/// are.
Result<std::string> followedTag(const flux::Source &source,
                                const std::function<Result<std::vector<std::string>>()> &tags);

/// The versions among tags: "_" stands for "+" where the source is for charts.
std::vector<std::string> versionsOf(const flux::Source &source,
                                    const std::vector<std::string> &tags);

/// The layer that spec.layerSelector picks, else the first one.
Result<oci::Descriptor> selectedLayer(const flux::Source &source, const oci::Manifest &manifest);

/// Whether spec.layerSelector wants the layer as it is, not what is packed in it.
bool copiesLayer(const flux::Source &source);

/// Unpacks a layer as source-controller does: links are left out, and a name that leads out of the
/// archive is InvalidInput.
Result<std::shared_ptr<const files::FileTree>> unpackLayer(std::string_view bytes, const Run &run);

} // namespace plumb::source
