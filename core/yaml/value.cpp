// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/value.h"

#include "core/yaml/collections.h"
#include "core/yaml/scalar.h"

#include <algorithm>
#include <memory>

namespace plumb::yaml {

Value::Value()
    : m_text()
{
}

Value::Value(const Value &other)
    : m_origin(other.m_origin)
    , m_kind(other.m_kind)
    , m_style(other.m_style)
    , m_column(other.m_column)
    , m_bond(other.m_bond)
{
    if (isScalar()) {
        new (&m_text) Text(other.m_text);
        return;
    }
    m_collection = other.m_collection;
    auto &references = isSequence() ? static_cast<Items *>(m_collection)->references
                                    : static_cast<Entries *>(m_collection)->references;
    references.fetch_add(1, std::memory_order_relaxed);
}

Value::Value(Value &&other) noexcept
    : m_origin(other.m_origin)
    , m_kind(other.m_kind)
    , m_style(other.m_style)
    , m_column(other.m_column)
    , m_bond(other.m_bond)
{
    if (isScalar()) {
        new (&m_text) Text(std::move(other.m_text));
        return;
    }
    m_collection = other.m_collection;
    other.m_kind = Kind::Null;
    new (&other.m_text) Text();
}

Value &Value::operator=(Value other) noexcept
{
    if (this != &other) {
        this->~Value();
        new (this) Value(std::move(other));
    }
    return *this;
}

Value::~Value()
{
    if (isScalar())
        m_text.~Text();
    else
        releaseCollection();
}

void Value::releaseCollection()
{
    if (isSequence()) {
        auto *const owned = static_cast<Items *>(m_collection);
        if (owned->references.fetch_sub(1, std::memory_order_acq_rel) == 1)
            delete owned;
        return;
    }
    auto *const owned = static_cast<Entries *>(m_collection);
    if (owned->references.fetch_sub(1, std::memory_order_acq_rel) == 1)
        delete owned;
}

Value Value::boolean(bool value)
{
    return scalar(Kind::Bool, value ? "true" : "false");
}

Value Value::integer(std::int64_t value)
{
    return scalar(Kind::Integer, std::to_string(value));
}

Value Value::string(Text text, Style style)
{
    return scalar(Kind::String, std::move(text), style);
}

Value Value::scalar(Kind kind, Text text, Style style)
{
    Value value;
    value.m_text = std::move(text);
    value.m_kind = kind;
    value.m_style = style;
    return value;
}

Value Value::sequence(std::vector<Value> items, Style style)
{
    Value value;
    value.m_text.~Text();
    value.m_collection = new Items{.items = std::move(items)};
    value.m_kind = Kind::Sequence;
    value.m_style = style;
    return value;
}

Value Value::mapping(Style style)
{
    Value value;
    value.m_text.~Text();
    value.m_collection = new Entries{};
    value.m_kind = Kind::Mapping;
    value.m_style = style;
    return value;
}

Value &Value::setOrigin(Origin origin, std::uint16_t column)
{
    m_origin = origin;
    m_column = column;
    return *this;
}

Value &Value::setStyle(Style style)
{
    m_style = style;
    return *this;
}

std::string_view Value::text() const
{
    return isScalar() ? m_text.view() : std::string_view();
}

Text Value::sharedText() const
{
    return isScalar() ? m_text : Text();
}

std::optional<std::string_view> Value::asString() const
{
    if (!isString())
        return {};
    return m_text.view();
}

std::optional<bool> Value::asBool() const
{
    if (m_kind != Kind::Bool)
        return {};
    return isTrue(m_text);
}

std::optional<std::int64_t> Value::asInteger() const
{
    if (m_kind != Kind::Integer)
        return {};
    return parseInteger(m_text);
}

std::optional<double> Value::asDouble() const
{
    if (m_kind != Kind::Integer && m_kind != Kind::Float)
        return {};
    return parseFloat(m_text);
}

std::size_t Value::size() const
{
    return isSequence() ? items().size() : entries().size();
}

std::span<const Value> Value::items() const
{
    if (!isSequence())
        return {};
    return static_cast<const Items *>(m_collection)->items;
}

std::span<const Entry> Value::entries() const
{
    if (!isMapping())
        return {};
    return static_cast<const Entries *>(m_collection)->entries;
}

const Value *Value::find(std::string_view key) const
{
    const Entry *const entry = findEntry(key);
    return entry ? &entry->value : nullptr;
}

const Entry *Value::findEntry(std::string_view key) const
{
    if (!isMapping())
        return nullptr;
    const auto &owned = *static_cast<const Entries *>(m_collection);
    const std::size_t position = owned.positionOf(key);
    return position == Entries::absent ? nullptr : &owned.entries[position];
}

const Value *Value::find(std::initializer_list<std::string_view> path) const
{
    const Value *value = this;
    for (const std::string_view key : path) {
        value = value->find(key);
        if (!value)
            return nullptr;
    }
    return value;
}

std::string_view Value::textAt(std::initializer_list<std::string_view> path) const
{
    const Value *const value = find(path);
    return value ? value->text() : std::string_view();
}

Value::Items &Value::itemsForChange()
{
    if (isNull()) {
        const Origin origin = m_origin;
        *this = std::move(sequence().setOrigin(origin, m_column));
    }
    auto *owned = static_cast<Items *>(m_collection);
    if (owned->references.load(std::memory_order_acquire) != 1) {
        auto *const copy = new Items{.items = owned->items};
        releaseCollection();
        m_collection = owned = copy;
    }
    return *owned;
}

Value::Entries &Value::entriesForChange()
{
    if (isNull()) {
        const Origin origin = m_origin;
        *this = std::move(mapping().setOrigin(origin, m_column));
    }
    auto *owned = static_cast<Entries *>(m_collection);
    if (owned->references.load(std::memory_order_acquire) != 1) {
        auto *const copy = new Entries{.entries = owned->entries, .slots = owned->slots};
        releaseCollection();
        m_collection = owned = copy;
    }
    return *owned;
}

std::vector<Value> &Value::mutableItems()
{
    return itemsForChange().items;
}

Value *Value::findMutable(std::string_view key)
{
    if (!isMapping())
        return nullptr;
    const std::size_t position = static_cast<const Entries *>(m_collection)->positionOf(key);
    return position == Entries::absent ? nullptr : &entriesForChange().entries[position].value;
}

Value &Value::mutableValue(std::size_t position)
{
    return entriesForChange().entries[position].value;
}

Value &Value::set(Text key, Value value)
{
    Entries &owned = entriesForChange();
    const std::size_t position = owned.positionOf(key);
    if (position != Entries::absent) {
        owned.entries[position].value = std::move(value);
        return owned.entries[position].value;
    }
    const std::uint32_t line = value.origin().line;
    owned.append({.key = std::move(key), .keyLine = line, .value = std::move(value)});
    return owned.entries.back().value;
}

Value &Value::ensureMapping(std::string_view key)
{
    Value *const present = findMutable(key);
    if (!present)
        return set(key, mapping());
    if (present->isNull())
        present->entriesForChange();
    return *present;
}

bool Value::remove(std::string_view key)
{
    if (!isMapping() || !find(key))
        return false;
    Entries &owned = entriesForChange();
    const std::size_t position = owned.positionOf(key);
    owned.entries.erase(owned.entries.begin() + static_cast<std::ptrdiff_t>(position));
    owned.index();
    return true;
}

Value &Value::insertAt(std::size_t position, Text key, Value value)
{
    Entries &owned = entriesForChange();
    const std::uint32_t line = value.origin().line;
    const auto inserted =
        owned.entries.insert(owned.entries.begin() + static_cast<std::ptrdiff_t>(position),
                             {.key = std::move(key), .keyLine = line, .value = std::move(value)});
    const auto at = static_cast<std::size_t>(inserted - owned.entries.begin());
    owned.index();
    return owned.entries[at].value;
}

void Value::appendEntry(Entry entry)
{
    entriesForChange().append(std::move(entry));
}

void Value::setEntries(std::vector<Entry> entries)
{
    Entries &owned = entriesForChange();
    owned.entries = std::move(entries);
    owned.index();
}

Value &Value::append(Value value)
{
    auto &items = itemsForChange().items;
    items.push_back(std::move(value));
    return items.back();
}

bool Value::sameData(const Value &other) const
{
    if (isSequence() && other.isSequence()) {
        return m_collection == other.m_collection
               || std::ranges::equal(items(), other.items(), &Value::sameData);
    }
    if (isMapping() && other.isMapping()) {
        if (m_collection == other.m_collection)
            return true;
        return size() == other.size()
               && std::ranges::all_of(entries(), [&other](const Entry &entry) {
                      const Value *const theirs = other.find(entry.key.view());
                      return theirs && entry.value.sameData(*theirs);
                  });
    }
    return m_kind == other.m_kind && sameScalar(m_kind, text(), other.text());
}

} // namespace plumb::yaml
