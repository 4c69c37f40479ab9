// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/text.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace plumb::yaml {

/// Where a node was written: a file known to a SourceTable and a line counted from 1.
/// Source 0 means that the node was made by the program.
struct Origin
{
    std::uint32_t source = 0;
    std::uint32_t line = 0;

    bool operator==(const Origin &) const = default;
};

enum class Kind : std::uint8_t { Null, Bool, Integer, Float, String, Sequence, Mapping };

/// How a node was written. Collections are Block or Flow, scalars one of the others.
enum class Style : std::uint8_t { Plain, SingleQuoted, DoubleQuoted, Literal, Folded, Block, Flow };

struct Entry;

/// A node of a YAML or JSON document: 32 bytes, cheap to copy.
///
/// Scalars keep the text they were written with, so that nothing is lost by a round trip;
/// kind() says what the text means. Copies share their collections until one of them is
/// changed: references and pointers into a value die with the next change of that value.
/// Reading one value from several threads is safe.
class Value
{
public:
    /// The null value.
    Value();
    Value(const Value &other);
    Value(Value &&other) noexcept;
    Value &operator=(Value other) noexcept;
    ~Value();

    static Value boolean(bool value);
    static Value integer(std::int64_t value);
    static Value string(Text text, Style style = Style::Plain);
    static Value scalar(Kind kind, Text text, Style style = Style::Plain);
    static Value sequence(std::vector<Value> items = {}, Style style = Style::Block);
    static Value mapping(Style style = Style::Block);

    Kind kind() const { return m_kind; }
    Style style() const { return m_style; }
    bool isNull() const { return m_kind == Kind::Null; }
    bool isString() const { return m_kind == Kind::String; }
    bool isSequence() const { return m_kind == Kind::Sequence; }
    bool isMapping() const { return m_kind == Kind::Mapping; }
    bool isScalar() const { return m_kind < Kind::Sequence; }

    Origin origin() const { return m_origin; }
    /// Counted from 1; 0 when unknown, 65535 for anything beyond.
    std::uint16_t column() const { return m_column; }
    Value &setOrigin(Origin origin, std::uint16_t column = 0);
    Value &setStyle(Style style);

    /// A number that ties scalars of one document together: whoever changes one of them in place
    /// changes all that have its number, as kustomize does with labels that one step has set in
    /// several places. 0 for a node of its own.
    std::uint32_t bond() const { return m_bond; }
    Value &setBond(std::uint32_t bond)
    {
        m_bond = bond;
        return *this;
    }

    /// A scalar's text as written, without quotes and with escapes resolved; "" for collections.
    std::string_view text() const;
    /// The scalar's text without a copy of its characters.
    Text sharedText() const;
    /// The text of a string, nothing for any other kind.
    std::optional<std::string_view> asString() const;
    std::optional<bool> asBool() const;
    /// The value of an Integer that fits, in any of YAML's notations.
    std::optional<std::int64_t> asInteger() const;
    /// The value of an Integer or Float.
    std::optional<double> asDouble() const;

    /// The number of items or entries; 0 for scalars.
    std::size_t size() const;
    /// The items of a sequence; nothing for any other kind.
    std::span<const Value> items() const;
    /// The entries of a mapping in the order they were written; nothing for any other kind.
    std::span<const Entry> entries() const;
    /// The value at @p key; null when there is none or this is no mapping.
    const Value *find(std::string_view key) const;
    /// The entry of find(), with its key as it was written.
    const Entry *findEntry(std::string_view key) const;
    /// Follows keys one after the other: find({"metadata", "name"}).
    const Value *find(std::initializer_list<std::string_view> path) const;
    /// The text of the scalar at @p path; "" when there is none.
    std::string_view textAt(std::initializer_list<std::string_view> path) const;

    /// The items of a sequence, to be changed; makes this its only owner.
    std::vector<Value> &mutableItems();
    /// Like find(), to be changed; makes this and what it returns the only owner.
    Value *findMutable(std::string_view key);
    /// The entry's value at a position in entries(), to be changed.
    Value &mutableValue(std::size_t position);
    /// Sets or appends an entry and returns the stored value. Turns a null into a mapping.
    Value &set(Text key, Value value);
    /// The mapping at @p key, made when it is absent or null.
    Value &ensureMapping(std::string_view key);
    /// Removes the entry at @p key; whether there was one.
    bool remove(std::string_view key);
    /// Inserts an entry before @p position; the key must not exist yet.
    Value &insertAt(std::size_t position, Text key, Value value);
    /// Appends an entry whose key is known to be new; the fast way to fill a mapping.
    void appendEntry(Entry entry);
    /// Replaces the entries as a whole; keys must be different from one another.
    void setEntries(std::vector<Entry> entries);
    /// Appends to a sequence and returns the stored value. Turns a null into a sequence.
    Value &append(Value value);

    /// Whether both mean the same data: kinds and values, whatever the style, origin, the
    /// spelling of numbers and the order of keys.
    bool sameData(const Value &other) const;

private:
    struct Items;
    struct Entries;

    void releaseCollection();
    Items &itemsForChange();
    Entries &entriesForChange();

    // Text of a scalar, or the pointer to a shared collection.
    union {
        Text m_text;
        void *m_collection;
    };
    Origin m_origin;
    Kind m_kind = Kind::Null;
    Style m_style = Style::Plain;
    std::uint16_t m_column = 0;
    std::uint32_t m_bond = 0;
};

/// One entry of a mapping, with where and how its key was written.
struct Entry
{
    Text key = {};
    std::uint32_t keyLine = 0;
    Kind keyKind = Kind::String;
    Style keyStyle = Style::Plain;
    std::uint16_t comment = 0; ///< Of a SourceTable, when the parser was asked for comments.
    Value value = {};
};

} // namespace plumb::yaml
