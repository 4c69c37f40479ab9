// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reconcile/fileedit.h"

#include "core/drift/secrettext.h"
#include "core/git/difference.h"

namespace plumb::reconcile {

Result<> addPatch(FileEdit &file)
{
    const auto shown = [](const std::optional<std::string> &text) {
        return text ? std::optional(drift::withoutSecretLines(*text)) : std::nullopt;
    };
    file.shownBefore = shown(file.before);
    file.shownAfter = shown(file.after);
    file.patch =
        git::toPatch(PLUMB_TRY(git::textDifference(file.path, file.shownBefore, file.shownAfter)));
    if (file.patch.empty() && file.before != file.after)
        file.patch = file.path.text() + ": values of a Secret change, which are not shown\n";
    return {};
}

} // namespace plumb::reconcile
