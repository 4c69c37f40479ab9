// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Whatever a server sends as a tree or a commit is read to its end without harm, and what is read
// of a commit is the same by both ways of reading it.

#include "core/git/rawobject.h"

#include <cstdlib>

using namespace plumb::git;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);

    std::size_t left = size + 1;
    for (std::string_view bytes = text; const auto item = takeTreeItem(bytes);) {
        if (bytes.size() >= left || item->name.size() > size)
            std::abort();
        left = bytes.size();
    }

    const auto links = parseCommitLinks(Oid(), text);
    const auto commit = parseCommit(Oid(), text);
    if (links.has_value() != commit.has_value())
        std::abort();
    if (commit && (commit->tree != links->tree || commit->parents != links->parents))
        std::abort();
    return 0;
}
