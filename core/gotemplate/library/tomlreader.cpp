// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/tomlreader.h"

#include "core/gotemplate/library/tomlscalar.h"
#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <algorithm>
#include <set>

namespace plumb::gotemplate {

namespace {

constexpr int maximumDepth = 1000;

using Path = std::vector<std::string>;

std::unexpected<Error> problem(std::string message)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message)));
}

class TomlReader
{
public:
    explicit TomlReader(std::string_view text)
        : m_text(text)
        , m_rest(text)
        , m_root(Value::map())
        , m_table(m_root)
    {
    }

    Result<Value> document()
    {
        if (const Result<> read = lines(); !read) {
            const auto size = static_cast<std::ptrdiff_t>(m_text.size() - m_rest.size());
            const auto line = 1 + std::count(m_text.begin(), m_text.begin() + size, '\n');
            return problem("toml: line " + std::to_string(line) + ": " + read.error().message());
        }
        return m_root;
    }

private:
    Result<> lines()
    {
        while (true) {
            skipBlank();
            if (m_rest.empty())
                return {};
            if (m_rest.starts_with("[["))
                PLUMB_TRY(listHeader());
            else if (m_rest.starts_with('['))
                PLUMB_TRY(tableHeader());
            else
                PLUMB_TRY(entry(m_table));
            skipSpace();
            if (m_rest.starts_with('#'))
                skipComment();
            if (!m_rest.empty() && m_rest[0] != '\n' && !m_rest.starts_with("\r\n")) {
                return problem("expected a newline, comment or end of file, but got "
                               + quote(m_rest.substr(0, 1)) + " instead");
            }
        }
    }

    Result<> tableHeader()
    {
        m_rest.remove_prefix(1);
        const Path path = PLUMB_TRY(key());
        if (!takes(']'))
            return problem("expected ']' to end table name");
        std::string name;
        for (const std::string &part : path)
            name += quote(part) + '.';
        if (!m_defined.insert(name).second)
            return problem("table " + quote(path.back()) + " has already been defined");
        m_table = PLUMB_TRY(tableAt(m_root, path));
        return {};
    }

    Result<> listHeader()
    {
        m_rest.remove_prefix(2);
        Path path = PLUMB_TRY(key());
        if (!takes(']') || !takes(']'))
            return problem("expected ']]' to end table array name");
        const std::string last = std::move(path.back());
        path.pop_back();
        const Value parent = PLUMB_TRY(tableAt(m_root, path));
        const Value *present = parent.find(last);
        if (!present) {
            parent.set(Text(last), Value::list({}, types::mapList));
            present = parent.find(last);
        }
        if (&present->type() != &types::mapList)
            return problem("key " + quote(last)
                           + " was already created and cannot be used as an array");
        m_table = Value::map();
        present->append(m_table);
        // Tables below the one before may be defined again below this one.
        std::erase_if(m_defined, [&](const std::string &name) {
            std::string prefix;
            for (const std::string &part : path)
                prefix += quote(part) + '.';
            return name.starts_with(prefix + quote(last) + '.');
        });
        return {};
    }

    /// The table at a path, made where there is none; of a list of tables its last one.
    static Result<Value> tableAt(Value table, std::span<const std::string> path)
    {
        for (const std::string &part : path) {
            if (!table.find(part))
                table.set(Text(part), Value::map());
            Value next = *table.find(part);
            if (&next.type() == &types::mapList && next.size() > 0)
                next = Value(next.items().back());
            if (!next.isMap())
                return problem("key " + quote(part) + " has already been defined");
            table = std::move(next);
        }
        return table;
    }

    Result<> entry(const Value &table)
    {
        const Path path = PLUMB_TRY(key());
        if (!takes('='))
            return missingSeparator();
        const Value parent = PLUMB_TRY(tableAt(table, std::span(path).first(path.size() - 1)));
        if (parent.find(path.back()))
            return problem("key " + quote(path.back()) + " has already been defined");
        parent.set(Text(path.back()), PLUMB_TRY(value()));
        return {};
    }

