// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <string>

namespace plumb::cluster {

inline constexpr std::size_t maximumTextFile = 4u << 20;

/// Reads a small file of the user's: a kubeconfig, a certificate, a token. NotFound when there is
/// none, LimitExceeded above maximumTextFile.
Result<std::string> readTextFile(const std::string &path);

} // namespace plumb::cluster
