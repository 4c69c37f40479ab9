// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <optional>
#include <string>
#include <string_view>

/// What go-yaml, and so kustomize, reads where libyaml does not.
namespace plumb::yaml {

/// The text without what stands between a line "..." and the next line "---": kustomize reads one
/// document from between two separators and never looks at the rest. Lines keep their numbers.
/// Nothing when there is nothing to leave out.
std::optional<std::string> withoutTextBehindEnd(std::string_view text);

/// When a quoted text failed at "\'", which is no escape of YAML but one of go-yaml: the text with
/// the quotes of that scalar unescaped.
std::optional<std::string> withoutEscapedQuotes(std::string_view text, const Error &error);

} // namespace plumb::yaml