    std::unexpected<Error> missingSeparator() const
    {
        if (m_rest.empty())
            return problem("unexpected EOF; expected key separator '='");
        const char32_t next = yaml::codePointAt(m_rest, 0).value;
        return problem("expected '.' or '=', but got " + quoteRune(next) + " instead");
    }

    Result<Path> key()
    {
        Path path;
        do {
            skipSpace();
            if (m_rest.starts_with('"') || m_rest.starts_with('\'')) {
                path.push_back(PLUMB_TRY(takeTomlString(m_rest)));
            } else {
                const auto end = std::ranges::find_if_not(m_rest, isBareKeyCharacter);
                const auto size = static_cast<std::size_t>(end - m_rest.begin());
                if (size == 0)
                    return missingSeparator();
                path.emplace_back(m_rest.substr(0, size));
                m_rest.remove_prefix(size);
            }
        } while (takes('.'));
        return path;
    }

    Result<Value> value()
    {
        skipSpace();
        if (m_rest.starts_with('"') || m_rest.starts_with('\''))
            return Value::string(Text(PLUMB_TRY(takeTomlString(m_rest))));
        if (m_rest.starts_with('['))
            return nested(&TomlReader::list);
        if (m_rest.starts_with('{'))
            return nested(&TomlReader::inlineTable);
        std::size_t end = std::min(m_rest.find_first_of(",]}#\r\n \t"), m_rest.size());
        // A date and a time may have a space between them.
        const bool isDate = end == 10 && m_rest[4] == '-' && m_rest.size() > 13 && m_rest[10] == ' '
                            && m_rest[13] == ':';
        if (isDate)
            end = std::min(m_rest.find_first_of(",]}#\r\n \t", 11), m_rest.size());
        if (end == 0)
            return problem("expected value but found " + quote(m_rest.substr(0, 1)) + " instead");
        const std::string_view word = m_rest.substr(0, end);
        m_rest.remove_prefix(end);
        return tomlScalar(word);
    }

    Result<Value> nested(Result<Value> (TomlReader::*read)())
    {
        if (m_depth == maximumDepth)
            return problem("values nest too deep");
        ++m_depth;
        m_rest.remove_prefix(1);
        Result<Value> value = (this->*read)();
        --m_depth;
        return value;
    }

    Result<Value> list()
    {
        std::vector<Value> items;
        while (true) {
            skipBlank();
            if (takes(']'))
                return Value::list(std::move(items));
            items.push_back(PLUMB_TRY(value()));
            skipBlank();
            if (takes(','))
                continue;
            if (!takes(']'))
                return problem("expected a comma (',') or array terminator (']')");
            return Value::list(std::move(items));
        }
    }

    Result<Value> inlineTable()
    {
        const Value table = Value::map();
        if (takes('}'))
            return table;
        while (true) {
            PLUMB_TRY(entry(table));
            if (takes('}'))
                return table;
            if (!takes(','))
                return problem("expected a comma or an inline table terminator '}'");
        }
    }

    void skipSpace()
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t"), m_rest.size()));
    }

    void skipComment() { m_rest.remove_prefix(std::min(m_rest.find('\n'), m_rest.size())); }

    /// Spaces, line ends and comments.
    void skipBlank()
    {
        while (true) {
            m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\r\n"), m_rest.size()));
            if (!m_rest.starts_with('#'))
                return;
            skipComment();
        }
    }

    bool takes(char c)
    {
        skipSpace();
        if (!m_rest.starts_with(c))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    std::string_view m_text;
    std::string_view m_rest;
    Value m_root;
    Value m_table;
    std::set<std::string> m_defined;
    int m_depth = 0;
};

} // namespace

Result<Value> fromToml(std::string_view text)
{
    return TomlReader(text).document();
}

} // namespace plumb::gotemplate
