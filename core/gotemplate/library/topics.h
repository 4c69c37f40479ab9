// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/functions.h"
#include "core/gotemplate/template.h"

#include <span>

namespace plumb::gotemplate {

// The functions of one subject each, in no particular order.
std::span<const Function> caseFunctions();
std::span<const Function> certificateFunctions();
std::span<const Function> cryptoFunctions();
std::span<const Function> dateFunctions();
std::span<const Function> defaultFunctions();
std::span<const Function> dictFunctions();
std::span<const Function> documentFunctions();
std::span<const Function> encodingFunctions();
std::span<const Function> jsonFunctions();
std::span<const Function> listFunctions();
std::span<const Function> mathFunctions();
std::span<const Function> pathFunctions();
std::span<const Function> randomFunctions();
std::span<const Function> reflectionFunctions();
std::span<const Function> regexFunctions();
std::span<const Function> sequenceFunctions();
std::span<const Function> splitFunctions();
std::span<const Function> stringFunctions();
std::span<const Function> urlFunctions();
std::span<const Function> versionFunctions();

} // namespace plumb::gotemplate
