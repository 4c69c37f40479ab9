// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/fieldpath.h"
#include "core/yaml/value.h"

namespace plumb::drift {

/// What a kind says about the meaning of its scalars.
struct KindRules
{
    bool isBuiltin = false; ///< Compiled into the API server, which rewrites spellings.
    bool isSecret = false;  ///< Its data are base64.
};

/// Whether two scalars at @p path mean the same to the API server: numbers by value, resource
/// quantities by amount, base64 by its bytes; in kinds that are compiled into the server also a
/// number and a string that spell the same (ports).
bool scalarsAreEqual(const yaml::Value &a, const yaml::Value &b, const FieldPath &path,
                     KindRules rules);

/// Whether a zero or empty value at @p path asks the API server to choose one.
bool isAllocated(const FieldPath &path);

} // namespace plumb::drift
