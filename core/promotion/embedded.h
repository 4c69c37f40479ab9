// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/promotion/difference.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::promotion {

/// Two texts that hold YAML, such as an inline patch of a kustomization or a file in a ConfigMap.
struct EmbeddedPair
{
    std::vector<yaml::Value> source;
    std::vector<yaml::Value> target;
};

/// The documents in two texts of several lines; nothing when one of them is no YAML, or when they
/// do not hold the same number of documents.
std::optional<EmbeddedPair> embeddedIn(const yaml::Value &source, const yaml::Value &target);

/// The text at the difference's path in @p document with the difference carried over in it, all
/// else of it untouched.
Result<std::string> editEmbedded(const yaml::Value &document, const Difference &difference);

} // namespace plumb::promotion
