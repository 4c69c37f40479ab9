// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/pipelineparser.h"

#include "core/gotemplate/number.h"
#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <algorithm>

namespace plumb::gotemplate {
namespace {

bool isOperand(TokenType type)
{
    switch (type) {
    case TokenType::Bool:
    case TokenType::CharConstant:
    case TokenType::Complex:
    case TokenType::Dot:
    case TokenType::Field:
    case TokenType::Identifier:
    case TokenType::Number:
    case TokenType::Nil:
    case TokenType::RawString:
    case TokenType::String:
    case TokenType::Variable:
    case TokenType::LeftParenthesis: return true;
    default: return false;
    }
}

bool isConstant(const Node &node)
{
    return node.type == NodeType::Bool || node.type == NodeType::Dot || node.type == NodeType::Nil
           || node.type == NodeType::Number || node.type == NodeType::String;
}

} // namespace

std::string_view PipelineParser::unquoted(std::string_view text)
{
    // Most of them stand for themselves.
    const std::string_view inner = text.substr(1, text.size() - 2);
    const bool isRaw = text.front() == '`';
    if (inner.find(isRaw ? '\r' : '\\') == inner.npos
        && (isRaw || yaml::findInvalidUtf8(inner) == inner.npos))
        return inner;
    auto result = unquote(text);
    if (!result)
        fail(result.error().message());
    return m_unit->keep(std::move(*result));
}

void PipelineParser::declare(const Token &variable, std::vector<const VariableNode *> &declarations)
{
    nextNonSpace();
    declarations.push_back(makeVariable(variable.position, variable.text));
    m_scope.variables.push_back(variable.text);
}

// The variables before := or =, or in a range the two of them.
void PipelineParser::declarations(PipeNode &pipe, std::string_view context)
{
    std::vector<const VariableNode *> declared;
    for (bool isMore = true; isMore;) {
        isMore = false;
        const Token variable = peekNonSpace();
        if (variable.type != TokenType::Variable)
            break;
        next();
        const Token after = peek();
        const Token following = peekNonSpace();
        if (following.type == TokenType::Assign || following.type == TokenType::Declare) {
            pipe.isAssignment = following.type == TokenType::Assign;
            declare(variable, declared);
        } else if (following.type == TokenType::Char && following.text == ",") {
            declare(variable, declared);
            checkSecondVariable(context, declared.size());
            isMore = true;
        } else if (after.type == TokenType::Space) {
            backup3(variable, after);
        } else {
            backup2(variable);
        }
    }
    pipe.declarations = m_unit->copy(declared);
}

void PipelineParser::checkSecondVariable(std::string_view context, std::size_t count)
{
    if (context != "range" || count >= 2)
        fail("too many declarations in " + std::string(context));
    switch (peekNonSpace().type) {
    case TokenType::Variable:
    case TokenType::RightDelimiter:
    case TokenType::RightParenthesis: return;
    default: fail("range can only initialize variables");
    }
}

const PipeNode *PipelineParser::pipeline(std::string_view context, TokenType end)
{
    auto *pipe = m_unit->make<PipeNode>(NodeType::Pipe, peekNonSpace().position);
    declarations(*pipe, context);
    const std::size_t first = m_commandStack.size();
    for (;;) {
        const Token token = nextNonSpace();
        if (token.type == end)
            break;
        if (!isOperand(token.type))
            unexpected(token, context);
        backup();
        const CommandNode *const stage = command();
        m_commandStack.push_back(stage);
    }
    const auto commands = std::span<const CommandNode *const>(m_commandStack).subspan(first);
    if (commands.empty())
        fail("missing value for " + std::string(context));
    for (std::size_t i = 1; i < commands.size(); ++i) {
        if (isConstant(*commands[i]->arguments.front()))
            fail("non executable command in pipeline stage " + std::to_string(i + 1));
    }
    pipe->commands = m_unit->copy(commands);
    m_commandStack.resize(first);
    return pipe;
}

const CommandNode *PipelineParser::command()
{
    auto *result = m_unit->make<CommandNode>(NodeType::Command, peekNonSpace().position);
    const std::size_t first = m_nodeStack.size();
    for (;;) {
        peekNonSpace();
        if (const Node *argument = operand())
            m_nodeStack.push_back(argument);
        const Token token = next();
        if (token.type == TokenType::Space)
            continue;
        if (token.type == TokenType::RightDelimiter || token.type == TokenType::RightParenthesis)
            backup();
        else if (token.type != TokenType::Pipe)
            unexpected(token, "operand");
        break;
    }
    if (m_nodeStack.size() == first)
        fail("empty command");
    result->arguments = m_unit->copy(std::span<const Node *const>(m_nodeStack).subspan(first));
    m_nodeStack.resize(first);
    return result;
}

const Node *PipelineParser::operand()
{
    const Node *node = term();
    if (!node || peek().type != TokenType::Field)
        return node;
    const std::size_t position = peek().position;
    std::vector<std::string_view> fields;
    std::span<const std::string_view> known;
    if (node->type == NodeType::Field)
        known = as<FieldNode>(*node).names;
    else if (node->type == NodeType::Variable)
        known = as<VariableNode>(*node).fields;
    fields.assign(known.begin(), known.end());
    while (peek().type == TokenType::Field)
        fields.push_back(next().text.substr(1));
    if (isConstant(*node))
        fail("unexpected . after term " + quote(toString(*node)));
    return withFields(*node, position, fields);
}

const Node *PipelineParser::withFields(const Node &node, std::size_t position,
                                       const std::vector<std::string_view> &fields)
{
    if (node.type == NodeType::Field)
        return makeField(position, fields);
    if (node.type == NodeType::Variable) {
        auto *variable = m_unit->make<VariableNode>(NodeType::Variable, position);
        variable->id = as<VariableNode>(node).id;
        variable->name = as<VariableNode>(node).name;
        variable->fields = m_unit->copy(fields);
        return variable;
    }
    auto *chain = m_unit->make<ChainNode>(NodeType::Chain, position);
    chain->base = &node;
    chain->fields = m_unit->copy(fields);
    return chain;
}

const Node *PipelineParser::makeField(std::size_t position,
                                      const std::vector<std::string_view> &names)
{
    auto *field = m_unit->make<FieldNode>(NodeType::Field, position);
    field->names = m_unit->copy(names);
    return field;
}

const VariableNode *PipelineParser::makeVariable(std::size_t position, std::string_view name)
{
    auto *variable = m_unit->make<VariableNode>(NodeType::Variable, position);
    variable->name = name;
    variable->id = m_unit->variableId(name);
    return variable;
}

const Node *PipelineParser::makeConstant(NodeType type, const Token &token, Value value)
{
    auto *constant = m_unit->make<ConstantNode>(type, token.position);
    constant->text = token.text;
    constant->value = m_unit->keep(std::move(value));
    return constant;
}

const Node *PipelineParser::term()
{
    const Token token = nextNonSpace();
    switch (token.type) {
    case TokenType::Identifier: return identifier(token);
    case TokenType::Dot: return m_unit->make<Node>(NodeType::Dot, token.position);
    case TokenType::Nil: return m_unit->make<Node>(NodeType::Nil, token.position);
    case TokenType::Variable:
        if (std::ranges::find(m_scope.variables, token.text) == m_scope.variables.end())
            fail("undefined variable " + quote(token.text));
        return makeVariable(token.position, token.text);
    case TokenType::Field: return makeField(token.position, {token.text.substr(1)});
    case TokenType::Bool:
        return makeConstant(NodeType::Bool, token, Value::boolean(token.text == "true"));
    case TokenType::CharConstant:
    case TokenType::Complex:
    case TokenType::Number: return number(token);
    case TokenType::LeftParenthesis: {
        const Deeper deeper(*this);
        return pipeline("parenthesized pipeline", TokenType::RightParenthesis);
    }
    case TokenType::String:
    case TokenType::RawString:
        return makeConstant(NodeType::String, token, Value::string(unquoted(token.text)));
    default: backup(); return nullptr;
    }
}

const Node *PipelineParser::identifier(const Token &token)
{
    auto *result = m_unit->make<IdentifierNode>(NodeType::Identifier, token.position);
    result->name = token.text;
    result->function = m_functions.find(token.text);
    if (!result->function)
        fail("function " + quote(token.text) + " not defined");
    return result;
}

const Node *PipelineParser::number(const Token &token)
{
    auto *result = m_unit->make<NumberNode>(NodeType::Number, token.position);
    result->text = token.text;
    if (const auto read = readNumber(*result, token.type); !read)
        fail(read.error().message());
    return result;
}

} // namespace plumb::gotemplate
