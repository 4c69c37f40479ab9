// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/jsonstream.h"
#include "core/cluster/watchevent.h"
#include "core/yaml/packer.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

using namespace plumb;
using namespace plumb::cluster;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

std::vector<std::string> documentsOf(std::string_view text, std::size_t size)
{
    std::vector<std::string> found;
    JsonStream stream(1000);
    for (; !text.empty(); text.remove_prefix(std::min(size, text.size()))) {
        const auto added = stream.add(text.substr(0, size), [&found](std::string_view document) {
            found.emplace_back(document);
            return Result<>();
        });
        if (!added)
            break;
    }
    return found;
}

} // namespace

/// A stream has the same documents in whatever pieces it comes, and what is read of them is the
/// same after it was packed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const ApiResource resource = {.gvk = {"", "v1", "ConfigMap"}, .plural = "configmaps"};
    const std::vector<std::string> documents = documentsOf(text, size);
    require(documentsOf(text, 1) == documents);
    require(documentsOf(text, 7) == documents);

    yaml::Packer packer;
    static_cast<void>(packer.unpack(text));
    for (const std::string &document : documents) {
        const auto event = readWatchEvent(document, resource);
        if (!event)
            continue;
        const yaml::Value &fields = event->object.fields();
        require(packer.unpack(packer.pack(fields)).sameData(fields));
    }
    return 0;
}
