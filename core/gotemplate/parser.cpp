// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/lexer.h"
#include "core/gotemplate/node.h"
#include "core/gotemplate/number.h"
#include "core/gotemplate/strconv.h"

#include <algorithm>
#include <array>

namespace plumb::gotemplate {
namespace {

// Go allows 10 000 nested parentheses and any depth of control structures; our stack is smaller.
constexpr int deepest = 1000;

// Thrown inside this file alone, caught by parseTemplates().
struct ParseFailure
{
    std::string message;
};

// What belongs to one template and not to its source: variables and the ranges around.
struct Scope
{
    std::vector<std::string_view> variables{"$"};
    int rangeDepth = 0;
    int depth = 0;
};

enum class Clause : std::uint8_t { If, Range, With };

class Parser
{
public:
    Parser(std::shared_ptr<Unit> unit, const FunctionTable &functions)
        : m_unit(std::move(unit))
        , m_lexer(m_unit->source())
        , m_functions(functions)
    {
    }

    ParsedTemplates run(std::string_view name)
    {
        const std::size_t start = peek().position;
        std::vector<const Node *> nodes;
        while (peek().type != TokenType::EndOfFile) {
            if (peek().type == TokenType::LeftDelimiter) {
                const Token delimiter = next();
                if (nextNonSpace().type == TokenType::Define) {
                    parseDefinition();
                    continue;
                }
                backup2(delimiter);
            }
            const Node *node = textOrAction();
            if (node->type == NodeType::End || node->type == NodeType::Else)
                fail("unexpected " + toString(*node));
            nodes.push_back(node);
        }
        add(name, makeList(start, nodes));
        return std::move(m_templates);
    }

private:
    // Tokens, with as much of them given back as Go's parser ever gives back.
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

    struct Deeper
    {
        Deeper(Parser &parser)
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

    const ListNode *makeList(std::size_t position, const std::vector<const Node *> &nodes)
    {
        auto *list = m_unit->make<ListNode>(NodeType::List, position);
        list->nodes = m_unit->copy(nodes);
        return list;
    }

    void add(std::string_view name, const ListNode *root)
    {
        const auto found = std::ranges::find(
            m_templates, name, [](const auto &known) { return std::string_view(known->name); });
        auto made = std::make_shared<Template>(Template{std::string(name), m_unit, root});
        if (found == m_templates.end())
            m_templates.push_back(std::move(made));
        else if (isEmptyTree(*(*found)->root))
            *found = std::move(made);
        else if (!isEmptyTree(*root))
            fail("template: multiple definition of template " + quote(name));
    }

    std::string_view unquoted(std::string_view text)
    {
        auto result = unquote(text);
        if (!result)
            fail(result.error().message());
        return m_unit->keep(std::move(*result));
    }

    std::string_view templateName(const Token &token, std::string_view context)
    {
        if (token.type != TokenType::String && token.type != TokenType::RawString)
            unexpected(token, context);
        return unquoted(token.text);
    }

    // The body of a define or block, up to its end; it sees no variables from outside.
    void parseBody(std::string_view name, std::string_view context)
    {
        Scope outer = std::exchange(m_scope, Scope());
        m_scope.depth = outer.depth;
        const Node *end = nullptr;
        const ListNode *root = itemList(end);
        if (end->type != NodeType::End)
            fail("unexpected " + toString(*end) + " in " + std::string(context));
        add(name, root);
        m_scope = std::move(outer);
    }

    void parseDefinition()
    {
        constexpr std::string_view context = "define clause";
        const std::string_view name = templateName(nextNonSpace(), context);
        expect(TokenType::RightDelimiter, context);
        const int actionLine = std::exchange(m_actionLine, 0);
        parseBody(name, context);
        m_actionLine = actionLine;
    }

    const ListNode *itemList(const Node *&end)
    {
        const std::size_t start = peekNonSpace().position;
        std::vector<const Node *> nodes;
        while (peekNonSpace().type != TokenType::EndOfFile) {
            const Node *node = textOrAction();
            if (node->type == NodeType::End || node->type == NodeType::Else) {
                end = node;
                return makeList(start, nodes);
            }
            nodes.push_back(node);
        }
        fail("unexpected EOF");
    }

    const Node *textOrAction()
    {
        const Token token = nextNonSpace();
        if (token.type == TokenType::Text) {
            auto *text = m_unit->make<TextNode>(NodeType::Text, token.position);
            text->text = token.text;
            return text;
        }
        if (token.type != TokenType::LeftDelimiter)
            unexpected(token, "input");
        m_actionLine = token.line;
        const Node *node = action();
        m_actionLine = 0;
        return node;
    }

