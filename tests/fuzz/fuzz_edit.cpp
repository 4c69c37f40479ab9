// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// The first bytes choose a node and what happens to it, the rest is the file. An edit that succeeds
// has done what was asked and nothing else; both are checked here once more.

#include "core/yaml/edit.h"
#include "core/yaml/parser.h"

#include <cstdlib>
#include <string_view>
#include <vector>

using namespace plumb::yaml;

namespace {

void collectPaths(const Value &value, const NodePath &path, std::vector<NodePath> &paths)
{
    if (paths.size() > 500)
        return;
    paths.push_back(path);
    for (std::size_t i = 0; i < value.items().size(); ++i)
        collectPaths(value.items()[i], path.child(Step::toIndex(i)), paths);
    for (const Entry &entry : value.entries())
        collectPaths(entry.value, path.child(Step::toKey(entry.key.view())), paths);
}

Value valueFor(unsigned char choice)
{
    switch (choice % 6) {
    case 0: return Value::string("x");
    case 1: return Value::string("a: b # c");
    case 2: return Value::integer(7);
    case 3: return Value::string("two\nlines\n");
    case 4: return Value::sequence({Value::string("i"), Value()});
    default: break;
    }
    Value mapping = Value::mapping();
    mapping.set("m", Value::sequence({Value::string("n")}));
    return mapping;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size < 3 || size > 20000)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 3, size - 3);
    const ParseOptions options{.keepDates = true};
    const auto documents = parseAll(text, "input.yaml", options);
    if (!documents || documents->empty())
        return 0;
    const std::size_t document = data[0] % documents->size();
    std::vector<NodePath> paths;
    collectPaths((*documents)[document], {}, paths);
    const EditTarget target{
        .file = "input.yaml", .document = document, .path = paths[data[1] % paths.size()]};
    const Value value = valueFor(data[2]);
    const bool removes = data[2] > 200;
    const auto edited = removes ? removeValue(text, target) : setValue(text, target, value);
    if (!edited)
        return 0;

    const auto again = parseAll(*edited, "edited.yaml", options);
    if (!again || again->size() != documents->size())
        std::abort();
    const Value *const found = target.path.find((*again)[document]);
    if (!removes && (!found || !found->sameData(value)))
        std::abort();
    return 0;
}
