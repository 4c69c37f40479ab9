// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/gotype.h"
#include "core/yaml/text.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb::gotemplate {

using yaml::Text;

/// How a value is kept; type() says which Go type it has.
enum class Kind : std::uint8_t {
    Invalid, ///< No value at all: a missing key, or what `nil` came to in a pipeline.
    Nil,     ///< The nil interface, as the value of a key that is null.
    Bool,
    Int,
    Uint,
    Float,
    Complex,
    String,
    Bytes,
    List,
    Map,
    Object,
};

/// What collections share: a count of the values that refer to it. The count is not atomic: a
/// collection, and everything that refers to it, belongs to one thread at a time.
struct Shared
{
    std::uint32_t references = 0;
};

class Value;
struct List;
struct Map;
struct MapEntry;
struct Bytes;
class Object;

/// Whose rules say what a number of a YAML document becomes.
enum class NumberRule : std::uint8_t {
    Json, ///< Every number is a float64, as Go's encoding/json decodes into an interface.
    Yaml, ///< Whole numbers are int, int64 or uint64, as Go's YAML decoders make them.
};

/// A value as a template sees it: 24 bytes, cheap to copy. Lists and maps are shared by their
/// copies as Go's slices and maps are: who changes one changes what all of them see.
class Value
{
public:
    Value() noexcept
        : m_scalar{}
        , m_kind(Kind::Invalid)
    {
    }
    Value(const Value &other) noexcept
        : m_kind(other.m_kind)
    {
        if (m_kind == Kind::String) {
            new (&m_text) Text(other.m_text);
            return;
        }
        m_scalar = other.m_scalar;
        if (m_kind >= Kind::Bytes && m_scalar.shared)
            ++m_scalar.shared->references;
    }
    Value(Value &&other) noexcept
        : m_kind(other.m_kind)
    {
        if (m_kind == Kind::String) {
            new (&m_text) Text(std::move(other.m_text));
            return;
        }
        m_scalar = other.m_scalar;
        other.m_kind = Kind::Invalid;
    }
    Value &operator=(Value other) noexcept
    {
        clear();
        new (this) Value(std::move(other));
        return *this;
    }
    ~Value() { clear(); }

    static Value nil();
    static Value boolean(bool value);
    static Value integer(std::int64_t value, const GoType &type = types::integer);
    static Value unsignedInteger(std::uint64_t value, const GoType &type = types::unsignedInteger);
    static Value floating(double value, const GoType &type = types::float64);
    static Value complex(double real, double imaginary);
    static Value string(Text text);
    static Value bytes(std::string bytes);
    static Value list(std::vector<Value> items = {}, const GoType &type = types::list);
    static Value strings(const std::vector<std::string> &items);
    static Value map(const GoType &type = types::map);
    /// The nil slice or nil map of @p type: empty, and null where it is written as YAML or JSON.
    static Value nilOf(const GoType &type);
    /// reflect.Zero: what a key that is missing comes to with missingkey=zero.
    static Value zeroOf(const GoType &type);
    static Value object(Object *object);
    /// What Go's YAML and JSON decoders make of a document.
    static Value fromYaml(const yaml::Value &value, NumberRule rule = NumberRule::Json);

    Kind kind() const { return m_kind; }
    bool isValid() const { return m_kind != Kind::Invalid; }
    /// Whether this is no value or the nil interface: what a Go function sees as nil.
    bool isNil() const { return m_kind <= Kind::Nil; }
    bool isString() const { return m_kind == Kind::String; }
    bool isList() const { return m_kind == Kind::List; }
    bool isMap() const { return m_kind == Kind::Map; }
    /// Whether this is a nil slice or nil map.
    bool isNilCollection() const { return m_kind >= Kind::Bytes && !m_scalar.shared; }
    const GoType &type() const;
    /// What `if` makes of it: not the zero value of its type, and not empty.
    bool isTrue() const;

