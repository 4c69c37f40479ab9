// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/node.h"

#include "core/gotemplate/strconv.h"

#include <algorithm>

namespace plumb::gotemplate {
namespace {

void write(std::string &out, const Node &node);

void writeFields(std::string &out, std::span<const std::string_view> names)
{
    for (const std::string_view name : names) {
        out += '.';
        out += name;
    }
}

void writePipe(std::string &out, const PipeNode &pipe)
{
    for (std::size_t i = 0; i < pipe.declarations.size(); ++i) {
        if (i > 0)
            out += ", ";
        write(out, *pipe.declarations[i]);
    }
    if (!pipe.declarations.empty())
        out += pipe.isAssignment ? " = " : " := ";
    for (std::size_t i = 0; i < pipe.commands.size(); ++i) {
        if (i > 0)
            out += " | ";
        write(out, *pipe.commands[i]);
    }
}

void writeInParentheses(std::string &out, const Node &node)
{
    const bool isPipe = node.type == NodeType::Pipe;
    if (isPipe)
        out += '(';
    write(out, node);
    if (isPipe)
        out += ')';
}

void writeCommand(std::string &out, const CommandNode &command)
{
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
        if (i > 0)
            out += ' ';
        writeInParentheses(out, *command.arguments[i]);
    }
}

void writeBranch(std::string &out, std::string_view word, const BranchNode &branch)
{
    out += "{{";
    out += word;
    out += ' ';
    writePipe(out, *branch.pipe);
    out += "}}";
    write(out, *branch.list);
    if (branch.elseList) {
        out += "{{else}}";
        write(out, *branch.elseList);
    }
    out += "{{end}}";
}

void writeTemplate(std::string &out, const TemplateNode &node)
{
    out += "{{template " + quote(node.name);
    if (node.pipe) {
        out += ' ';
        writePipe(out, *node.pipe);
    }
    out += "}}";
}

void write(std::string &out, const Node &node)
{
    switch (node.type) {
    case NodeType::Text: out += as<TextNode>(node).text; return;
    case NodeType::Action:
        out += "{{";
        writePipe(out, *as<ActionNode>(node).pipe);
        out += "}}";
        return;
    case NodeType::Break: out += "{{break}}"; return;
    case NodeType::Continue: out += "{{continue}}"; return;
    case NodeType::If: writeBranch(out, "if", as<BranchNode>(node)); return;
    case NodeType::Range: writeBranch(out, "range", as<BranchNode>(node)); return;
    case NodeType::With: writeBranch(out, "with", as<BranchNode>(node)); return;
    case NodeType::List:
        for (const Node *item : as<ListNode>(node).nodes)
            write(out, *item);
        return;
    case NodeType::Template: writeTemplate(out, as<TemplateNode>(node)); return;
    case NodeType::Bool:
    case NodeType::String: out += as<ConstantNode>(node).text; return;
    case NodeType::Number: out += as<NumberNode>(node).text; return;
    case NodeType::Chain:
        writeInParentheses(out, *as<ChainNode>(node).base);
        writeFields(out, as<ChainNode>(node).fields);
        return;
    case NodeType::Dot: out += '.'; return;
    case NodeType::Nil: out += "nil"; return;
    case NodeType::Field: writeFields(out, as<FieldNode>(node).names); return;
    case NodeType::Identifier: out += as<IdentifierNode>(node).name; return;
    case NodeType::Pipe: writePipe(out, as<PipeNode>(node)); return;
    case NodeType::Variable:
        out += as<VariableNode>(node).name;
        writeFields(out, as<VariableNode>(node).fields);
        return;
    case NodeType::Command: writeCommand(out, as<CommandNode>(node)); return;
    case NodeType::Comment: return;
    case NodeType::Else: out += "{{else}}"; return;
    case NodeType::End: out += "{{end}}"; return;
    }
}

} // namespace

std::string toString(const Node &node)
{
    std::string out;
    write(out, node);
    return out;
}

bool isEmptyTree(const Node &node)
{
    switch (node.type) {
    case NodeType::Comment: return true;
    case NodeType::List:
        return std::ranges::all_of(as<ListNode>(node).nodes,
                                   [](const Node *item) { return isEmptyTree(*item); });
    case NodeType::Text:
        return as<TextNode>(node).text.find_first_not_of(" \t\n\v\f\r") == std::string_view::npos;
    default: return false;
    }
}

std::string Unit::location(std::uint32_t position) const
{
    const std::string_view before = std::string_view(m_source).substr(0, position);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t newline = before.rfind('\n');
    const std::size_t column = newline == before.npos ? position : position - newline - 1;
    return m_parseName + ':' + std::to_string(line) + ':' + std::to_string(column);
}

std::uint32_t Unit::variableId(std::string_view name)
{
    const auto id = std::ranges::find(m_variables, name) - m_variables.begin();
    if (id == std::ssize(m_variables))
        m_variables.push_back(name);
    return static_cast<std::uint32_t>(id);
}

void *Unit::allocate(std::size_t size, std::size_t alignment)
{
    constexpr std::size_t blockSize = 8192;
    const auto misaligned = reinterpret_cast<std::uintptr_t>(m_free) % alignment;
    const std::size_t padding = misaligned ? alignment - misaligned : 0;
    if (m_left < size + padding) {
        m_left = std::max(size, blockSize);
        m_free = m_blocks.emplace_back(std::make_unique<std::byte[]>(m_left)).get();
        return allocate(size, alignment);
    }
    std::byte *const result = m_free + padding;
    m_free += size + padding;
    m_left -= size + padding;
    return result;
}

} // namespace plumb::gotemplate
