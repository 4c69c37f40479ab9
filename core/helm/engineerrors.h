// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <string>

namespace plumb::helm {

/// What helm says when a template cannot be read.
Error parseError(const std::string &path, const Error &error);

/// What helm says when a template fails: the places on the way to the failure, one below the other.
Error executionError(const std::string &path, const Error &error);

} // namespace plumb::helm
