// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/loader.h"
#include "core/yaml/value.h"

#include <string>
#include <vector>

namespace plumb::kustomize {

/// One entry of the data of a generated ConfigMap or Secret.
struct KeyValue
{
    std::string key;
    std::string value;
    yaml::Origin origin; ///< The line of a list item or of an env file, or a whole file's first.
};

/// The data that a generator's envs, literals and files give, in this order.
Result<std::vector<KeyValue>> readKeyValues(const yaml::Value &generator, const Loader &loader,
                                            const BuildContext &context);

} // namespace plumb::kustomize
