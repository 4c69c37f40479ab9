// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <string>

namespace plumb::kustomize {

/// A document as kyaml writes it into a text: keys in their order, sequences not indented,
/// collections in braces and quotes as they were.
std::string toBlockText(const yaml::Value &document);

} // namespace plumb::kustomize
