// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/functions.h"

#include <span>

namespace plumb::gotemplate {

/// The functions that every template has, sorted by name.
std::span<const Function> builtinFunctions();

/// The code of `and` and `or`, and of `call`: the evaluator does these itself.
Result<Value> logicFunction(Call &call);
Result<Value> callFunction(Call &call);

/// text/template's eq, ne, lt, le, gt and ge.
Result<Value> equalFunction(Call &call);
Result<Value> notEqualFunction(Call &call);
Result<Value> lessFunction(Call &call);
Result<Value> lessOrEqualFunction(Call &call);
Result<Value> greaterFunction(Call &call);
Result<Value> greaterOrEqualFunction(Call &call);

/// text/template's html, js and urlquery.
Result<Value> htmlFunction(Call &call);
Result<Value> jsFunction(Call &call);
Result<Value> urlQueryFunction(Call &call);

} // namespace plumb::gotemplate
