// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/envsubstparser.h"

#include "core/flux/unicode.h"

#include <algorithm>

namespace plumb::flux {

namespace {

bool isIdentifier(std::string_view character, std::size_t)
{
    return unicode::isLetterOrDigit(character) || character == "_";
}

bool isNotClosing(std::string_view character, std::size_t)
{
    return character != "}";
}

bool isNotColonOrClosing(std::string_view character, std::size_t)
{
    return character != ":" && character != "}";
}

bool isNotSlash(std::string_view character, std::size_t)
{
    return character != "/";
}

bool isColon(std::string_view character, std::size_t)
{
    return character == ":";
}

bool isSlash(std::string_view character, std::size_t)
{
    return character == "/";
}

bool isCasing(std::string_view character, std::size_t taken)
{
    return (character == "," || character == "^") && taken < 2;
}

bool isReplacement(std::string_view character, std::size_t taken)
{
    return taken == 0 ? character == "/"
                      : taken == 1 && (character == "/" || character == "#" || character == "%");
}

} // namespace

bool EnvsubstParser::atEnd() const
{
    // envsubst takes a NUL for the end of its input.
    return m_position >= m_text.size() || m_text[m_position] == '\0';
}

std::string_view EnvsubstParser::peek() const
{
    return atEnd() ? std::string_view() : unicode::firstCharacter(m_text.substr(m_position));
}

Error EnvsubstParser::error(std::string message) const
{
    const auto end =
        m_text.begin() + static_cast<std::ptrdiff_t>(std::min(m_position, m_text.size()));
    const auto line = std::ranges::count(m_text.begin(), end, '\n') + 1;
    return {ErrorCode::InvalidInput, std::move(message) + " in line " + std::to_string(line)};
}

Result<std::vector<EnvsubstParser::Node>> EnvsubstParser::parse()
{
    std::vector<Node> nodes;
    while (!atEnd()) {
        if (startsExpression())
            nodes.push_back(PLUMB_TRY(expression()));
        else
            nodes.push_back(literal());
    }
    return nodes;
}

EnvsubstParser::Node EnvsubstParser::literal()
{
    Node node;
    while (!atEnd() && !startsExpression()) {
        const std::size_t dollar =
            std::min(m_text.find_first_of(std::string_view("$\0", 2), m_position), m_text.size());
        node.text += m_text.substr(m_position, dollar - m_position);
        m_position = dollar;
        if (atEnd() || startsExpression())
            break;
        node.text += '$';
        m_position += m_text.substr(m_position).starts_with("$$") ? 2 : 1;
    }
    return node;
}

Result<EnvsubstParser::Node> EnvsubstParser::expression()
{
    if (m_depth >= SubstitutionTemplate::maximumDepth)
        return std::unexpected(Error(ErrorCode::LimitExceeded, "variables are nested too deeply"));
    ++m_depth;
    const std::size_t start = m_position;
    m_position += 2;
    if (peek() == "#") {
        Node node = PLUMB_TRY(length(start));
        --m_depth;
        return node;
    }
    Node node;
    node.name = take(isIdentifier);
    if (node.name.empty())
        return std::unexpected(error("unable to parse variable name"));
    PLUMB_TRY(operation(node));
    node.text = m_text.substr(start, m_position - start);
    --m_depth;
    return node;
}

Result<> EnvsubstParser::operation(Node &node)
{
    const std::string_view next = peek();
    if (next == ":")
        return substringOrDefault(node);
    if (next == "=") {
        ++m_position;
        return defaultValue(node, "=");
    }
    if (next == "," || next == "^")
        return casing(node);
    if (next == "/")
        return replacement(node);
    if (next == "#" || next == "%")
        return removal(node, next.front());
    if (next != "}")
        return std::unexpected(error("missing closing brace"));
    ++m_position;
    return {};
}

Result<EnvsubstParser::Node> EnvsubstParser::length(std::size_t start)
{
    ++m_position;
    Node node;
    node.operation = "#";
    node.name = take(isIdentifier);
    if (node.name.empty())
        return std::unexpected(error("bad substitution"));
    PLUMB_TRY(closingBrace());
    node.text = m_text.substr(start, m_position - start);
    return node;
}

Result<> EnvsubstParser::substringOrDefault(Node &node)
{
    ++m_position;
    const std::string_view next = peek();
    // envsubst steps back by the wrong width here and then meets no colon.
    if (next.size() > 1)
        return std::unexpected(error("bad substitution"));
    if (next == "=" || next == "-" || next == "?" || next == "+") {
        ++m_position;
        return defaultValue(node, ':' + std::string(next));
    }
    return substring(node);
}

Result<> EnvsubstParser::defaultValue(Node &node, std::string operation)
{
    node.operation = std::move(operation);
    while (peek() != "}")
        node.arguments.push_back(PLUMB_TRY(argument(isNotClosing, Escapes::AsText)));
    return closingBrace();
}

Result<> EnvsubstParser::substring(Node &node)
{
    node.operation = ":";
    node.arguments.push_back(PLUMB_TRY(argument(isNotColonOrClosing, Escapes::AsText)));
    if (peek() == "}")
        return closingBrace();
    if (take(isColon).empty())
        return std::unexpected(error("bad substitution"));
    node.arguments.push_back(PLUMB_TRY(argument(isNotClosing, Escapes::AsText)));
    return closingBrace();
}

Result<> EnvsubstParser::removal(Node &node, char symbol)
{
    while (node.operation.size() < 2 && !atEnd() && m_text[m_position] == symbol) {
        node.operation += symbol;
        ++m_position;
    }
    node.arguments.push_back(PLUMB_TRY(argument(isNotClosing, Escapes::AsText)));
    return closingBrace();
}

Result<> EnvsubstParser::replacement(Node &node)
{
    node.operation = take(isReplacement);
    node.arguments.push_back(PLUMB_TRY(argument(isNotSlash, Escapes::Resolved)));
    if (take(isSlash).empty())
        return std::unexpected(error("bad substitution"));
    if (peek() != "}")
        node.arguments.push_back(PLUMB_TRY(argument(isNotClosing, Escapes::Resolved)));
    return closingBrace();
}

Result<> EnvsubstParser::casing(Node &node)
{
    node.operation = take(isCasing);
    return closingBrace();
}

Result<EnvsubstParser::Node> EnvsubstParser::argument(Accepts accepts, Escapes escapes)
{
    if (startsExpression())
        return expression();
    Node node;
    node.text = takeResolved(accepts, escapes);
    if (node.text.empty())
        return std::unexpected(error("unable to parse substitution within function"));
    return node;
}

std::string EnvsubstParser::take(Accepts accepts)
{
    const std::size_t start = m_position;
    while (!atEnd()) {
        const std::string_view character = peek();
        if (!accepts(character, m_position - start))
            break;
        m_position += character.size();
    }
    return std::string(m_text.substr(start, m_position - start));
}

std::string EnvsubstParser::takeResolved(Accepts accepts, Escapes escapes)
{
    std::string taken;
    while (!atEnd() && !startsExpression()) {
        const std::string_view rest = m_text.substr(m_position);
        if (escapes == Escapes::Resolved
            && (rest.starts_with("$$") || rest.starts_with("\\/") || rest.starts_with("\\\\"))) {
            taken += rest[1];
            m_position += 2;
            continue;
        }
        const std::string_view character = peek();
        if (!accepts(character, taken.size()))
            break;
        taken += character;
        m_position += character.size();
    }
    return taken;
}

Result<> EnvsubstParser::closingBrace()
{
    if (peek() != "}")
        return std::unexpected(error("bad substitution"));
    ++m_position;
    return {};
}

} // namespace plumb::flux
