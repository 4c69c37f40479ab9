// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// The input is a chart, a range of versions, and the index.yaml of a repository. What is found is
// spelled as it was asked for, or the highest version of the range.

#include "core/semver/constraints.h"
#include "core/source/chartindex.h"
#include "core/source/versions.h"

#include <cstdlib>
#include <string>
#include <string_view>

using namespace plumb;

namespace {

std::string takeLine(std::string_view &text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

void check(const source::ChartVersion &found, const std::string &range,
           const std::vector<source::ChartVersion> &all)
{
    if (found.version == range)
        return;
    const auto constraints = semver::Constraints::parse(range.empty() ? "*" : range);
    const auto version = source::readVersion(found.version);
    if (!constraints || !version || !constraints->contains(*version))
        std::abort();
    for (const source::ChartVersion &other : all) {
        const auto parsed = source::readVersion(other.version);
        if (parsed && constraints->contains(*parsed) && *version < *parsed)
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    std::string_view text(reinterpret_cast<const char *>(data), size);
    const std::string chart = takeLine(text);
    const std::string range = takeLine(text);
    const auto index = source::ChartIndex::parse(text, "index.yaml");
    if (!index)
        return 0;
    if (const auto found = index->find(chart, range))
        check(**found, range, *index->versions(chart));
    return 0;
}
