// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/value.h"

#include <algorithm>

namespace plumb::gotemplate {
namespace {

// Collections that are deeper than this are taken apart one after the other, not by recursion.
constexpr int deepestRelease = 200;

thread_local int releaseDepth = 0;
thread_local std::vector<std::pair<Shared *, Kind>> laterReleased;

void deleteShared(Shared *shared, Kind kind)
{
    switch (kind) {
    case Kind::Bytes: delete static_cast<Bytes *>(shared); return;
    case Kind::List: delete static_cast<List *>(shared); return;
    case Kind::Map: delete static_cast<Map *>(shared); return;
    default: delete static_cast<Object *>(shared); return;
    }
}

bool isBefore(const MapEntry &entry, std::string_view key)
{
    return entry.key.view() < key;
}

} // namespace

void Value::destroy() noexcept
{
    if (releaseDepth >= deepestRelease) {
        laterReleased.emplace_back(m_scalar.shared, m_kind);
        return;
    }
    ++releaseDepth;
    deleteShared(m_scalar.shared, m_kind);
    --releaseDepth;
    while (releaseDepth == 0 && !laterReleased.empty()) {
        const auto [shared, kind] = laterReleased.back();
        laterReleased.pop_back();
        ++releaseDepth;
        deleteShared(shared, kind);
        --releaseDepth;
    }
}

Value Value::nil()
{
    Value result;
    result.m_kind = Kind::Nil;
    return result;
}

Value Value::boolean(bool value)
{
    Scalar scalar{{.unsignedInteger = 0}, &types::boolean};
    scalar.boolean = value;
    return {Kind::Bool, scalar};
}

Value Value::integer(std::int64_t value, const GoType &type)
{
    return {Kind::Int, Scalar{{.integer = value}, &type}};
}

Value Value::unsignedInteger(std::uint64_t value, const GoType &type)
{
    return {Kind::Uint, Scalar{{.unsignedInteger = value}, &type}};
}

Value Value::floating(double value, const GoType &type)
{
    return {Kind::Float, Scalar{{.floating = value}, &type}};
}

Value Value::complex(double real, double imaginary)
{
    Value result;
    result.m_complex = {real, imaginary};
    result.m_kind = Kind::Complex;
    return result;
}

Value Value::string(Text text)
{
    Value result;
    new (&result.m_text) Text(std::move(text));
    result.m_kind = Kind::String;
    return result;
}

Value Value::bytes(std::string bytes)
{
    auto *shared = new Bytes;
    shared->bytes = std::move(bytes);
    return {Kind::Bytes, Scalar{{.shared = shared}, &types::bytes}};
}

Value Value::list(std::vector<Value> items, const GoType &type)
{
    auto *shared = new List;
    shared->type = &type;
    shared->items = std::move(items);
    return {Kind::List, Scalar{{.shared = shared}, &type}};
}

Value Value::strings(const std::vector<std::string> &items)
{
    std::vector<Value> values;
    values.reserve(items.size());
    for (const std::string &item : items)
        values.push_back(string(item));
    return list(std::move(values), types::stringList);
}

Value Value::map(const GoType &type)
{
    auto *shared = new Map;
    shared->type = &type;
    return {Kind::Map, Scalar{{.shared = shared}, &type}};
}

Value Value::nilOf(const GoType &type)
{
    if (&type == &types::bytes)
        return {Kind::Bytes, Scalar{{.shared = nullptr}, &type}};
    if (type.kind == "map")
        return {Kind::Map, Scalar{{.shared = nullptr}, &type}};
    if (type.kind == "slice")
        return {Kind::List, Scalar{{.shared = nullptr}, &type}};
    return nil();
}

Value Value::zeroOf(const GoType &type)
{
    if (&type == &types::string)
        return string({});
    if (&type == &types::boolean)
        return boolean(false);
    if (type.kind.starts_with("int") && type.kind != "interface")
        return integer(0, type);
    if (type.kind.starts_with("uint"))
        return unsignedInteger(0, type);
    if (type.kind.starts_with("float"))
        return floating(0, type);
    return nilOf(type);
}

Value Value::object(Object *object)
{
    return {Kind::Object, Scalar{{.shared = object}, &object->type()}};
}

namespace {

Value fromNumber(const yaml::Value &value, NumberRule rule)
{
    if (rule == NumberRule::Yaml && value.kind() == yaml::Kind::Integer) {
        if (const auto integer = value.asInteger())
            return Value::integer(*integer);
    }
    return Value::floating(value.asDouble().value_or(0));
}

} // namespace

Value Value::fromYaml(const yaml::Value &value, NumberRule rule)
{
    switch (value.kind()) {
    case yaml::Kind::Null: return nil();
    case yaml::Kind::Bool: return boolean(value.asBool().value_or(false));
    case yaml::Kind::Integer:
    case yaml::Kind::Float: return fromNumber(value, rule);
    case yaml::Kind::String: return string(value.sharedText());
    case yaml::Kind::Sequence: {
        std::vector<Value> items;
        items.reserve(value.size());
        for (const yaml::Value &item : value.items())
            items.push_back(fromYaml(item, rule));
        return list(std::move(items));
    }
    case yaml::Kind::Mapping: break;
    }
    const Value result = map();
    auto &entries = result.sharedMap().entries;
    entries.reserve(value.size());
    for (const yaml::Entry &entry : value.entries())
        entries.push_back({entry.key, fromYaml(entry.value, rule)});
    std::ranges::stable_sort(entries, {}, [](const MapEntry &entry) { return entry.key.view(); });
    // The last of equal keys wins, as where a decoder fills a Go map.
    const auto last = std::ranges::unique(entries.rbegin(), entries.rend(), {},
                                          [](const MapEntry &entry) { return entry.key.view(); });
    entries.erase(entries.begin(), last.begin().base());
    return result;
}

const GoType &Value::type() const
{
    switch (m_kind) {
    case Kind::Invalid:
    case Kind::Nil: return types::any;
    case Kind::Complex: return types::complex128;
    case Kind::String: return types::string;
    default: return *m_scalar.type;
    }
}

bool Value::isTrue() const
{
    switch (m_kind) {
    case Kind::Invalid:
    case Kind::Nil: return false;
    case Kind::Bool: return m_scalar.boolean;
    case Kind::Int:
    case Kind::Uint: return m_scalar.unsignedInteger != 0;
    case Kind::Float: return m_scalar.floating != 0;
    case Kind::Complex: return m_complex.real != 0 || m_complex.imaginary != 0;
    case Kind::String: return !m_text.empty();
    case Kind::Bytes:
    case Kind::List:
    case Kind::Map: return size() > 0;
    case Kind::Object: return true;
    }
    return false;
}

std::string_view Value::byteView() const
{
    if (m_kind != Kind::Bytes || !m_scalar.shared)
        return {};
    return static_cast<const Bytes *>(m_scalar.shared)->bytes;
}

std::size_t Value::size() const
{
    switch (m_kind) {
    case Kind::String: return m_text.size();
    case Kind::Bytes: return byteView().size();
    case Kind::List: return items().size();
    case Kind::Map: return entries().size();
    default: return 0;
    }
}

std::span<const Value> Value::items() const
{
    if (m_kind != Kind::List || !m_scalar.shared)
        return {};
    return static_cast<const List *>(m_scalar.shared)->items;
}

std::span<const MapEntry> Value::entries() const
{
    if (m_kind != Kind::Map || !m_scalar.shared)
        return {};
    return static_cast<const Map *>(m_scalar.shared)->entries;
}

const Value *Value::find(std::string_view key) const
{
    if (m_kind != Kind::Map || !m_scalar.shared)
        return nullptr;
    return static_cast<Map *>(m_scalar.shared)->find(key);
}

List &Value::sharedList() const
{
    return *static_cast<List *>(m_scalar.shared);
}

Map &Value::sharedMap() const
{
    return *static_cast<Map *>(m_scalar.shared);
}

void Value::set(Text key, Value value) const
{
    if (m_kind == Kind::Map && m_scalar.shared)
        sharedMap().set(std::move(key), std::move(value));
}

void Value::remove(std::string_view key) const
{
    if (m_kind == Kind::Map && m_scalar.shared)
        sharedMap().remove(key);
}

void Value::append(Value value) const
{
    if (m_kind == Kind::List && m_scalar.shared)
        sharedList().items.push_back(std::move(value));
}

Object *Value::asObject() const
{
    return m_kind == Kind::Object ? static_cast<Object *>(m_scalar.shared) : nullptr;
}

Value *Map::find(std::string_view key)
{
    const auto at = std::lower_bound(entries.begin(), entries.end(), key, isBefore);
    return at != entries.end() && at->key == key ? &at->value : nullptr;
}

void Map::set(Text key, Value value)
{
    const auto at = std::lower_bound(entries.begin(), entries.end(), key.view(), isBefore);
    if (at != entries.end() && at->key == key)
        at->value = std::move(value);
    else
        entries.insert(at, {std::move(key), std::move(value)});
}

bool Map::remove(std::string_view key)
{
    const auto at = std::lower_bound(entries.begin(), entries.end(), key, isBefore);
    if (at == entries.end() || at->key != key)
        return false;
    entries.erase(at);
    return true;
}

Object::~Object() = default;

Value Object::field(std::string_view) const
{
    return {};
}

std::string Object::text() const
{
    return "{}";
}

Value Object::encoded() const
{
    return {};
}

bool Object::equals(const Object &other) const
{
    return this == &other;
}

} // namespace plumb::gotemplate
