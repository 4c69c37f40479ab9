// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/gotype.h"

#include "core/gotemplate/functions.h"

namespace plumb::gotemplate {

const Function *GoType::method(std::string_view wanted) const
{
    for (std::size_t i = 0; i < methodCount; ++i) {
        if (methods[i].name == wanted)
            return &methods[i];
    }
    return nullptr;
}

bool GoType::isAssignableTo(const GoType &target) const
{
    if (this == &target || &target == &types::any || &target == &types::reflected)
        return true;
    if (&target == &types::error)
        return kind == "error";
    // A named type and the type literal it was made from stand for each other.
    return underlying == &target || target.underlying == this;
}

bool GoType::isNilable() const
{
    return this == &types::any || this == &types::reflected || this == &types::error
           || kind == "slice" || kind == "map" || kind == "ptr" || kind == "interface"
           || kind == "func";
}

namespace types {

const GoType any{.name = "interface {}", .kind = "interface"};
const GoType reflected{.name = "reflect.Value", .kind = "struct"};
const GoType error{.name = "error", .kind = "interface"};
const GoType boolean{.name = "bool", .kind = "bool"};
const GoType integer{.name = "int", .kind = "int"};
const GoType int8{.name = "int8", .kind = "int8"};
const GoType int16{.name = "int16", .kind = "int16"};
const GoType int32{.name = "int32", .kind = "int32"};
const GoType int64{.name = "int64", .kind = "int64"};
const GoType unsignedInteger{.name = "uint", .kind = "uint"};
const GoType uint8{.name = "uint8", .kind = "uint8"};
const GoType uint16{.name = "uint16", .kind = "uint16"};
const GoType uint32{.name = "uint32", .kind = "uint32"};
const GoType uint64{.name = "uint64", .kind = "uint64"};
const GoType float32{.name = "float32", .kind = "float32"};
const GoType float64{.name = "float64", .kind = "float64"};
const GoType complex128{.name = "complex128", .kind = "complex128"};
const GoType string{.name = "string", .kind = "string"};
const GoType bytes{.name = "[]uint8", .kind = "slice", .element = &uint8};
const GoType list{.name = "[]interface {}", .kind = "slice", .element = &any};
const GoType stringList{.name = "[]string", .kind = "slice", .element = &string};
const GoType integerList{.name = "[]int", .kind = "slice", .element = &integer};
const GoType map{.name = "map[string]interface {}", .kind = "map", .element = &any};
const GoType stringMap{.name = "map[string]string", .kind = "map", .element = &string};
const GoType boolMap{.name = "map[string]bool", .kind = "map", .element = &boolean};
const GoType mapList{.name = "[]map[string]interface {}", .kind = "slice", .element = &map};

} // namespace types
} // namespace plumb::gotemplate
