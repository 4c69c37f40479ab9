// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/resource.h"

#include <string>
#include <string_view>

namespace plumb::kustomize {

/// Adds to a failed result what was being done to which resource; a good one costs nothing.
template<typename T>
Result<T> inResource(std::string_view doing, const Resource &resource, Result<T> result)
{
    if (!result)
        return std::unexpected(
            std::move(result).error().within(std::string(doing) + ' ' + resource.id().toString()));
    return result;
}

} // namespace plumb::kustomize
