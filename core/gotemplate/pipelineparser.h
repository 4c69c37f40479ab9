// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/lexer.h"
#include "core/gotemplate/node.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::gotemplate {

/// Thrown by the parser, caught by parseTemplates().
struct ParseFailure
{
    std::string message;
};

/// What belongs to one template and not to its source: variables and the ranges around.
struct Scope
{
    std::vector<std::string_view> variables{"$"};
    int rangeDepth = 0;
    int depth = 0;
};

/// Tokens, with as much of them given back as Go's parser ever gives back, and its complaints.
class TokenReader
{
public:
    explicit TokenReader(std::shared_ptr<Unit> unit)
        : m_unit(std::move(unit))
        , m_lexer(m_unit->source())
    {
    }

protected:
    Token next()
    {
        if (m_peeked > 0)
            --m_peeked;
        else
            m_tokens[0] = m_lexer.next();
        return m_tokens[m_peeked];
    }
    void backup() { ++m_peeked; }
    void backup2(const Token &first)
    {
        m_tokens[1] = first;
        m_peeked = 2;
    }
    void backup3(const Token &first, const Token &second)
    {
        m_tokens[1] = second;
        m_tokens[2] = first;
        m_peeked = 3;
    }
    Token peek()
    {
        if (m_peeked > 0)
            return m_tokens[m_peeked - 1];
        m_peeked = 1;
        m_tokens[0] = m_lexer.next();
        return m_tokens[0];
    }
    Token nextNonSpace()
    {
        Token token = next();
        while (token.type == TokenType::Space)
            token = next();
        return token;
    }
    Token peekNonSpace()
    {
        const Token token = nextNonSpace();
        backup();
        return token;
    }

    [[noreturn]] void fail(const std::string &message)
    {
        throw ParseFailure{"template: " + m_unit->parseName() + ':'
                           + std::to_string(m_tokens[0].line) + ": " + message};
    }
    [[noreturn]] void unexpected(const Token &token, std::string_view context)
    {
        if (token.type != TokenType::Error)
            fail("unexpected " + token.toString() + " in " + std::string(context));
        std::string extra;
        if (m_actionLine != 0 && m_actionLine != token.line) {
            extra = token.text.ends_with(" action") ? " started at " : " in action started at ";
            extra += m_unit->parseName() + ':' + std::to_string(m_actionLine);
        }
        fail(std::string(token.text) + extra);
    }
    Token expect(TokenType type, std::string_view context)
    {
        const Token token = nextNonSpace();
        if (token.type != type)
            unexpected(token, context);
        return token;
    }

    std::shared_ptr<Unit> m_unit;
    Lexer m_lexer;
    std::array<Token, 3> m_tokens;
    std::size_t m_peeked = 0;
    int m_actionLine = 0;
};

/// Reads what stands inside an action: pipelines of commands, and their operands.
class PipelineParser : public TokenReader
{
public:
    PipelineParser(std::shared_ptr<Unit> unit, const FunctionTable &functions)
        : TokenReader(std::move(unit))
        , m_functions(functions)
    {
    }

protected:
    // Go allows 10 000 nested parentheses and any depth of control structures; our stack is
    // smaller.
    static constexpr int deepest = 1000;

    struct Deeper
    {
        Deeper(PipelineParser &parser)
            : depth(parser.m_scope.depth)
        {
            if (++depth > deepest)
                parser.fail("max expression depth exceeded");
        }
        ~Deeper() { --depth; }
        Deeper(const Deeper &) = delete;
        Deeper &operator=(const Deeper &) = delete;

        int &depth;
    };

    std::string_view unquoted(std::string_view text);
    const PipeNode *pipeline(std::string_view context, TokenType end);

    const FunctionTable &m_functions;
    Scope m_scope;

private:
    void declare(const Token &variable, std::vector<const VariableNode *> &declarations);
    void declarations(PipeNode &pipe, std::string_view context);
    void checkSecondVariable(std::string_view context, std::size_t count);
    const CommandNode *command();
    const Node *operand();
    const Node *withFields(const Node &node, std::size_t position,
                           const std::vector<std::string_view> &fields);
    const Node *term();
    const Node *identifier(const Token &token);
    const Node *number(const Token &token);
    const Node *makeField(std::size_t position, const std::vector<std::string_view> &names);
    const VariableNode *makeVariable(std::size_t position, std::string_view name);
    const Node *makeConstant(NodeType type, const Token &token, Value value);

    // What the commands and pipelines that are being read have so far.
    std::vector<const Node *> m_nodeStack;
    std::vector<const CommandNode *> m_commandStack;
};

} // namespace plumb::gotemplate
