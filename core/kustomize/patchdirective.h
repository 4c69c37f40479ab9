// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <string_view>

namespace plumb::kustomize {

inline constexpr std::string_view patchDirectiveKey = "$patch";

/// What a "$patch" field asks for; Merge when there is none.
enum class PatchDirective : std::uint8_t { Merge, Replace, Delete };

/// The directive of a mapping; InvalidInput when it is none of the three.
Result<PatchDirective> directiveOfMapping(const yaml::Value &mapping, const BuildContext &context);

/// The directive of a sequence: the "$patch" of the first item that has one, when that is the
/// item's only field. Items with the directive are taken out of @p sequence.
Result<PatchDirective> takeDirectiveOfSequence(yaml::Value &sequence, const BuildContext &context);

} // namespace plumb::kustomize
