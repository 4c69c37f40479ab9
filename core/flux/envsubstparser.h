// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/envsubst.h"

namespace plumb::flux {

/// Literal text, or one ${…}.
struct SubstitutionTemplate::Node
{
    std::string text;           ///< Of a literal: the characters; of an expression: as written.
    std::string name = {};      ///< The variable; empty for a literal.
    std::string operation = {}; ///< ":-", "^^", "/" …; empty for a plain ${name}.
    std::vector<Node> arguments = {};

    bool isLiteral() const { return name.empty(); }
};

/// Reads a text into nodes by the steps of fluxcd/pkg/envsubst/parse, character by character, so
/// that it accepts and refuses the same texts.
class EnvsubstParser
{
public:
    explicit EnvsubstParser(std::string_view text)
        : m_text(text)
    {
    }

    Result<std::vector<SubstitutionTemplate::Node>> parse();

private:
    using Node = SubstitutionTemplate::Node;

    /// Says whether the character may follow when @p taken bytes of the token were read before it.
    using Accepts = bool (*)(std::string_view character, std::size_t taken);

    enum class Escapes : bool { AsText, Resolved };

    bool atEnd() const;
    bool startsExpression() const { return m_text.substr(m_position).starts_with("${"); }
    std::string_view peek() const;
    Error error(std::string message) const;

    Node literal();
    Result<Node> expression();
    Result<Node> length(std::size_t start);
    Result<> operation(Node &node);
    Result<> removal(Node &node, char symbol);
    Result<> replacement(Node &node);
    Result<> substringOrDefault(Node &node);
    Result<> substring(Node &node);
    Result<> defaultValue(Node &node, std::string operation);
    Result<> casing(Node &node);
    Result<Node> argument(Accepts accepts, Escapes escapes);
    std::string take(Accepts accepts);
    std::string takeResolved(Accepts accepts, Escapes escapes);
    Result<> closingBrace();

    std::string_view m_text;
    std::size_t m_position = 0;
    int m_depth = 0;
};

} // namespace plumb::flux
