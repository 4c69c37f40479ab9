// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/library/gotime.h"
#include "core/gotemplate/value.h"

namespace plumb::gotemplate {

namespace types {

extern const GoType time;     ///< time.Time
extern const GoType duration; ///< time.Duration

} // namespace types

Value timeValue(GoTime time);
/// Of a time.Time.
const GoTime &timeOf(const Value &value);

} // namespace plumb::gotemplate
