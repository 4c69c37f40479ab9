// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/filetree.h"
#include "core/fleet/workspace.h"
#include "core/promotion/difference.h"

#include <optional>
#include <span>
#include <string>

namespace plumb::promotion {

/// Lets what the team has chosen before, in its workspace file, win over every suggestion.
void applyChoices(Differences &differences, const fleet::Workspace::Choices &choices);

/// The text of the workspace file that remembers where @p selected is not what was suggested;
/// nothing when it says so already.
Result<std::optional<std::string>> rememberedChoices(const files::FileTree &tree,
                                                     const Differences &differences,
                                                     std::span<const Difference> selected);

} // namespace plumb::promotion
