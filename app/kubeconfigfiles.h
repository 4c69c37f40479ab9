// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/authenticator.h"
#include "core/cluster/kubeconfig.h"

#include <string>

namespace plumb::ctl {

/// Reads the kubeconfig files as kubectl finds them: the one that was named, else those of
/// $KUBECONFIG, else ~/.kube/config.
Result<cluster::Kubeconfig> loadKubeconfig(const std::string &named);

/// This process's environment and the clock.
cluster::Surroundings processSurroundings();

} // namespace plumb::ctl
