// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/kubeconfigfiles.h"

#include "app/console.h"

#include <filesystem>
#include <random>
#include <unistd.h>

namespace plumb::ctl {

Result<cluster::Kubeconfig> loadKubeconfig(const std::string &named)
{
    if (!named.empty()) {
        return cluster::Kubeconfig::load({std::filesystem::absolute(named).string()},
                                         cluster::MissingFile::Fails);
    }
    const std::string configured = environmentVariable("KUBECONFIG");
    std::vector<std::string> paths =
        cluster::kubeconfigPaths(configured, environmentVariable("HOME"));
    for (std::string &path : paths)
        path = std::filesystem::absolute(path).string();
    return cluster::Kubeconfig::load(paths, configured.empty() ? cluster::MissingFile::Fails
                                                               : cluster::MissingFile::IsSkipped);
}

cluster::Surroundings processSurroundings()
{
    cluster::Surroundings surroundings = {.now = std::chrono::system_clock::now,
                                          .seed = std::random_device()()};
    for (char **entry = environ; *entry; ++entry)
        surroundings.environment.emplace_back(*entry);
    return surroundings;
}

} // namespace plumb::ctl
