// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// A selector over labels or annotations in the language of the Kubernetes API:
/// "app=web,tier in (a,b),!canary".
class LabelSelector
{
public:
    /// Reads a selector; the empty text selects everything.
    static Result<LabelSelector> parse(std::string_view text);

    /// Whether a mapping of labels fits; null stands for no labels.
    bool matches(const yaml::Value *labels) const;

private:
    friend class LabelSelectorParser;

    enum class Operator : std::uint8_t { In, NotIn, Exists, Absent, Greater, Less };

    struct Requirement
    {
        std::string key;
        Operator op = Operator::Exists;
        std::vector<std::string> values = {};

        bool matches(const yaml::Value *label) const;
    };

    std::vector<Requirement> m_requirements;
};

} // namespace plumb::kustomize
