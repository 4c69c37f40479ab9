// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Calls of functions and methods, and Go's rules for their arguments.

#include "core/gotemplate/builtins.h"
#include "core/gotemplate/evaluator.h"

#include <utility>

namespace plumb::gotemplate {
namespace {

bool isUnsigned(const GoType &type)
{
    return type.kind.starts_with("uint");
}

bool isSigned(const GoType &type)
{
    return type.kind.starts_with("int") && type.kind != "interface";
}

bool isFloat(const GoType &type)
{
    return type.kind.starts_with("float");
}

} // namespace

Value Evaluator::evaluateFunction(Dot dot, const IdentifierNode &node, const Node &context,
                                  Arguments arguments, const Value *final)
{
    m_node = &node;
    const Value none;
    return call(dot, {*node.function, context, none}, arguments, final);
}

void Evaluator::checkCount(const Function &function, std::size_t given, bool hasFinal)
{
    const Signature &signature = function.signature;
    const std::size_t count = given + (hasFinal ? 1 : 0);
    const std::string prefix = "wrong number of args for " + std::string(function.name) + ": want ";
    if (signature.isVariadic) {
        const std::size_t least = signature.count - 1U;
        if (count < least)
            fail(prefix + "at least " + std::to_string(least) + " got " + std::to_string(given));
    } else if (count != signature.count) {
        fail(prefix + std::to_string(signature.count) + " got " + std::to_string(count));
    }
}

Value Evaluator::call(Dot dot, const Callee &callee, Arguments arguments, const Value *final)
{
    const Function &function = callee.function;
    const Signature &signature = function.signature;
    if (!arguments.empty())
        arguments = arguments.subspan(1); // the name of the function itself
    const std::size_t count = arguments.size() + (final ? 1 : 0);
    const std::size_t fixed = signature.count - (signature.isVariadic ? 1U : 0U);
    if (count < fixed || (!signature.isVariadic && count > fixed))
        checkCount(function, arguments.size(), final != nullptr);
    if (function.code == logicFunction)
        return callLogic(dot, callee, arguments, final);

    const std::size_t first = m_arguments.size();
    const auto typeOf = [&](std::size_t i) {
        return signature.parameters[i < fixed ? i : signature.count - 1U];
    };
    for (std::size_t i = 0; i < arguments.size(); ++i)
        m_arguments.push_back(evaluateArgument(dot, typeOf(i), *arguments[i]));
    if (final)
        m_arguments.push_back(validated(*final, typeOf(arguments.size())));
    if (function.code == callFunction)
        return callCall(callee, arguments, final, first);
    return finish(callee, first);
}

// and, or: they return the first argument that decides, and evaluate no other.
Value Evaluator::callLogic(Dot dot, const Callee &callee, Arguments arguments, const Value *final)
{
    const bool isOr = callee.function.name == "or";
    Value value;
    for (const Node *argument : arguments) {
        value = evaluateArgument(dot, &types::reflected, *argument);
        if (value.isTrue() == isOr)
            return value;
    }
    return final ? *final : value;
}

// There are no functions among the values of templates, so that there is nothing to be called.
Value Evaluator::callCall(const Callee &callee, Arguments arguments, const Value *final,
                          std::size_t first)
{
    const Value &function = m_arguments[first];
    std::string name;
    if (!arguments.empty())
        name = toString(*arguments.front());
    else if (final->isString())
        name = final->text();
    else
        name = '<' + std::string(final->type().name) + " Value>";
    std::string message = "error calling call: ";
    if (function.isNil())
        message += "call of nil";
    else
        message += "non-function " + name + " of type " + std::string(function.type().name);
    m_node = &callee.context;
    fail(message);
}

Value Evaluator::finish(const Callee &callee, std::size_t first)
{
    Call call{std::span(m_arguments).subspan(first), callee.receiver, m_execution};
    if (Trace *const trace = m_execution.m_options.trace) [[unlikely]]
        trace->called(callee.function.name, call.arguments);
    Result<Value> result = callee.function.code(call);
    m_arguments.resize(first);
    if (!result) [[unlikely]] {
        m_node = &callee.context;
        fail("error calling " + std::string(callee.function.name) + ": " + result.error().message(),
             result.error().code());
    }
    return std::move(*result);
}

Value Evaluator::validated(Value value, const GoType *type)
{
    if (!type || type == &types::reflected)
        return value;
    if (!value.isValid()) {
        if (!type->isNilable())
            fail("invalid value; expected " + std::string(type->name));
        return Value::nilOf(*type);
    }
    if (type == &types::any)
        return value;
    if (!value.type().isAssignableTo(*type)) {
        fail("wrong type for value; expected " + std::string(type->name) + "; got "
             + std::string(value.type().name));
    }
    return value;
}

Value Evaluator::evaluateArgument(Dot dot, const GoType *type, const Node &node)
{
    m_node = &node;
    switch (node.type) {
    case NodeType::Dot: return validated(dot.value, type);
    case NodeType::Nil:
        if (!type->isNilable())
            fail("cannot assign nil to " + std::string(type->name));
        return type == &types::reflected ? Value() : Value::nilOf(*type);
    case NodeType::Field: return validated(evaluateField(dot, as<FieldNode>(node), {}, {}), type);
    case NodeType::Variable:
        return validated(evaluateVariable(dot, as<VariableNode>(node), {}, {}), type);
    case NodeType::Pipe: return validated(evaluatePipe(dot, as<PipeNode>(node)), type);
    case NodeType::Identifier:
        return validated(evaluateFunction(dot, as<IdentifierNode>(node), node, {}, {}), type);
    case NodeType::Chain: return validated(evaluateChain(dot, as<ChainNode>(node), {}, {}), type);
    default: return evaluateConstant(dot, type ? *type : types::any, node);
    }
}

Value Evaluator::evaluateConstant(Dot, const GoType &type, const Node &node)
{
    if (&type == &types::any || &type == &types::reflected) {
        if (node.type == NodeType::Number)
            return idealConstant(as<NumberNode>(node));
        return *as<ConstantNode>(node).value;
    }
    if (&type == &types::string || &type == &types::boolean) {
        const bool isString = &type == &types::string;
        if (node.type == (isString ? NodeType::String : NodeType::Bool))
            return *as<ConstantNode>(node).value;
        fail((isString ? "expected string; found " : "expected bool; found ") + toString(node));
    }
    if (node.type == NodeType::Number)
        return numberAs(type, as<NumberNode>(node));
    if (isSigned(type))
        fail("expected integer; found " + toString(node));
    if (isUnsigned(type))
        fail("expected unsigned integer; found " + toString(node));
    if (isFloat(type))
        fail("expected float; found " + toString(node));
    fail("can't handle " + toString(node) + " for arg of type " + std::string(type.name));
}

Value Evaluator::numberAs(const GoType &type, const NumberNode &number)
{
    if (isSigned(type)) {
        if (number.isInt)
            return Value::integer(number.integer, type);
        fail("expected integer; found " + toString(number));
    }
    if (isUnsigned(type)) {
        if (number.isUint)
            return Value::unsignedInteger(number.unsignedInteger, type);
        fail("expected unsigned integer; found " + toString(number));
    }
    if (isFloat(type)) {
        if (number.isFloat)
            return Value::floating(number.floating, type);
        fail("expected float; found " + toString(number));
    }
    fail("can't handle " + toString(number) + " for arg of type " + std::string(type.name));
}

// The value of a number where nothing says which type is wanted.
Value Evaluator::idealConstant(const NumberNode &number)
{
    m_node = &number;
    if (number.isComplex)
        return Value::complex(number.real, number.imaginary);
    const bool isRune = number.text.starts_with('\'');
    const bool isHex = number.text.size() > 2 && number.text[0] == '0'
                       && (number.text[1] == 'x' || number.text[1] == 'X')
                       && number.text.find_first_of("pP") == std::string_view::npos;
    if (number.isFloat && !isRune && !isHex
        && number.text.find_first_of(".eEpP") != std::string_view::npos)
        return Value::floating(number.floating);
    if (number.isInt)
        return Value::integer(number.integer);
    fail(std::string(number.text) + " overflows int");
}

} // namespace plumb::gotemplate
