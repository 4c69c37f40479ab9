// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/node.h"
#include "core/gotemplate/template.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::gotemplate {

/// Thrown by the evaluator to whoever runs it; never leaves the module.
struct ExecutionFailure
{
    Error error;
};

/// What an evaluator has on its stacks. They are used again and again, for there are thousands of
/// executions in an execution.
struct EvaluationStacks
{
    struct Variable
    {
        std::uint32_t id = 0;
        bool isBoxed = false;
        Value value = {};
    };

    std::vector<Variable> variables;
    std::vector<Value> arguments;
};

/// Walks compiled templates as text/template's exec.go does.
class Evaluator
{
public:
    Evaluator(Execution &execution, const TemplateSet &templates, std::string &output);
    ~Evaluator();
    Evaluator(const Evaluator &) = delete;
    Evaluator &operator=(const Evaluator &) = delete;

    /// Throws an ExecutionFailure.
    void run(const Template &what, const Value &dot);

private:
    enum class Flow : std::uint8_t { Next, Break, Continue };

    using Variable = EvaluationStacks::Variable;

    /// What the commands of a template see as dot. Go knows of a value only that it is an
    /// interface where it came from one: such a value is boxed, and error messages say so.
    struct Dot
    {
        const Value &value;
        bool isBoxed = false;
    };

    /// A place in a chain of fields: the value is owned by a collection, or by m_scratch.
    struct Place
    {
        const Value *value = nullptr;
        bool isBoxed = false;
    };

    using Names = std::span<const std::string_view>;
    using Arguments = std::span<const Node *const>;

    Flow walk(Dot dot, const Node &node);
    Flow walkList(Dot dot, const ListNode &list);
    Flow walkBranch(Dot dot, const BranchNode &branch);
    Flow walkRange(Dot dot, const BranchNode &range);
    bool walkItems(const BranchNode &range, const Value &over);
    bool walkNumbers(const BranchNode &range, const Value &over);
    Flow walkItem(const BranchNode &range, const Value &index, Dot element);
    void walkTemplate(Dot dot, const TemplateNode &node);
    void walkAction(Dot dot, const ActionNode &action);

    Value evaluatePipe(Dot dot, const PipeNode &pipe);
    Value evaluateCommand(Dot dot, const CommandNode &command, const Value *final);
    Value evaluateField(Dot dot, const FieldNode &field, Arguments arguments, const Value *final);
    Value evaluateVariable(Dot dot, const VariableNode &variable, Arguments arguments,
                           const Value *final);
    Value evaluateChain(Dot dot, const ChainNode &chain, Arguments arguments, const Value *final);
    Value evaluateFunction(Dot dot, const IdentifierNode &node, const Node &context,
                           Arguments arguments, const Value *final);
    struct ChainEnd
    {
        Names names;
        const Node &node;
        Arguments arguments;
        const Value *final = nullptr;
    };
    Value evaluateFields(Dot dot, Place receiver, const ChainEnd &end);
    Place member(Dot dot, std::string_view name, Place receiver, const ChainEnd &end, bool isLast);
    Place mapMember(std::string_view name, Place receiver, const ChainEnd &end, bool isLast);

    struct Callee
    {
        const Function &function;
        const Node &context;
        const Value &receiver;
    };
    Value call(Dot dot, const Callee &callee, Arguments arguments, const Value *final);
    void checkCount(const Function &function, std::size_t given, bool hasFinal);
    Value callLogic(Dot dot, const Callee &callee, Arguments arguments, const Value *final);
    Value callCall(const Callee &callee, Arguments arguments, const Value *final,
                   std::size_t first);
    Value finish(const Callee &callee, std::size_t first);

    Value evaluateArgument(Dot dot, const GoType *type, const Node &node);
    Value evaluateConstant(Dot dot, const GoType &type, const Node &node);
    Value numberAs(const GoType &type, const NumberNode &number);
    Value idealConstant(const NumberNode &number);
    Value validated(Value value, const GoType *type);
    void rejectArguments(Arguments arguments, const Value *final);

    Variable &variable(const VariableNode &node);
    void setVariable(const VariableNode &node, Value value, bool isBoxed = false);
    void write(std::string_view text);
    void checkOutput(std::size_t before);
    void reach(const Node &node);
    void step();
    [[noreturn]] void fail(const std::string &message,
                           ErrorCode code = ErrorCode::BuildFailed) const;
    [[noreturn]] void failFrom(Error error) const;

    Execution &m_execution;
    const TemplateSet &m_templates;
    std::string &m_output;
    const Template *m_template = nullptr;
    const Node *m_node = nullptr;
    std::unique_ptr<EvaluationStacks> m_stacks;
    std::vector<Variable> &m_variables;
    std::vector<Value> &m_arguments;
    std::size_t m_frame = 0; // where the variables of the current template begin
    Value m_scratch;         // of the last method or missing key in a chain of fields
};

} // namespace plumb::gotemplate
