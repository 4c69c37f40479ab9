// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace plumb::kustomize {

struct Shape;

struct FieldShape
{
    std::string_view name;
    const Shape *shape = nullptr;
};

/// What a part of a configuration file may hold.
struct Shape
{
    enum class Type : std::uint8_t {
        Anything,
        Text,    ///< A string.
        Flag,    ///< A boolean.
        Number,  ///< An integer.
        TextMap, ///< A mapping of strings to strings.
        List,    ///< A sequence of items of one shape.
        Record,  ///< A mapping with these fields.
    };

    Type type = Type::Anything;
    const Shape *item = nullptr;
    std::span<const FieldShape> fields = {};
};

inline constexpr Shape anythingShape{};
inline constexpr Shape textShape{Shape::Type::Text};
inline constexpr Shape flagShape{Shape::Type::Flag};
inline constexpr Shape numberShape{Shape::Type::Number};
inline constexpr Shape textMapShape{Shape::Type::TextMap};
inline constexpr Shape textListShape{Shape::Type::List, &textShape};

/// How exact a configuration must be.
enum class Strictness : std::uint8_t {
    Exact,   ///< A kustomization: nothing unknown, and every value of its type.
    Lenient, ///< A file of configurations: nothing unknown, but a number may stand for its text.
    Loose,   ///< A plugin's configuration: as lenient, and what is unknown does not matter.
};

/// Checks a configuration against its shape the way Go's encoding/json fills a struct, and gives
/// it back tidied: names of fields as the shape spells them (they are found in any case), nulls
/// left out, keys as text. InvalidInput names the line, and the field that was perhaps meant.
Result<yaml::Value> conform(const yaml::Value &value, const Shape &shape, Strictness strictness,
                            const BuildContext &context);

} // namespace plumb::kustomize
