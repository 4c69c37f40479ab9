// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace plumb::gotemplate {

class Unit;
class Value;

/// Is told what an execution does, by those who want to know where its output comes from.
class Trace
{
public:
    virtual ~Trace() = default;

    /// A text, an action or a condition comes next, at a byte of the source of @p unit; what it
    /// writes is appended to @p output. What is read from now on is read for it.
    virtual void reached(const std::string &output, const Unit &unit, std::uint32_t position,
                         bool isText) = 0;
    /// A key of a map was asked for, whether it is there or not.
    virtual void read(const Value &map, std::string_view key) = 0;
    /// A value was printed, or ranged over.
    virtual void used(const Value &value) = 0;
    virtual void called(std::string_view function, std::span<const Value> arguments) = 0;
};

} // namespace plumb::gotemplate