    /// Of a Bool, Int, Uint or Float: another kind gives another kind's bits.
    bool asBool() const { return m_scalar.boolean; }
    std::int64_t asInt() const { return m_scalar.integer; }
    std::uint64_t asUint() const { return m_scalar.unsignedInteger; }
    double asFloat() const { return m_scalar.floating; }
    double real() const { return m_complex.real; }
    double imaginary() const { return m_complex.imaginary; }

    /// Of a String; "" for anything else.
    std::string_view text() const
    {
        return m_kind == Kind::String ? m_text.view() : std::string_view();
    }
    Text sharedText() const { return m_kind == Kind::String ? m_text : Text(); }
    /// Of Bytes; "" for anything else.
    std::string_view byteView() const;

    /// Items of a list, entries of a map, bytes of a string; 0 for anything else.
    std::size_t size() const;
    /// Of a List; nothing for anything else.
    std::span<const Value> items() const;
    /// Of a Map, in the order of their keys; nothing for anything else.
    std::span<const MapEntry> entries() const;
    /// The value at a key of a Map; null when there is none.
    const Value *find(std::string_view key) const;
    /// Of a List or Map that is not nil: its collection, which all copies share.
    List &sharedList() const;
    Map &sharedMap() const;
    /// Of a Map: changes what every copy sees. Does nothing to a nil map.
    void set(Text key, Value value) const;
    void remove(std::string_view key) const;
    /// Of a List: appends for every copy.
    void append(Value value) const;
    /// Of an Object; null for anything else.
    Object *asObject() const;

    /// Whether both are the same collection or object.
    bool isSame(const Value &other) const { return m_scalar.shared == other.m_scalar.shared; }
    /// reflect.DeepEqual.
    bool deepEquals(const Value &other) const;
    /// A copy that shares no collection with this.
    Value deepCopy() const;

private:
    struct Scalar
    {
        union {
            bool boolean;
            std::int64_t integer;
            std::uint64_t unsignedInteger;
            double floating;
            Shared *shared;
        };
        const GoType *type;
    };
    struct Complex
    {
        double real;
        double imaginary;
    };

    Value(Kind kind, Scalar scalar)
        : m_scalar(scalar)
        , m_kind(kind)
    {
        if (kind >= Kind::Bytes && scalar.shared)
            ++scalar.shared->references;
    }

    void clear() noexcept
    {
        if (m_kind == Kind::String)
            m_text.~Text();
        else if (m_kind >= Kind::Bytes && m_scalar.shared && --m_scalar.shared->references == 0)
            destroy();
        m_kind = Kind::Invalid;
    }
    void destroy() noexcept;

    union {
        Text m_text;
        Scalar m_scalar;
        Complex m_complex;
    };
    Kind m_kind;
};

static_assert(sizeof(Value) == 24);

struct List : Shared
{
    const GoType *type = &types::list;
    std::vector<Value> items = {};
};

struct MapEntry
{
    Text key = {};
    Value value = {};
};

/// A map with keys of type string, in the order of its keys.
struct Map : Shared
{
    const GoType *type = &types::map;
    std::vector<MapEntry> entries = {};

    Value *find(std::string_view key);
    void set(Text key, Value value);
    bool remove(std::string_view key);
};

struct Bytes : Shared
{
    std::string bytes = {};
};

/// A value of a Go struct, or a pointer to one, that is not made of lists and maps.
class Object : public Shared
{
public:
    explicit Object(const GoType &type)
        : m_type(&type)
    {
    }
    Object(const Object &) = delete;
    Object &operator=(const Object &) = delete;
    virtual ~Object();

    const GoType &type() const { return *m_type; }
    /// An exported field; Invalid when there is none of this name.
    virtual Value field(std::string_view name) const;
    /// What fmt prints for %v: the result of String(), or the fields in braces.
    virtual std::string text() const;
    /// What an action prints where it is not text(): a field can be addressed there, so that a
    /// String() of its pointer counts. Empty for text().
    virtual std::string printed() const { return {}; }
    /// Go's == of two values of one type.
    virtual bool equals(const Object &other) const;
    /// What encoding/json makes of it, in values of other kinds; Invalid for an empty object.
    virtual Value encoded() const;

private:
    const GoType *m_type;
};

} // namespace plumb::gotemplate
