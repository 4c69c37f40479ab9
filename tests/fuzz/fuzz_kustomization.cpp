// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// A tree of files, written as one text, is built: it never crashes, builds the same twice, and
// what it builds can be read again.

#include "core/files/memorytree.h"
#include "core/kustomize/build.h"
#include "core/yaml/parser.h"

#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

using namespace plumb;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

// "### path" begins a file, as in the corpus.
std::map<std::string, std::string> filesOf(std::string_view text)
{
    std::map<std::string, std::string> files;
    std::string path = "kustomization.yaml";
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text = end == text.npos ? std::string_view() : text.substr(end + 1);
        if (line.starts_with("### "))
            path = line.substr(4);
        else if (files::TreePath::parse(path))
            files[path] += std::string(line) + '\n';
    }
    return files;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    constexpr std::size_t largestInput = 1U << 16U;
    if (size > largestInput)
        return 0;
    const files::MemoryTree tree(
        filesOf(std::string_view(reinterpret_cast<const char *>(data), size)));
    yaml::SourceTable sources;
    const auto first = kustomize::build(tree, {}, {.sources = &sources}, {});
    const auto second = kustomize::build(tree, {}, {}, {});
    require(first.has_value() == second.has_value());
    if (!first) {
        require(!first.error().toString().empty());
        return 0;
    }
    const std::string text = kustomize::toText(first->objects);
    require(text == kustomize::toText(second->objects));
    require(yaml::parseAll(text, "output").has_value());
    return 0;
}
