// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/node.h"
#include "core/gotemplate/pipelineparser.h"
#include "core/gotemplate/strconv.h"

#include <algorithm>
#include <array>
#include <utility>

namespace plumb::gotemplate {
namespace {

enum class Clause : std::uint8_t { If, Range, With };

// Reads the text and control structures of templates.
class Parser : public PipelineParser
{
public:
    using PipelineParser::PipelineParser;

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
