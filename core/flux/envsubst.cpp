// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/envsubst.h"

#include "core/flux/envsubstfunctions.h"
#include "core/flux/envsubstparser.h"

#include <algorithm>

namespace plumb::flux {

namespace {

using Node = SubstitutionTemplate::Node;

bool hasDefault(std::string_view operation)
{
    return operation == "=" || operation == ":-" || operation == ":=" || operation == ":?"
           || operation == ":+";
}

class Expander
{
public:
    Expander(const SubstitutionTemplate::Lookup &lookup, UnknownVariable unknown)
        : m_lookup(lookup)
        , m_unknown(unknown)
    {
    }

    Result<std::string> expand(const std::vector<Node> &nodes)
    {
        std::string text;
        for (const Node &node : nodes) {
            text += node.isLiteral() ? node.text : PLUMB_TRY(expand(node));
            if (text.size() > SubstitutionTemplate::maximumSize)
                return std::unexpected(
                    Error(ErrorCode::LimitExceeded, "the text grows too large by substitution"));
        }
        return text;
    }

    std::vector<std::string> takeUnknown() { return std::move(m_unknownNames); }

private:
    Result<std::string> expand(const Node &node)
    {
        std::vector<std::string> arguments;
        for (const Node &argument : node.arguments)
            arguments.push_back(argument.isLiteral() ? argument.text : PLUMB_TRY(expand(argument)));

        const VariableValue variable = m_lookup(node.name);
        const bool isMissing =
            variable.state == VariableValue::State::Unset && !hasDefault(node.operation);
        if (!isMissing && variable.state != VariableValue::State::Hidden)
            return envsubst::apply(node.operation, variable.value, arguments);
        if (isMissing && m_unknown == UnknownVariable::Refuse)
            return std::unexpected(Error(ErrorCode::InvalidInput,
                                         "variable not set (strict mode): '" + node.name + "'"));
        remember(node.name);
        if (isMissing && m_unknown == UnknownVariable::Blank)
            return envsubst::apply(node.operation, {}, arguments);
        return node.text;
    }

    void remember(const std::string &name)
    {
        if (std::ranges::find(m_unknownNames, name) == m_unknownNames.end())
            m_unknownNames.push_back(name);
    }

    const SubstitutionTemplate::Lookup &m_lookup;
    UnknownVariable m_unknown;
    std::vector<std::string> m_unknownNames;
};

void collectNames(const std::vector<Node> &nodes, std::vector<std::string> &names)
{
    for (const Node &node : nodes) {
        if (!node.isLiteral() && std::ranges::find(names, node.name) == names.end())
            names.push_back(node.name);
        collectNames(node.arguments, names);
    }
}

} // namespace

SubstitutionTemplate::SubstitutionTemplate(std::vector<Node> nodes)
    : m_nodes(std::make_shared<const std::vector<Node>>(std::move(nodes)))
{
}

Result<SubstitutionTemplate> SubstitutionTemplate::parse(std::string_view text)
{
    return SubstitutionTemplate(PLUMB_TRY(EnvsubstParser(text).parse()));
}

Result<SubstitutionTemplate::Expansion> SubstitutionTemplate::expand(const Lookup &lookup,
                                                                     UnknownVariable unknown) const
{
    Expander expander(lookup, unknown);
    Expansion expansion;
    expansion.text = PLUMB_TRY(expander.expand(*m_nodes));
    expansion.unknown = expander.takeUnknown();
    return expansion;
}

std::vector<std::string> variablesIn(std::string_view text)
{
    std::vector<std::string> names;
    if (const auto nodes = EnvsubstParser(text).parse())
        collectNames(*nodes, names);
    return names;
}

} // namespace plumb::flux
