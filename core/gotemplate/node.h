// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/functions.h"
#include "core/gotemplate/value.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace plumb::gotemplate {

enum class NodeType : std::uint8_t {
    Text,
    Action,
    Break,
    Continue,
    If,
    List,
    Range,
    Template,
    With,
    Bool,
    Chain,
    Dot,
    Field,
    Identifier,
    Nil,
    Number,
    Pipe,
    String,
    Variable,
    Command,
    Comment,
    Else, ///< Only while parsing.
    End,  ///< Only while parsing.
};

/// A part of a template; the position is a byte of the source.
struct Node
{
    NodeType type = NodeType::Nil;
    std::uint32_t position = 0;
};

struct TextNode : Node
{
    std::string_view text = {};
};

struct ListNode : Node
{
    std::span<const Node *const> nodes = {};
};

struct FieldNode : Node
{
    std::span<const std::string_view> names = {};
};

struct VariableNode : Node
{
    std::uint32_t id = 0; ///< Of the name, within its source; 0 is $.
    std::string_view name = {};
    std::span<const std::string_view> fields = {};
};

struct ChainNode : Node
{
    const Node *base = nullptr;
    std::span<const std::string_view> fields = {};
};

struct IdentifierNode : Node
{
    std::string_view name = {};
    const Function *function = nullptr;
};

/// A Bool or String.
struct ConstantNode : Node
{
    const Value *value = nullptr;
    std::string_view text = {}; ///< As it was written.
};

/// A number, and all the types in which it can be read.
struct NumberNode : Node
{
    std::string_view text = {};
    bool isInt = false;
    bool isUint = false;
    bool isFloat = false;
    bool isComplex = false;
    std::int64_t integer = 0;
    std::uint64_t unsignedInteger = 0;
    double floating = 0;
    double real = 0;
    double imaginary = 0;
};

struct CommandNode : Node
{
    std::span<const Node *const> arguments = {};
};

struct PipeNode : Node
{
    bool isAssignment = false;
    std::span<const VariableNode *const> declarations = {};
    std::span<const CommandNode *const> commands = {};
};

struct ActionNode : Node
{
    const PipeNode *pipe = nullptr;
};

/// An If, With or Range.
struct BranchNode : Node
{
    const PipeNode *pipe = nullptr;
    const ListNode *list = nullptr;
    const ListNode *elseList = nullptr;
};

struct TemplateNode : Node
{
    std::string_view name = {};
    const PipeNode *pipe = nullptr;
};

template<typename T>
const T &as(const Node &node)
{
    return static_cast<const T &>(node);
}

/// A node as Go writes it in error messages.
std::string toString(const Node &node);
/// Whether a list holds nothing but spaces and comments.
bool isEmptyTree(const Node &node);

/// One parsed source, and the memory of all its nodes.
class Unit
{
public:
    Unit(std::string_view parseName, std::string source)
        : m_parseName(parseName)
        , m_source(std::move(source))
    {
    }

    const std::string &parseName() const { return m_parseName; }
    std::string_view source() const { return m_source; }
    /// "name:line:column" of a byte.
    std::string location(std::uint32_t position) const;

    template<typename T>
    T *make(NodeType type, std::size_t position)
    {
        static_assert(std::is_trivially_destructible_v<T>);
        T *const node = new (allocate(sizeof(T), alignof(T))) T();
        node->type = type;
        node->position = static_cast<std::uint32_t>(position);
        return node;
    }
    template<typename T>
    std::span<const T> copy(std::span<const T> items)
    {
        if (items.empty())
            return {};
        T *const copied = static_cast<T *>(allocate(sizeof(T) * items.size(), alignof(T)));
        std::uninitialized_copy(items.begin(), items.end(), copied);
        return {copied, items.size()};
    }
    template<typename T>
    std::span<const T> copy(const std::vector<T> &items)
    {
        return copy(std::span<const T>(items));
    }
    const Value *keep(Value value) { return &m_constants.emplace_back(std::move(value)); }
    std::string_view keep(std::string text) { return m_texts.emplace_back(std::move(text)); }
    /// The number of a variable's name; $ is 0.
    std::uint32_t variableId(std::string_view name);

private:
    void *allocate(std::size_t size, std::size_t alignment);

    std::string m_parseName;
    std::string m_source;
    std::deque<Value> m_constants;
    std::deque<std::string> m_texts;
    std::vector<std::string_view> m_variables{"$"};
    std::vector<std::unique_ptr<std::byte[]>> m_blocks;
    std::byte *m_free = nullptr;
    std::size_t m_left = 0;
};

/// A named template: one of those that a source defines.
struct Template
{
    std::string name;
    std::shared_ptr<const Unit> unit;
    const ListNode *root = nullptr;
};

/// All the templates of one source; the last one is the source's own.
using ParsedTemplates = std::vector<std::shared_ptr<const Template>>;

/// Reads a source as Go's parse.Parse does.
Result<ParsedTemplates> parseTemplates(std::string_view name, std::string source,
                                       const FunctionTable &functions);

} // namespace plumb::gotemplate
