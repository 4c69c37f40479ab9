// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace plumb::yaml {

/// What is left of a folded block scalar (">") once kustomize has printed it.
///
/// kustomize writes its nodes as YAML, reads that again and turns it into JSON before it prints.
/// The writer's test for a line that begins with a blank looks at the first line of the text
/// instead of the next one, so that a line break before such a line comes back as two.
std::string afterFolding(std::string_view text);

/// What is left of a text after kustomize's way through JSON, which it reads as YAML: a NEL
/// (U+0085) is a line break there, and folded like one.
std::string afterJson(std::string_view text);

/// Whether afterJson() changes the text at all.
bool isChangedByJson(std::string_view text);

} // namespace plumb::yaml
