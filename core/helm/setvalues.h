// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <functional>
#include <string>
#include <string_view>

namespace plumb::helm {

/// How the values of an assignment are read.
enum class SetSyntax : std::uint8_t {
    Typed,   ///< --set: numbers, booleans and null are told from text.
    Text,    ///< --set-string
    Json,    ///< --set-json
    File,    ///< --set-file: the value is the name of a file with the text.
    Literal, ///< --set-literal: all that follows the first '=' is the text.
};

/// Reads a file for --set-file.
using ReadFile = std::function<Result<std::string>(const std::string &path)>;

/// Carries out "a.b=1,c[0].d=2" on a mapping. @p readFile is for SetSyntax::File alone.
Result<> applySet(std::string_view assignments, SetSyntax syntax, yaml::Value &values,
                  const ReadFile &readFile = {});

} // namespace plumb::helm
