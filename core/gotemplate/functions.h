// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/gotemplate/value.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::gotemplate {

class Execution;
class TemplateSet;
struct Function;

/// One call of a function: its arguments, already checked against the function's signature, and
/// the execution in which it happens.
struct Call
{
    std::span<Value> arguments;
    const Value &receiver; ///< Of a method; Invalid for a function.
    Execution &execution;

    std::size_t size() const { return arguments.size(); }
    Value &operator[](std::size_t index) const { return arguments[index]; }
    /// The text of a string argument.
    std::string_view text(std::size_t index) const { return arguments[index].text(); }
};

/// An error has ErrorCode::BuildFailed and the words of the Go function.
using FunctionCode = Result<Value> (*)(Call &call);

/// The parameters of a function. The last one of a variadic function may be absent and may repeat.
struct Signature
{
    static constexpr std::size_t most = 8;

    std::array<const GoType *, most> parameters = {};
    std::uint8_t count = 0;
    bool isVariadic = false;

    constexpr Signature(std::initializer_list<const GoType *> types)
        : count(static_cast<std::uint8_t>(types.size()))
    {
        std::size_t i = 0;
        for (const GoType *type : types)
            parameters[i++] = type;
    }
    constexpr Signature variadic() const
    {
        Signature result = *this;
        result.isVariadic = true;
        return result;
    }
};

/// A function that templates can call, or a method of a GoType.
struct Function
{
    std::string_view name;
    FunctionCode code;
    Signature signature;
};

/// The functions that a template may call, besides Go's own. Tables are sorted by name and live as
/// long as the program; a later one hides names of an earlier one.
class FunctionTable
{
public:
    void add(std::span<const Function> sorted);

    /// The function of this name, Go's own among them; null when there is none.
    const Function *find(std::string_view name) const;

private:
    std::vector<std::span<const Function>> m_tables;
};

/// An error as a Go function returns it.
inline std::unexpected<Error> failure(std::string message)
{
    return std::unexpected(Error(ErrorCode::BuildFailed, std::move(message)));
}

} // namespace plumb::gotemplate
