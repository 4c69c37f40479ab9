// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// The input is a range of versions and a version, one a line. What can be read can be printed and
// read again, and then means the same.

#include "core/semver/constraints.h"

#include <cstdlib>
#include <string_view>

using namespace plumb::semver;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const std::size_t line = text.find('\n');
    if (line == std::string_view::npos)
        return 0;
    const auto version = Version::parse(text.substr(line + 1));
    const auto constraints = Constraints::parse(text.substr(0, line));
    if (version) {
        const auto again = Version::parse(version->toString());
        if (version->toString().size() <= 256 && (!again || *again != *version))
            std::abort();
    }
    if (!version || !constraints || constraints->toString().size() > 512)
        return 0;
    const auto again = Constraints::parse(constraints->toString());
    if (!again || again->contains(*version) != constraints->contains(*version))
        std::abort();
    return 0;
}
