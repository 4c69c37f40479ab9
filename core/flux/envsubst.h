// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::flux {

/// What is known of a variable at the time of a substitution.
struct VariableValue
{
    enum class State : std::uint8_t {
        Set,
        Unset,
        Hidden, ///< It has a value that only the cluster knows.
    };

    State state = State::Unset;
    std::string_view value = {}; ///< Of a variable that is set.
};

/// What happens to a ${NAME} that has neither a value nor a default.
enum class UnknownVariable : std::uint8_t {
    Refuse, ///< An error, as kustomize-controller has it since 2.9 (strict mode).
    Keep,   ///< Its text stays: a viewer does not know every value, and a blank would be a lie.
    Blank,  ///< Nothing is put there, as "flux build" and older controllers have it.
};

/// A text with ${…} expressions in the grammar of fluxcd/pkg/envsubst, which is not quite a
/// shell's: "${v:+a}" gives a when v is unset, "${v:?m}" never fails, "${v=d}" gives d for an
/// empty v as well, and "$$" stands for "$" (flux-semantics §3.6).
class SubstitutionTemplate
{
public:
    /// InvalidInput where envsubst refuses the text, with the line in it.
    static Result<SubstitutionTemplate> parse(std::string_view text);

    using Lookup = std::function<VariableValue(std::string_view name)>;

    struct Expansion
    {
        std::string text;
        std::vector<std::string> unknown; ///< Names without a value, each once, as found.
    };

    /// Fills in the variables; InvalidInput for an unknown one when those are refused.
    Result<Expansion> expand(const Lookup &lookup, UnknownVariable unknown) const;

    /// Deeper nesting of ${a:-${b:-…}} is refused.
    static constexpr int maximumDepth = 200;
    /// A text may not grow beyond this by what is filled in.
    static constexpr std::size_t maximumSize = 64u << 20;

    struct Node;

private:
    explicit SubstitutionTemplate(std::vector<Node> nodes);

    std::shared_ptr<const std::vector<Node>> m_nodes;
};

/// The names of all variables in the order they are first used; empty when the text is malformed.
std::vector<std::string> variablesIn(std::string_view text);

} // namespace plumb::flux
