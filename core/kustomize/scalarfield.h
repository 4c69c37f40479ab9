// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <string_view>

namespace plumb::kustomize {

/// A scalar that carries no type, as kustomize's setters make it: written in @p style, and meaning
/// whatever that text means when it is read back. "123" in plain style becomes a number.
yaml::Value untypedScalar(std::string_view text, yaml::Style style);

/// A string as kustomize's typed setters make it.
yaml::Value stringScalar(std::string_view text);

/// Sets a field the way kyaml's FieldSetter does: what is there keeps its style and so decides
/// whether the new text is a string; a new field is always a string. The origin of the value is
/// kept, so that the caller can stack its own on it.
yaml::Value &setScalarField(yaml::Value &mapping, std::string_view key, std::string_view text);

/// An entry whose key is written without quotes, so that it means what it looks like: "true" is no
/// string then, and cannot be printed, as in kustomize.
yaml::Entry plainEntry(std::string_view key, yaml::Value value);

/// Writes a scalar in the style of another that it takes the place of. kustomize prints it so and
/// reads it back, so that a number in place of a quoted text is a text then.
void takeStyle(yaml::Value &scalar, yaml::Style style);

/// Replaces a scalar by an untyped one in the same style and place.
void replaceScalar(yaml::Value &scalar, std::string_view text);

} // namespace plumb::kustomize
