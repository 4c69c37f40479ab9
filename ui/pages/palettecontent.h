// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/commit.h"
#include "ui/session/session.h"
#include "ui/widgets/commandpalette.h"

#include <memory>
#include <vector>

class QAction;

namespace plumb::ui {

/// Everything the command palette finds, and what each entry leads to.
struct PaletteContent
{
    std::shared_ptr<const PaletteEntries> entries = {};
    std::vector<ObjectPlace> objects = {}; ///< Entry ids from 0.
    std::vector<std::string> files = {};   ///< Entry ids after the objects.
    std::vector<git::Commit> commits = {}; ///< Entry ids after the files.

    /// Indexes a snapshot; takes a while for a large fleet, so a worker does it. The commands are
    /// made by commandEntries().
    static PaletteContent of(const reconcile::Snapshot *snapshot, std::vector<git::Commit> commits,
                             std::vector<PaletteEntry> commands);
};

/// The first entry id of a command; below are objects, files and commits.
inline constexpr quint64 firstCommand = quint64(1) << 32;

std::vector<PaletteEntry> commandEntries(const std::vector<QAction *> &actions);

} // namespace plumb::ui
