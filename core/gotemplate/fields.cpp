// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Fields of maps and objects, and methods, one after the other.

#include "core/gotemplate/evaluator.h"
#include "core/gotemplate/strconv.h"

namespace plumb::gotemplate {

Value Evaluator::evaluateField(Dot dot, const FieldNode &field, Arguments arguments,
                               const Value *final)
{
    m_node = &field;
    return evaluateFields(dot, {&dot.value, dot.isBoxed}, {field.names, field, arguments, final});
}

Value Evaluator::evaluateVariable(Dot dot, const VariableNode &node, Arguments arguments,
                                  const Value *final)
{
    m_node = &node;
    const Variable &found = variable(node);
    if (node.fields.empty()) {
        if (!arguments.empty())
            rejectArguments(arguments, final);
        return found.value;
    }
    return evaluateFields(dot, {&found.value, found.isBoxed},
                          {node.fields, node, arguments, final});
}

Value Evaluator::evaluateChain(Dot dot, const ChainNode &chain, Arguments arguments,
                               const Value *final)
{
    m_node = &chain;
    if (chain.base->type == NodeType::Nil)
        fail("indirection through explicit nil in " + toString(chain));
    const Value base = evaluateArgument(dot, nullptr, *chain.base);
    return evaluateFields(dot, {&base}, {chain.fields, chain, arguments, final});
}

Value Evaluator::evaluateFields(Dot dot, Place receiver, const ChainEnd &end)
{
    const std::size_t count = end.names.size();
    for (std::size_t i = 0; i < count; ++i)
        receiver = member(dot, end.names[i], receiver, end, i + 1 == count);
    return *receiver.value;
}

Evaluator::Place Evaluator::member(Dot dot, std::string_view name, Place receiver,
                                   const ChainEnd &end, bool isLast)
{
    const Value &value = *receiver.value;
    if (!value.isValid()) {
        if (m_execution.m_options.missingKey == MissingKey::Error)
            fail("nil data; no entry for key " + quote(name));
        m_scratch = Value();
        return {&m_scratch};
    }
    if (value.kind() == Kind::Nil)
        fail("nil pointer evaluating interface {}." + std::string(name));
    const GoType &type = value.type();
    if (type.methodCount > 0) {
        if (const Function *method = type.method(name)) {
            // Arguments may use the scratch value, in which the receiver may live.
            const Value self = value;
            m_scratch = call(dot, {*method, end.node, self}, isLast ? end.arguments : Arguments(),
                             isLast ? end.final : nullptr);
            return {&m_scratch};
        }
    }
    if (value.isMap())
        return mapMember(name, receiver, end, isLast);
    if (const Object *object = value.asObject()) {
        Value field = object->field(name);
        if (field.isValid()) {
            if (isLast && (end.arguments.size() > 1 || end.final))
                fail(std::string(name) + " has arguments but cannot be invoked as function");
            m_scratch = std::move(field);
            return {&m_scratch};
        }
    }
    fail("can't evaluate field " + std::string(name) + " in type "
         + std::string(receiver.isBoxed ? types::any.name : type.name));
}

Evaluator::Place Evaluator::mapMember(std::string_view name, Place receiver, const ChainEnd &end,
                                      bool isLast)
{
    const Value &map = *receiver.value;
    if (isLast && (end.arguments.size() > 1 || end.final))
        fail(std::string(name) + " is not a method but has arguments");
    const bool isBoxed = map.type().element == &types::any;
    if (Trace *const trace = m_execution.m_options.trace) [[unlikely]]
        trace->read(map, name);
    if (const Value *found = map.find(name))
        return {found, isBoxed};
    switch (m_execution.m_options.missingKey) {
    case MissingKey::Invalid: m_scratch = Value(); break;
    case MissingKey::Zero: m_scratch = Value::zeroOf(*map.type().element); break;
    case MissingKey::Error: fail("map has no entry for key " + quote(name));
    }
    return {&m_scratch, isBoxed};
}

} // namespace plumb::gotemplate