    const Node *action()
    {
        const Token token = nextNonSpace();
        switch (token.type) {
        case TokenType::Block: return blockControl();
        case TokenType::Break: return loopControl(NodeType::Break, token, "{{break}}");
        case TokenType::Continue: return loopControl(NodeType::Continue, token, "{{continue}}");
        case TokenType::Else: return elseControl();
        case TokenType::End:
            return m_unit->make<Node>(NodeType::End,
                                      expect(TokenType::RightDelimiter, "end").position);
        case TokenType::If: return branchControl(Clause::If);
        case TokenType::Range: return branchControl(Clause::Range);
        case TokenType::With: return branchControl(Clause::With);
        case TokenType::Template: return templateControl();
        default: break;
        }
        backup();
        auto *result = m_unit->make<ActionNode>(NodeType::Action, peek().position);
        result->pipe = pipeline("command", TokenType::RightDelimiter);
        return result;
    }

    const Node *loopControl(NodeType type, const Token &word, const std::string &text)
    {
        if (const Token token = nextNonSpace(); token.type != TokenType::RightDelimiter)
            unexpected(token, text);
        if (m_scope.rangeDepth == 0)
            fail(text + " outside {{range}}");
        return m_unit->make<Node>(type, word.position);
    }

    const Node *elseControl()
    {
        const Token peeked = peekNonSpace();
        if (peeked.type == TokenType::If || peeked.type == TokenType::With)
            return m_unit->make<Node>(NodeType::Else, peeked.position);
        return m_unit->make<Node>(NodeType::Else,
                                  expect(TokenType::RightDelimiter, "else").position);
    }

    const Node *branchControl(Clause clause)
    {
        constexpr std::array<std::string_view, 3> words{"if", "range", "with"};
        constexpr std::array<NodeType, 3> types{NodeType::If, NodeType::Range, NodeType::With};
        const auto index = static_cast<std::size_t>(clause);
        const Deeper deeper(*this);
        const std::size_t variables = m_scope.variables.size();
        const PipeNode *pipe = pipeline(words[index], TokenType::RightDelimiter);
        auto *branch = m_unit->make<BranchNode>(types[index], pipe->position);
        branch->pipe = pipe;
        m_scope.rangeDepth += clause == Clause::Range;
        const Node *end = nullptr;
        branch->list = itemList(end);
        m_scope.rangeDepth -= clause == Clause::Range;
        if (end->type == NodeType::Else)
            branch->elseList = elseList(clause, end);
        m_scope.variables.resize(variables);
        return branch;
    }

    const ListNode *elseList(Clause clause, const Node *end)
    {
        const std::size_t position = end->position;
        const bool isChained = (clause == Clause::If && peek().type == TokenType::If)
                               || (clause == Clause::With && peek().type == TokenType::With);
        if (isChained) {
            next();
            return makeList(position, {branchControl(clause)});
        }
        const ListNode *list = itemList(end);
        if (end->type != NodeType::End)
            fail("expected end; found " + toString(*end));
        return list;
    }

    const Node *blockControl()
    {
        constexpr std::string_view context = "block clause";
        const Token token = nextNonSpace();
        const std::string_view name = templateName(token, context);
        auto *node = m_unit->make<TemplateNode>(NodeType::Template, token.position);
        node->name = name;
        node->pipe = pipeline(context, TokenType::RightDelimiter);
        const Deeper deeper(*this);
        parseBody(name, context);
        return node;
    }

    const Node *templateControl()
    {
        constexpr std::string_view context = "template clause";
        const Token token = nextNonSpace();
        auto *node = m_unit->make<TemplateNode>(NodeType::Template, token.position);
        node->name = templateName(token, context);
        if (nextNonSpace().type != TokenType::RightDelimiter) {
            backup();
            node->pipe = pipeline(context, TokenType::RightDelimiter);
        }
        return node;
    }

    void declare(const Token &variable, std::vector<const VariableNode *> &declarations)
    {
        nextNonSpace();
        declarations.push_back(makeVariable(variable.position, variable.text));
        m_scope.variables.push_back(variable.text);
    }

    // The variables before := or =, or in a range the two of them.
    void declarations(PipeNode &pipe, std::string_view context)
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

    void checkSecondVariable(std::string_view context, std::size_t count)
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

