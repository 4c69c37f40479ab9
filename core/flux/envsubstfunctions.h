// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The operations of fluxcd/pkg/envsubst, with its own ideas of what they mean.
namespace plumb::flux::envsubst {

/// What ${name<operation>arguments} stands for when the variable has that value.
std::string apply(std::string_view operation, std::string_view value,
                  const std::vector<std::string> &arguments);

} // namespace plumb::flux::envsubst
