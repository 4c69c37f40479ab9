// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// A path that is accepted is normalised, stays below its root, and is found again from anywhere.

#include "core/files/treepath.h"

#include <cstdint>
#include <cstdlib>

using plumb::files::TreePath;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void checkNormalised(const TreePath &path)
{
    const std::string framed = '/' + path.text() + '/';
    require(path.isRoot() || framed.find("//") == std::string::npos);
    require(framed.find("/../") == std::string::npos);
    require(framed.find("/./") == std::string::npos);
    require(framed.find('\0') == std::string::npos);
    require(TreePath::parse(path.text()).value() == path);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto half = text.substr(0, size / 2);
    checkNormalised(TreePath().resolveClamped(text));
    const auto first = TreePath::parse(half);
    if (!first)
        return 0;
    checkNormalised(*first);
    const auto second = first->resolve(text.substr(half.size()));
    if (!second)
        return 0;
    checkNormalised(*second);
    require(first->resolve(second->relativeTo(*first)).value() == *second);
    const std::string way = second->relativeTo(*first);
    require(second->isWithin(*first) == (way != ".." && !way.starts_with("../")));
    return 0;
}
