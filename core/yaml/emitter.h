// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <span>
#include <string>

namespace plumb::yaml {

/// One document in the bytes that kustomize prints: keys sorted, two spaces a level, sequences
/// not indented, long lines folded at 80 columns, numbers in their canonical spelling.
///
/// What kustomize cannot print at all (keys that are no strings, .nan) is printed as YAML has it;
/// requireJson() finds it beforehand.
std::string toYaml(const Value &value);

/// The same in the bytes that sigs.k8s.io/yaml prints, which has no quotes for the key "<<".
std::string toKubernetesYaml(const Value &value);

/// Several documents with "---" lines between them, each as toYaml() has it.
std::string toYamlStream(std::span<const Value> documents);

/// For people, and for files that we write: keys stay in their order, scalars keep their quotes
/// and spelling where these are legal, lines are not folded.
std::string toReadableYaml(const Value &value);

} // namespace plumb::yaml
