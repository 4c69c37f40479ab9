// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/kubeconfigfiles.h"

#include <cstdlib>
#include <filesystem>
#include <random>
#include <unistd.h>

namespace plumb::ctl {

namespace {

std::string variable(const char *name)
{
    const char *const value = std::getenv(name);
    return value ? value : "";
}

std::vector<std::string> pathsOf(const std::string &list)
{
    std::vector<std::string> paths;
    for (std::size_t start = 0; start <= list.size();) {
        const std::size_t end = std::min(list.find(':', start), list.size());
        if (end > start) {
            paths.push_back(std::filesystem::absolute(list.substr(start, end - start)).string());
        }
        start = end + 1;
    }
    return paths;
}

} // namespace

Result<cluster::Kubeconfig> loadKubeconfig(const std::string &named)
{
    if (!named.empty()) {
        return cluster::Kubeconfig::load({std::filesystem::absolute(named).string()},
                                         cluster::MissingFile::Fails);
    }
    const std::string configured = variable("KUBECONFIG");
    if (!configured.empty())
        return cluster::Kubeconfig::load(pathsOf(configured), cluster::MissingFile::IsSkipped);
    return cluster::Kubeconfig::load({variable("HOME") + "/.kube/config"},
                                     cluster::MissingFile::Fails);
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
