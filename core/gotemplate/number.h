// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/gotemplate/lexer.h"
#include "core/gotemplate/node.h"

namespace plumb::gotemplate {

/// Reads the text of a number into all the types that can hold it.
Result<> readNumber(NumberNode &number, TokenType type);

} // namespace plumb::gotemplate
