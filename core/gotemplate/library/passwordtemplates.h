// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/crypto/sha256.h"

#include <string>
#include <string_view>

namespace plumb::gotemplate {

/// Whether the Master Password algorithm knows passwords of this kind: "long", "pin" …
bool hasPasswordTemplates(std::string_view kind);

/// The password of this kind that the seed stands for.
std::string passwordOf(std::string_view kind, const crypto::Sha256Digest &seed);

} // namespace plumb::gotemplate
