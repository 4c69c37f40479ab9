// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/shape.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

namespace plumb::kustomize {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string_view describe(yaml::Kind kind)
{
    switch (kind) {
    case yaml::Kind::Null: return "null";
    case yaml::Kind::Bool: return "a boolean";
    case yaml::Kind::Integer:
    case yaml::Kind::Float: return "a number";
    case yaml::Kind::String: return "a string";
    case yaml::Kind::Sequence: return "a sequence";
    case yaml::Kind::Mapping: return "a mapping";
    }
    return "something else";
}

std::string_view describe(Shape::Type type)
{
    switch (type) {
    case Shape::Type::Text: return "a string";
    case Shape::Type::Flag: return "true or false";
    case Shape::Type::Number: return "an integer";
    case Shape::Type::TextMap: return "a mapping of strings to strings";
    case Shape::Type::List: return "a sequence";
    case Shape::Type::Record: return "a mapping";
    case Shape::Type::Anything: break;
    }
    return "a value";
}

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] =
                std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

// The field that was perhaps meant; empty when none is near.
std::string_view nearest(std::string_view name, std::span<const FieldShape> fields)
{
    constexpr std::size_t longestName = 64;
    if (name.size() > longestName)
        return {};
    std::string_view best;
    std::size_t bestDistance = 1 + std::max<std::size_t>(1, name.size() / 3);
    for (const FieldShape &field : fields) {
        const std::size_t distance = editDistance(lower(name), lower(field.name));
        if (distance < bestDistance) {
            bestDistance = distance;
            best = field.name;
        }
    }
    return best;
}

// How sigs.k8s.io/yaml spells a key that is not a string when it turns YAML into JSON.
yaml::Text keyText(const yaml::Entry &entry)
{
    if (entry.keyStyle != yaml::Style::Plain)
        return entry.key;
    if (entry.keyKind == yaml::Kind::Bool)
        return yaml::Value::scalar(yaml::Kind::Bool, entry.key).asBool().value_or(false) ? "true"
                                                                                         : "false";
    if (entry.keyKind == yaml::Kind::Integer) {
        const auto number = yaml::Value::scalar(yaml::Kind::Integer, entry.key).asInteger();
        return number ? yaml::Text(std::to_string(*number)) : entry.key;
    }
    return entry.key;
}

// A scalar's text as Go prints its value.
std::string scalarText(const yaml::Value &value)
{
    if (const auto flag = value.asBool())
        return *flag ? "true" : "false";
    if (const auto integer = value.asInteger())
        return std::to_string(*integer);
    const auto real = value.asDouble();
    if (!real || !std::isfinite(*real))
        return std::string(value.text());
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *real).ptr;
    return {buffer.data(), end};
}

class Conformer
{
public:
    Conformer(Strictness strictness, const BuildContext &context)
        : m_strictness(strictness)
        , m_context(context)
    {
    }

    Result<yaml::Value> conform(const yaml::Value &value, const Shape &shape, std::string_view name)
    {
        switch (shape.type) {
        case Shape::Type::Anything: return value;
        case Shape::Type::Text: return text(value, shape, name);
        case Shape::Type::Flag:
            return value.kind() == yaml::Kind::Bool ? value : mismatch(value, shape, name);
        case Shape::Type::Number: return number(value, shape, name);
        case Shape::Type::TextMap: return textMap(value, shape, name);
        case Shape::Type::List: return list(value, shape, name);
        case Shape::Type::Record: return record(value, shape, name);
        }
        return value;
    }

private:
    Result<yaml::Value> mismatch(const yaml::Value &value, const Shape &shape,
                                 std::string_view name) const
    {
        std::string message =
            name.empty() ? std::string("the file") : '\'' + std::string(name) + '\'';
        message += " must be ";
        message += describe(shape.type);
        message += ", not ";
        message += describe(value.kind());
        if (shape.type == Shape::Type::Text && value.isScalar() && !value.isNull())
            message += "; put it in quotes";
        return std::unexpected(m_context.invalid(value, std::move(message)));
    }

    // sigs.k8s.io/yaml turns other scalars into text where the field wants text.
    Result<yaml::Value> text(const yaml::Value &value, const Shape &shape,
                             std::string_view name) const
    {
        if (value.isString())
            return value;
        if (m_strictness == Strictness::Exact || !value.isScalar() || value.isNull())
            return mismatch(value, shape, name);
        yaml::Value converted = yaml::Value::string(scalarText(value));
        return converted.setOrigin(value.origin(), value.column());
    }

