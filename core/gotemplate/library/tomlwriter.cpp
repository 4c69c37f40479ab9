// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/tomlwriter.h"

#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/tomlscalar.h"
#include "core/gotemplate/strconv.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace plumb::gotemplate {

namespace {

constexpr std::size_t maximumDepth = 1000;

enum class Shape : std::uint8_t { Nothing, Plain, Table, ListOfTables };

using Path = std::vector<std::string_view>;

std::unexpected<Error> problem(std::string message)
{
    return std::unexpected(Error(ErrorCode::BuildFailed, std::move(message)));
}

std::string quotedText(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr std::string_view special = "\b\t\n\f\r\"\\";
    constexpr std::string_view letters = "btnfr\"\\";
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (const std::size_t at = special.find(c); at != special.npos)
            result += {'\\', letters[at]};
        else if (byte < 0x20 || byte == 0x7f)
            result.append("\\u00").append({digits[byte >> 4], digits[byte & 15]});
        else
            result += c;
    }
    return result + '"';
}

std::string keyText(std::string_view key)
{
    const bool isBare = !key.empty() && std::ranges::all_of(key, isBareKeyCharacter);
    return isBare ? std::string(key) : quotedText(key);
}

std::string pathText(const Path &path)
{
    std::string text;
    for (const std::string_view key : path) {
        if (!text.empty())
            text += '.';
        text += keyText(key);
    }
    return text;
}

std::string floatText(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    std::string text = formatFloat(value, 'g');
    if (text.find_first_of("e.") == text.npos)
        text += ".0";
    return text;
}

/// What is written in the place of an object that is not a table.
Value seen(const Value &value)
{
    if (value.kind() != Kind::Object)
        return value;
    const Value encoded = value.asObject()->encoded();
    return encoded.isValid() ? encoded : Value::map();
}

class TomlWriter
{
public:
    Result<> document(const Value &value)
    {
        const Value shown = seen(value);
        switch (PLUMB_TRY(shapeOf(shown))) {
        case Shape::ListOfTables:
            return problem("toml: top-level values must be Go maps or structs");
        case Shape::Table: return table(shown, {});
        case Shape::Nothing: return {};
        case Shape::Plain: break;
        }
        return element(value);
    }

    std::string take() { return std::move(m_out); }

private:
    Result<Shape> shapeOf(const Value &value)
    {
        if (value.isNil() || value.isNilCollection())
            return Shape::Nothing;
        const Value shown = seen(value);
        if (shown.isMap())
            return Shape::Table;
        if (!shown.isList() || shown.size() == 0)
            return Shape::Plain;
        if (++m_depth > maximumDepth)
            return problem("lists nest too deep");
        bool areTables = true;
        for (const Value &item : shown.items()) {
            const Shape shape = PLUMB_TRY(shapeOf(item));
            if (shape == Shape::Nothing)
                return problem("toml: cannot encode array with nil element");
            areTables &= shape == Shape::Table;
        }
        --m_depth;
        return areTables ? Shape::ListOfTables : Shape::Plain;
    }

    /// The entries of a table: those without tables of their own come first.
    Result<> table(const Value &map, const Path &path)
    {
        if (path.size() > maximumDepth)
            return problem("tables nest too deep");
        for (const bool wantsTables : {false, true}) {
            for (const MapEntry &entry : map.entries()) {
                const Shape shape = PLUMB_TRY(shapeOf(entry.value));
                const bool isTable = shape == Shape::Table || shape == Shape::ListOfTables;
                if (shape == Shape::Nothing || isTable != wantsTables)
                    continue;
                Path inner = path;
                inner.push_back(entry.key);
                PLUMB_TRY(this->entry(inner, seen(entry.value), entry.value, shape));
            }
        }
        return {};
    }

    Result<> entry(const Path &path, const Value &shown, const Value &value, Shape shape)
    {
        if (shape == Shape::ListOfTables)
            return tables(path, shown);
        if (shape == Shape::Table) {
            if (path.size() == 1)
                separate();
            m_out += indentation(path) + '[' + pathText(path) + "]\n";
            return table(shown, path);
        }
        m_out += indentation(path) + keyText(path.back()) + " = ";
        PLUMB_TRY(element(value));
        m_out += '\n';
        return {};
    }

    Result<> tables(const Path &path, const Value &list)
    {
        for (const Value &item : list.items()) {
            separate();
            m_out += indentation(path) + "[[" + pathText(path) + "]]\n";
            PLUMB_TRY(table(seen(item), path));
        }
        return {};
    }

    Result<> element(const Value &value)
    {
        if (value.kind() == Kind::Object && value.type().name == "time.Time") {
            m_out += seen(value).text();
            return {};
        }
        const Value shown = seen(value);
        switch (shown.kind()) {
        case Kind::Bool: m_out += shown.asBool() ? "true" : "false"; return {};
        case Kind::Int: integer(shown); return {};
        case Kind::Uint: m_out += std::to_string(shown.asUint()); return {};
        case Kind::Float: m_out += floatText(shown.asFloat()); return {};
        case Kind::String: m_out += quotedText(shown.text()); return {};
        case Kind::Bytes: bytes(shown); return {};
        case Kind::List: return list(shown);
        case Kind::Map: return inlineTable(shown);
        default: return problem("unexpected type: " + std::string(shown.type().name));
        }
    }

    void integer(const Value &value)
    {
        const auto text = value.type().text;
        m_out += text ? quotedText(text(value)) : std::to_string(value.asInt());
    }

    void bytes(const Value &value)
    {
        m_out += '[';
        for (std::size_t i = 0; i < value.byteView().size(); ++i) {
            if (i > 0)
                m_out += ", ";
            m_out += std::to_string(static_cast<unsigned char>(value.byteView()[i]));
        }
        m_out += ']';
    }

    Result<> list(const Value &value)
    {
        m_out += '[';
        for (std::size_t i = 0; i < value.items().size(); ++i) {
            if (i > 0)
                m_out += ", ";
            PLUMB_TRY(element(value.items()[i]));
        }
        m_out += ']';
        return {};
    }

    Result<> inlineTable(const Value &map)
    {
        std::vector<const MapEntry *> plain;
        std::vector<const MapEntry *> tables;
        for (const MapEntry &entry : map.entries()) {
            const Shape shape = PLUMB_TRY(shapeOf(entry.value));
            const bool isTable = shape == Shape::Table || shape == Shape::ListOfTables;
            (isTable ? tables : plain).push_back(&entry);
        }
        plain.insert(plain.end(), tables.begin(), tables.end());
        m_out += '{';
        for (const MapEntry *entry : plain) {
            if (PLUMB_TRY(shapeOf(entry->value)) == Shape::Nothing)
                continue;
            m_out += keyText(entry->key) + " = ";
            PLUMB_TRY(element(entry->value));
            if (entry != plain.back())
                m_out += ", ";
        }
        m_out += '}';
        return {};
    }

    void separate()
    {
        if (!m_out.empty())
            m_out += '\n';
    }

    static std::string indentation(const Path &path)
    {
        return std::string(2 * (path.size() - 1), ' ');
    }

    std::string m_out;
    std::size_t m_depth = 0;
};

} // namespace

Result<Result<std::string>> toToml(const Value &value)
{
    if (value.isNil())
        return problem("reflect: call of reflect.Value.Type on zero Value");
    PLUMB_TRY(requireWritable(value));
    TomlWriter writer;
    if (const Result<> written = writer.document(value); !written)
        return Result<std::string>(std::unexpected(written.error()));
    return Result<std::string>(writer.take());
}

} // namespace plumb::gotemplate