    const PipeNode *pipeline(std::string_view context, TokenType end)
    {
        auto *pipe = m_unit->make<PipeNode>(NodeType::Pipe, peekNonSpace().position);
        declarations(*pipe, context);
        std::vector<const CommandNode *> commands;
        for (;;) {
            const Token token = nextNonSpace();
            if (token.type == end)
                break;
            if (!isOperand(token.type))
                unexpected(token, context);
            backup();
            commands.push_back(command());
        }
        if (commands.empty())
            fail("missing value for " + std::string(context));
        for (std::size_t i = 1; i < commands.size(); ++i) {
            if (isConstant(*commands[i]->arguments.front())) {
                fail("non executable command in pipeline stage " + std::to_string(i + 1));
            }
        }
        pipe->commands = m_unit->copy(commands);
        return pipe;
    }

    static bool isOperand(TokenType type)
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

    static bool isConstant(const Node &node)
    {
        return node.type == NodeType::Bool || node.type == NodeType::Dot
               || node.type == NodeType::Nil || node.type == NodeType::Number
               || node.type == NodeType::String;
    }

    const CommandNode *command()
    {
        auto *result = m_unit->make<CommandNode>(NodeType::Command, peekNonSpace().position);
        std::vector<const Node *> arguments;
        for (;;) {
            peekNonSpace();
            if (const Node *argument = operand())
                arguments.push_back(argument);
            const Token token = next();
            if (token.type == TokenType::Space)
                continue;
            if (token.type == TokenType::RightDelimiter
                || token.type == TokenType::RightParenthesis)
                backup();
            else if (token.type != TokenType::Pipe)
                unexpected(token, "operand");
            break;
        }
        if (arguments.empty())
            fail("empty command");
        result->arguments = m_unit->copy(arguments);
        return result;
    }

    const Node *operand()
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
        if (node->type == NodeType::Field)
            return makeField(position, fields);
        if (node->type == NodeType::Variable) {
            auto *variable = m_unit->make<VariableNode>(NodeType::Variable, position);
            variable->id = as<VariableNode>(*node).id;
            variable->name = as<VariableNode>(*node).name;
            variable->fields = m_unit->copy(fields);
            return variable;
        }
        auto *chain = m_unit->make<ChainNode>(NodeType::Chain, position);
        chain->base = node;
        chain->fields = m_unit->copy(fields);
        return chain;
    }

    const Node *makeField(std::size_t position, const std::vector<std::string_view> &names)
    {
        auto *field = m_unit->make<FieldNode>(NodeType::Field, position);
        field->names = m_unit->copy(names);
        return field;
    }

    const VariableNode *makeVariable(std::size_t position, std::string_view name)
    {
        auto *variable = m_unit->make<VariableNode>(NodeType::Variable, position);
        variable->name = name;
        variable->id = m_unit->variableId(name);
        return variable;
    }

    const Node *makeConstant(NodeType type, const Token &token, Value value)
    {
        auto *constant = m_unit->make<ConstantNode>(type, token.position);
        constant->text = token.text;
        constant->value = m_unit->keep(std::move(value));
        return constant;
    }

    const Node *term()
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

    const Node *identifier(const Token &token)
    {
        auto *result = m_unit->make<IdentifierNode>(NodeType::Identifier, token.position);
        result->name = token.text;
        result->function = m_functions.find(token.text);
        if (!result->function)
            fail("function " + quote(token.text) + " not defined");
        return result;
    }

    const Node *number(const Token &token)
    {
        auto *result = m_unit->make<NumberNode>(NodeType::Number, token.position);
        result->text = token.text;
        if (const auto read = readNumber(*result, token.type); !read)
            fail(read.error().message());
        return result;
    }

    std::shared_ptr<Unit> m_unit;
    Lexer m_lexer;
    const FunctionTable &m_functions;
    std::array<Token, 3> m_tokens;
    std::size_t m_peeked = 0;
    int m_actionLine = 0;
    Scope m_scope;
    ParsedTemplates m_templates;
};

} // namespace

Result<ParsedTemplates> parseTemplates(std::string_view name, std::string source,
                                       const FunctionTable &functions)
{
    if (source.size() > 0xFFFFFFFF)
        return std::unexpected(Error(ErrorCode::LimitExceeded, "template is too large"));
    Parser parser(std::make_shared<Unit>(name, std::move(source)), functions);
    try {
        return parser.run(name);
    } catch (ParseFailure &failure) {
        return std::unexpected(Error(ErrorCode::BuildFailed, std::move(failure.message)));
    }
}

} // namespace plumb::gotemplate
