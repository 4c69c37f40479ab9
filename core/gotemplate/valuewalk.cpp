// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Copies and comparisons of whole trees of values.

#include "core/gotemplate/value.h"

#include <algorithm>

namespace plumb::gotemplate {
namespace {

// How far a walk through a value goes. A template can put a map into itself, where Go's walks would
// end with the memory.
struct Walk
{
    static constexpr int deepest = 2000;

    int depth = 0;
    std::size_t left = 20'000'000;

    bool enter()
    {
        if (depth >= deepest || left == 0)
            return false;
        ++depth;
        --left;
        return true;
    }
    void leave() { --depth; }
};

bool deepEqual(const Value &a, const Value &b, Walk &walk);

bool deepEqualLists(std::span<const Value> a, std::span<const Value> b, Walk &walk)
{
    return std::ranges::equal(
        a, b, [&](const Value &x, const Value &y) { return deepEqual(x, y, walk); });
}

bool deepEqualMaps(std::span<const MapEntry> a, std::span<const MapEntry> b, Walk &walk)
{
    return std::ranges::equal(a, b, [&](const MapEntry &x, const MapEntry &y) {
        return x.key == y.key && deepEqual(x.value, y.value, walk);
    });
}

bool deepEqualCollections(const Value &a, const Value &b, Walk &walk)
{
    if (a.isNilCollection() != b.isNilCollection())
        return false;
    if (a.isSame(b))
        return true;
    if (!walk.enter())
        return false;
    const bool isEqual = a.isList() ? deepEqualLists(a.items(), b.items(), walk)
                                    : deepEqualMaps(a.entries(), b.entries(), walk);
    walk.leave();
    return isEqual;
}

bool deepEqual(const Value &a, const Value &b, Walk &walk)
{
    if (a.isNil() || b.isNil())
        return a.isNil() && b.isNil();
    if (a.kind() != b.kind() || &a.type() != &b.type())
        return false;
    switch (a.kind()) {
    case Kind::Bool: return a.asBool() == b.asBool();
    case Kind::Int:
    case Kind::Uint: return a.asUint() == b.asUint();
    case Kind::Float: return a.asFloat() == b.asFloat();
    case Kind::Complex: return a.real() == b.real() && a.imaginary() == b.imaginary();
    case Kind::String: return a.text() == b.text();
    case Kind::Bytes:
        return a.isNilCollection() == b.isNilCollection() && a.byteView() == b.byteView();
    case Kind::List:
    case Kind::Map: return deepEqualCollections(a, b, walk);
    case Kind::Object: return a.isSame(b) || a.asObject()->equals(*b.asObject());
    default: return true;
    }
}

Value copied(const Value &value, Walk &walk)
{
    if (value.kind() < Kind::Bytes || value.isNilCollection())
        return value;
    if (value.kind() == Kind::Bytes)
        return Value::bytes(std::string(value.byteView()));
    if (value.kind() == Kind::Object || !walk.enter())
        return value;
    Value copy;
    if (value.isList()) {
        copy = Value::list({}, value.type());
        auto &items = copy.sharedList().items;
        items.reserve(value.size());
        for (const Value &item : value.items())
            items.push_back(copied(item, walk));
    } else {
        copy = Value::map(value.type());
        auto &entries = copy.sharedMap().entries;
        entries.reserve(value.size());
        for (const MapEntry &entry : value.entries())
            entries.push_back({entry.key, copied(entry.value, walk)});
    }
    walk.leave();
    return copy;
}

} // namespace

bool Value::deepEquals(const Value &other) const
{
    Walk walk;
    return deepEqual(*this, other, walk);
}

Value Value::deepCopy() const
{
    Walk walk;
    return copied(*this, walk);
}

} // namespace plumb::gotemplate
