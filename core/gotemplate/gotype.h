// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace plumb::gotemplate {

class Value;
struct Function;

/// What Go's reflection knows of a type. Types are compared by address: each is defined once, with
/// static storage.
struct GoType
{
    std::string_view name;              ///< As %T prints it: "map[string]interface {}".
    std::string_view kind;              ///< reflect's name of the kind: "map".
    const GoType *element = nullptr;    ///< Of slices and maps.
    const GoType *underlying = nullptr; ///< Of a named type: the type literal it was made from.
    const Function *methods = nullptr;  ///< What a template may call as a field.
    std::size_t methodCount = 0;        ///< Of methods.
    /// The String() or Error() method, which fmt prefers to the value itself.
    std::string (*text)(const Value &) = nullptr;

    /// The method of this name, or null.
    const Function *method(std::string_view wanted) const;
    /// Whether Go lets a value of this type stand where @p target is expected.
    bool isAssignableTo(const GoType &target) const;
    /// Whether nil is a value of this type.
    bool isNilable() const;
};

namespace types {

extern const GoType any;       ///< interface {}
extern const GoType reflected; ///< reflect.Value: takes everything, a missing value too.
extern const GoType error;
extern const GoType boolean;
extern const GoType integer; ///< int
extern const GoType int8;
extern const GoType int16;
extern const GoType int32; ///< also rune
extern const GoType int64;
extern const GoType unsignedInteger; ///< uint
extern const GoType uint8;           ///< also byte
extern const GoType uint16;
extern const GoType uint32;
extern const GoType uint64;
extern const GoType float32;
extern const GoType float64;
extern const GoType complex128;
extern const GoType string;
extern const GoType bytes;       ///< []uint8
extern const GoType list;        ///< []interface {}
extern const GoType stringList;  ///< []string
extern const GoType integerList; ///< []int
extern const GoType map;         ///< map[string]interface {}
extern const GoType stringMap;   ///< map[string]string
extern const GoType boolMap;     ///< map[string]bool
extern const GoType mapList;     ///< []map[string]interface {}

} // namespace types
} // namespace plumb::gotemplate
