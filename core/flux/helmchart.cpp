// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/helmchart.h"

namespace plumb::flux {

std::vector<std::string> HelmChart::valuesFiles() const
{
    std::vector<std::string> files = texts({"spec", "valuesFiles"});
    const std::string_view single = text({"spec", "valuesFile"});
    if (!single.empty())
        files.insert(files.begin(), std::string(single)); // merged before the others
    return files;
}

} // namespace plumb::flux
