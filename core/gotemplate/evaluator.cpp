// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/evaluator.h"

#include "core/gotemplate/format.h"
#include "core/gotemplate/strconv.h"

#include <utility>

namespace plumb::gotemplate {
namespace {

std::string printed(const Value &value)
{
    std::string text;
    print(text, value);
    return text;
}

} // namespace

Evaluator::Evaluator(Execution &execution, const TemplateSet &templates, std::string &output)
    : m_execution(execution)
    , m_templates(templates)
    , m_output(output)
    , m_stacks(execution.takeStacks())
    , m_variables(m_stacks->variables)
    , m_arguments(m_stacks->arguments)
{
}

Evaluator::~Evaluator()
{
    m_variables.clear();
    m_arguments.clear();
    m_execution.m_spareStacks.push_back(std::move(m_stacks));
}

void Evaluator::fail(const std::string &message, ErrorCode code) const
{
    std::string text = "template: ";
    if (m_node) {
        text += m_template->unit->location(m_node->position) + ": executing "
                + quote(m_template->name) + " at <" + toString(*m_node) + ">: ";
    } else {
        text += m_template->name + ": ";
    }
    throw ExecutionFailure{Error(code, text + message)};
}

void Evaluator::failFrom(Error error) const
{
    fail(error.message(), error.code());
}

void Evaluator::run(const Template &what, const Value &dot)
{
    m_template = &what;
    m_variables.push_back({0, false, dot});
    walkList({dot}, *what.root);
}

void Evaluator::step()
{
    if ((++m_execution.m_steps & 255U) != 0)
        return;
    const std::uint64_t most = m_execution.m_options.limits.steps;
    if (most != 0 && m_execution.m_steps > most)
        fail("execution takes more than " + std::to_string(most) + " steps",
             ErrorCode::LimitExceeded);
    if (auto checked = m_execution.checkpoint(); !checked)
        failFrom(std::move(checked).error());
}

void Evaluator::write(std::string_view text)
{
    const std::size_t before = m_output.size();
    m_output += text;
    checkOutput(before);
}

void Evaluator::checkOutput(std::size_t before)
{
    m_execution.m_written += m_output.size() - before;
    if (m_execution.m_written > m_execution.m_options.limits.output) [[unlikely]] {
        fail("output is larger than " + std::to_string(m_execution.m_options.limits.output)
                 + " bytes",
             ErrorCode::LimitExceeded);
    }
}

void Evaluator::reach(const Node &node)
{
    const Unit &unit = *m_template->unit;
    std::uint32_t position = node.position;
    const bool isText = node.type == NodeType::Text;
    // A text begins where the spaces that were trimmed before it end.
    if (isText)
        position =
            static_cast<std::uint32_t>(as<TextNode>(node).text.data() - unit.source().data());
    m_execution.m_options.trace->reached(m_output, unit, position, isText);
}

Evaluator::Flow Evaluator::walkList(Dot dot, const ListNode &list)
{
    for (const Node *node : list.nodes) {
        if (const Flow flow = walk(dot, *node); flow != Flow::Next)
            return flow;
    }
    return Flow::Next;
}

Evaluator::Flow Evaluator::walk(Dot dot, const Node &node)
{
    m_node = &node;
    if (m_execution.m_options.trace) [[unlikely]]
        reach(node);
    switch (node.type) {
    case NodeType::Text: write(as<TextNode>(node).text); break;
    case NodeType::Action: walkAction(dot, as<ActionNode>(node)); break;
    case NodeType::If:
    case NodeType::With: return walkBranch(dot, as<BranchNode>(node));
    case NodeType::Range: return walkRange(dot, as<BranchNode>(node));
    case NodeType::Template: walkTemplate(dot, as<TemplateNode>(node)); break;
    case NodeType::Break: return Flow::Break;
    case NodeType::Continue: return Flow::Continue;
    default: fail("unknown node: " + toString(node));
    }
    return Flow::Next;
}

void Evaluator::walkAction(Dot dot, const ActionNode &action)
{
    step();
    const Value value = evaluatePipe(dot, *action.pipe);
    if (!action.pipe->declarations.empty())
        return;
    m_node = &action;
    if (Trace *const trace = m_execution.m_options.trace) [[unlikely]]
        trace->used(value);
    const std::size_t before = m_output.size();
    if (value.isString())
        m_output += value.text();
    else if (const Object *const object = value.asObject(); object && !object->printed().empty())
        m_output += object->printed();
    else if (value.isValid())
        print(m_output, value);
    else
        m_output += "<no value>";
    checkOutput(before);
}

Evaluator::Flow Evaluator::walkBranch(Dot dot, const BranchNode &branch)
{
    const std::size_t mark = m_variables.size();
    const Value value = evaluatePipe(dot, *branch.pipe);
    Flow flow = Flow::Next;
    if (value.isTrue())
        flow = walkList(branch.type == NodeType::With ? Dot{value} : dot, *branch.list);
    else if (branch.elseList)
        flow = walkList(dot, *branch.elseList);
    m_variables.resize(mark);
    return flow;
}

Evaluator::Flow Evaluator::walkRange(Dot dot, const BranchNode &range)
{
    const std::size_t mark = m_variables.size();
    const Value over = evaluatePipe(dot, *range.pipe);
    if (Trace *const trace = m_execution.m_options.trace) [[unlikely]]
        trace->used(over);
    Flow flow = Flow::Next;
    if (!walkItems(range, over) && range.elseList)
        flow = walkList(dot, *range.elseList);
    m_variables.resize(mark);
    return flow;
}

// Whether there was any item.
bool Evaluator::walkItems(const BranchNode &range, const Value &over)
{
    const bool isBoxed = over.type().element == &types::any;
    switch (over.kind()) {
    case Kind::Int:
    case Kind::Uint: return walkNumbers(range, over);
    case Kind::List:
        // By index: what the body does to the list must not pull it away from under us.
        for (std::size_t i = 0, count = over.size(); i < count && i < over.size(); ++i) {
            const Value element = over.items()[i];
            if (walkItem(range, Value::integer(static_cast<std::int64_t>(i)), {element, isBoxed})
                == Flow::Break)
                break;
        }
        return over.size() > 0;
    case Kind::Bytes:
        for (std::size_t i = 0; i < over.size(); ++i) {
            const auto byte = static_cast<unsigned char>(over.byteView()[i]);
            if (walkItem(range, Value::integer(static_cast<std::int64_t>(i)),
                         {Value::unsignedInteger(byte, types::uint8)})
                == Flow::Break)
                break;
        }
        return over.size() > 0;
    case Kind::Map: {
        // Go takes keys and values of a map before the first of them is used.
        const std::vector<MapEntry> entries(over.entries().begin(), over.entries().end());
        for (const MapEntry &entry : entries) {
            if (walkItem(range, Value::string(entry.key), {entry.value, isBoxed}) == Flow::Break)
                break;
        }
        return !entries.empty();
    }
    case Kind::Invalid:
    case Kind::Nil: return false;
    default: break;
    }
    fail("range can't iterate over " + printed(over));
}

bool Evaluator::walkNumbers(const BranchNode &range, const Value &over)
{
    if (range.pipe->declarations.size() > 1)
        fail("can't use " + printed(over) + " to iterate over more than one variable");
    const bool isSigned = over.kind() == Kind::Int;
    if (isSigned && over.asInt() <= 0)
        return false;
    for (std::uint64_t i = 0; i < over.asUint(); ++i) {
        const Value number = isSigned ? Value::integer(static_cast<std::int64_t>(i), over.type())
                                      : Value::unsignedInteger(i, over.type());
        if (walkItem(range, Value(), {number}) == Flow::Break)
            break;
    }
    return over.asUint() > 0;
}

Evaluator::Flow Evaluator::walkItem(const BranchNode &range, const Value &index, Dot element)
{
    step();
    const auto &declared = range.pipe->declarations;
    const std::size_t mark = m_variables.size();
    if (range.pipe->isAssignment) {
        if (declared.size() > 1)
            setVariable(*declared[0], index);
        if (!declared.empty())
            setVariable(*declared.back(), element.value, element.isBoxed);
    } else if (!declared.empty()) {
        m_variables[mark - 1].value = element.value;
        m_variables[mark - 1].isBoxed = element.isBoxed;
        if (declared.size() > 1)
            m_variables[mark - 2].value = index;
    }
    const Flow flow = walkList(element, *range.list);
    m_variables.resize(mark);
    return flow;
}

void Evaluator::walkTemplate(Dot dot, const TemplateNode &node)
{
    const Template *what = m_templates.find(node.name);
    if (!what)
        fail("template " + quote(node.name) + " not defined");
    if (m_execution.m_depth >= m_execution.m_options.limits.depth) {
        fail("exceeded maximum template depth ("
             + std::to_string(m_execution.m_options.limits.depth) + ")");
    }
    if (auto checked = m_execution.checkpoint(); !checked)
        failFrom(std::move(checked).error());
    const Value inner = node.pipe ? evaluatePipe(dot, *node.pipe) : Value();
    const Template *const outer = std::exchange(m_template, what);
    const std::size_t outerFrame = std::exchange(m_frame, m_variables.size());
    ++m_execution.m_depth;
    m_variables.push_back({0, false, inner});
    walkList({inner}, *what->root);
    --m_execution.m_depth;
    m_variables.resize(m_frame);
    m_frame = outerFrame;
    m_template = outer;
}

Evaluator::Variable &Evaluator::variable(const VariableNode &node)
{
    for (std::size_t i = m_variables.size(); i > m_frame; --i) {
        if (m_variables[i - 1].id == node.id)
            return m_variables[i - 1];
    }
    fail("undefined variable: " + std::string(node.name));
}

void Evaluator::setVariable(const VariableNode &node, Value value, bool isBoxed)
{
    Variable &target = variable(node);
    target.value = std::move(value);
    target.isBoxed = isBoxed;
}

Value Evaluator::evaluatePipe(Dot dot, const PipeNode &pipe)
{
    m_node = &pipe;
    Value value;
    const Value *final = nullptr;
    for (const CommandNode *command : pipe.commands) {
        value = evaluateCommand(dot, *command, final);
        if (value.kind() == Kind::Nil)
            value = Value();
        final = &value;
    }
    for (const VariableNode *declared : pipe.declarations) {
        if (pipe.isAssignment)
            setVariable(*declared, value);
        else
            m_variables.push_back({declared->id, false, value});
    }
    return value;
}

void Evaluator::rejectArguments(Arguments arguments, const Value *final)
{
    if (arguments.size() > 1 || final)
        fail("can't give argument to non-function " + toString(*arguments.front()));
}

Value Evaluator::evaluateCommand(Dot dot, const CommandNode &command, const Value *final)
{
    const Arguments arguments = command.arguments;
    const Node &first = *arguments.front();
    switch (first.type) {
    case NodeType::Field: return evaluateField(dot, as<FieldNode>(first), arguments, final);
    case NodeType::Chain: return evaluateChain(dot, as<ChainNode>(first), arguments, final);
    case NodeType::Identifier:
        return evaluateFunction(dot, as<IdentifierNode>(first), command, arguments, final);
    case NodeType::Pipe:
        rejectArguments(arguments, final);
        return evaluatePipe(dot, as<PipeNode>(first));
    case NodeType::Variable:
        return evaluateVariable(dot, as<VariableNode>(first), arguments, final);
    default: break;
    }
    m_node = &first;
    rejectArguments(arguments, final);
    switch (first.type) {
    case NodeType::Bool:
    case NodeType::String: return *as<ConstantNode>(first).value;
    case NodeType::Dot: return dot.value;
    case NodeType::Nil: fail("nil is not a command");
    case NodeType::Number: return idealConstant(as<NumberNode>(first));
    default: fail("can't evaluate command " + quote(toString(first)));
    }
}

} // namespace plumb::gotemplate