    Result<yaml::Value> number(const yaml::Value &value, const Shape &shape,
                               std::string_view name) const
    {
        if (const auto integer = value.asInteger())
            return value;
        const auto real = value.asDouble();
        constexpr double largest = 9.0e15;
        if (value.kind() != yaml::Kind::Float || !real || *real > largest || *real < -largest
            || *real != static_cast<double>(static_cast<std::int64_t>(*real)))
            return mismatch(value, shape, name);
        yaml::Value whole = yaml::Value::integer(static_cast<std::int64_t>(*real));
        return whole.setOrigin(value.origin(), value.column());
    }

    Result<yaml::Value> textMap(const yaml::Value &value, const Shape &shape,
                                std::string_view name) const
    {
        if (!value.isMapping())
            return mismatch(value, shape, name);
        yaml::Value map = yaml::Value::mapping();
        for (const yaml::Entry &entry : value.entries()) {
            if (entry.value.isNull())
                map.set(keyText(entry), yaml::Value::string("").setOrigin(entry.value.origin()));
            else
                map.set(keyText(entry), PLUMB_TRY(text(entry.value, textShape, entry.key)));
        }
        return map.setOrigin(value.origin(), value.column());
    }

    Result<yaml::Value> list(const yaml::Value &value, const Shape &shape, std::string_view name)
    {
        if (!value.isSequence())
            return mismatch(value, shape, name);
        std::vector<yaml::Value> items;
        items.reserve(value.size());
        for (const yaml::Value &item : value.items())
            items.push_back(item.isNull() ? emptyOf(*shape.item, item)
                                          : PLUMB_TRY(conform(item, *shape.item, name)));
        yaml::Value result = yaml::Value::sequence(std::move(items));
        return result.setOrigin(value.origin(), value.column());
    }

    // A null in a list of structs leaves a struct with nothing in it.
    static yaml::Value emptyOf(const Shape &shape, const yaml::Value &at)
    {
        yaml::Value empty;
        if (shape.type == Shape::Type::Text)
            empty = yaml::Value::string("");
        else if (shape.type == Shape::Type::Record || shape.type == Shape::Type::TextMap)
            empty = yaml::Value::mapping();
        return empty.setOrigin(at.origin(), at.column());
    }

    Result<yaml::Value> record(const yaml::Value &value, const Shape &shape, std::string_view name)
    {
        if (!value.isMapping())
            return mismatch(value, shape, name);
        yaml::Value result = yaml::Value::mapping();
        for (const yaml::Entry &entry : value.entries()) {
            const yaml::Text key = keyText(entry);
            const FieldShape *const field = find(key, shape.fields);
            if (!field) {
                if (m_strictness != Strictness::Loose)
                    return unknown(entry, shape);
                continue;
            }
            if (!entry.value.isNull())
                result.set(field->name,
                           PLUMB_TRY(conform(entry.value, *field->shape, field->name)));
        }
        return result.setOrigin(value.origin(), value.column());
    }

    static const FieldShape *find(std::string_view key, std::span<const FieldShape> fields)
    {
        const auto exact = std::ranges::find(fields, key, &FieldShape::name);
        if (exact != fields.end())
            return &*exact;
        const auto folded =
            std::ranges::find_if(fields, [wanted = lower(key)](const FieldShape &field) {
                return lower(field.name) == wanted;
            });
        return folded == fields.end() ? nullptr : &*folded;
    }

    Result<yaml::Value> unknown(const yaml::Entry &entry, const Shape &shape) const
    {
        std::string message = "unknown field '" + entry.key.toString() + '\'';
        if (const std::string_view meant = nearest(entry.key, shape.fields); !meant.empty())
            message += "; did you mean '" + std::string(meant) + "'?";
        auto where = m_context.positionOf(entry.value);
        if (where && entry.keyLine != 0) {
            if (where->line != static_cast<int>(entry.keyLine))
                where->column = 0;
            where->line = static_cast<int>(entry.keyLine);
        }
        return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message), where));
    }

    Strictness m_strictness;
    const BuildContext &m_context;
};

} // namespace

Result<yaml::Value> conform(const yaml::Value &value, const Shape &shape, Strictness strictness,
                            const BuildContext &context)
{
    return Conformer(strictness, context).conform(value, shape, {});
}

} // namespace plumb::kustomize
