// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// A packaged chart is loaded or refused; no file of it has a name that leads out of the chart.

#include "core/helm/chartloader.h"

#include <cstdint>
#include <cstdlib>

using namespace plumb;

namespace {

void check(const helm::Chart &chart)
{
    for (const auto *const files : {&chart.files, &chart.templates}) {
        for (const helm::ChartFile &file : *files) {
            if (file.name.starts_with('/') || file.name.starts_with("../"))
                std::abort();
        }
    }
    for (const helm::Chart *const child : chart.dependencies)
        check(*child);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const helm::LoadOptions options{
        .limits = {.fileBytes = 1U << 20U, .chartBytes = 4U << 20U, .files = 1000, .depth = 8}};
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    if (const auto charts = helm::loadChartArchive(bytes, options))
        check(charts->root());
    return 0;
}
