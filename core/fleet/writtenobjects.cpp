// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/writtenobjects.h"

namespace plumb::fleet {

WrittenObjects collectWrittenObjects(const std::vector<FactsMemo::Facts> &facts)
{
    WrittenObjects written;
    for (const FactsMemo::Facts &one : facts) {
        if (one->isSyncFile)
            written.syncFiles.push_back(one->file);
        for (const Object &object : one->kustomizations)
            written.kustomizations.push_back({object, one->file});
        for (const Object &object : one->instances)
            written.instances.push_back({object, one->file});
        for (const Object &object : one->sources)
            written.sources.push_back({object, one->file});
    }
    return written;
}

} // namespace plumb::fleet
