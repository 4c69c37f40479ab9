// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/fieldpath.h"

#include <algorithm>
#include <charconv>

namespace plumb {

namespace {

constexpr std::size_t maximumSteps = 1000;

bool isPlainKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
           || c == '_';
}

bool isPlainValueCharacter(char c)
{
    return isPlainKeyCharacter(c) || c == '.' || c == '/' || c == ':';
}

bool isPlain(std::string_view text, bool (*accepts)(char))
{
    return !text.empty() && std::ranges::all_of(text, accepts);
}

void appendQuoted(std::string &out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    out += '"';
}

void appendValue(std::string &out, std::string_view text)
{
    if (isPlain(text, isPlainValueCharacter))
        out += text;
    else
        appendQuoted(out, text);
}

void appendStep(std::string &out, const FieldStep &step)
{
    switch (step.kind) {
    case FieldStep::Kind::Key:
        if (isPlain(step.text, isPlainKeyCharacter)) {
            if (!out.empty())
                out += '.';
            out += step.text;
            return;
        }
        out += '[';
        appendQuoted(out, step.text);
        break;
    case FieldStep::Kind::Item:
        for (char separator = '['; const auto &[key, value] : step.match) {
            out += separator;
            separator = ',';
            appendValue(out, key);
            out += '=';
            appendValue(out, value);
        }
        break;
    case FieldStep::Kind::Member:
        out += "[=";
        appendQuoted(out, step.text);
        break;
    case FieldStep::Kind::Index: out += '[' + std::to_string(step.index); break;
    }
    out += ']';
}

/// Reads the text form of a path.
class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_text(text)
    {
    }

    Result<std::vector<FieldStep>> read()
    {
        std::vector<FieldStep> steps;
        take('.');
        while (m_position < m_text.size()) {
            if (steps.size() == maximumSteps)
                return std::unexpected(
                    Error(ErrorCode::LimitExceeded, "the field path has too many steps"));
            if (take('[')) {
                steps.push_back(PLUMB_TRY(bracket()));
                continue;
            }
            if (!steps.empty() && !take('.'))
                return wrong("'.' or '['");
            const std::string_view key = plain(isPlainKeyCharacter);
            if (key.empty())
                return wrong("a field name");
            steps.push_back(FieldStep::key(key));
        }
        return steps;
    }

private:
    Result<FieldStep> bracket()
    {
        FieldStep step;
        if (peek() == '"') {
            step = FieldStep::key(PLUMB_TRY(value()));
        } else if (take('=')) {
            step = FieldStep::member(PLUMB_TRY(value()));
        } else {
            step = PLUMB_TRY(indexOrMatch());
        }
        if (!take(']'))
            return wrong("']'");
        return step;
    }

    Result<FieldStep> indexOrMatch()
    {
        std::string first = PLUMB_TRY(value());
        if (peek() == ']') {
            std::size_t index = 0;
            const auto [end, error] =
                std::from_chars(first.data(), first.data() + first.size(), index);
            if (error != std::errc() || end != first.data() + first.size())
                return wrong("a position, a quoted key or key=value");
            return FieldStep::position(index);
        }
        std::vector<std::pair<std::string, std::string>> match;
        for (;;) {
            if (!take('='))
                return wrong("'='");
            match.emplace_back(std::move(first), PLUMB_TRY(value()));
            if (!take(','))
                return FieldStep::item(std::move(match));
            first = PLUMB_TRY(value());
        }
    }

    Result<std::string> value()
    {
        if (!take('"')) {
            const std::string_view text = plain(isPlainValueCharacter);
            if (text.empty())
                return wrong("a value");
            return std::string(text);
        }
        std::string text;
        for (; m_position < m_text.size(); ++m_position) {
            if (take('"'))
                return text;
            if (m_text[m_position] == '\\' && m_position + 1 < m_text.size())
                ++m_position;
            text += m_text[m_position];
        }
        return wrong("'\"'");
    }

    std::string_view plain(bool (*accepts)(char))
    {
        const std::size_t start = m_position;
        while (m_position < m_text.size() && accepts(m_text[m_position]))
            ++m_position;
        return m_text.substr(start, m_position - start);
    }

    char peek() const { return m_position < m_text.size() ? m_text[m_position] : '\0'; }

    bool take(char c)
    {
        if (m_position >= m_text.size() || m_text[m_position] != c)
            return false;
        ++m_position;
        return true;
    }

    std::unexpected<Error> wrong(std::string_view expected) const
    {
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "not a field path: '" + std::string(m_text) + "', expected "
                                         + std::string(expected) + " at character "
                                         + std::to_string(m_position + 1)));
    }

    std::string_view m_text;
    std::size_t m_position = 0;
};

/// An item's value at a merge key, with the one default that the API gives to such a key.
std::string_view matchText(const yaml::Value &item, std::string_view key)
{
    const std::string_view text = item.textAt({key});
    return text.empty() && key == "protocol" ? "TCP" : text;
}

const yaml::Value *findStep(const yaml::Value &value, const FieldStep &step)
{
    const auto itemWhere = [&value](const auto &accepts) -> const yaml::Value * {
        const auto items = value.items();
        const auto found = std::ranges::find_if(items, accepts);
        return found == items.end() ? nullptr : &*found;
    };
    switch (step.kind) {
    case FieldStep::Kind::Key: return value.find(step.text);
    case FieldStep::Kind::Item:
        return itemWhere([&step](const yaml::Value &item) {
            return std::ranges::all_of(step.match, [&item](const auto &match) {
                return matchText(item, match.first) == match.second;
            });
        });
    case FieldStep::Kind::Member:
        return itemWhere([&step](const yaml::Value &item) {
            return item.isScalar() && item.text() == step.text;
        });
    case FieldStep::Kind::Index:
        return step.index < value.items().size() ? &value.items()[step.index] : nullptr;
    }
    return nullptr;
}

} // namespace

FieldStep FieldStep::key(std::string_view key)
{
    return {.kind = Kind::Key, .text = std::string(key)};
}

FieldStep FieldStep::item(std::vector<std::pair<std::string, std::string>> match)
{
    return {.kind = Kind::Item, .text = {}, .match = std::move(match)};
}

FieldStep FieldStep::member(std::string_view text)
{
    return {.kind = Kind::Member, .text = std::string(text)};
}

FieldStep FieldStep::position(std::size_t index)
{
    return {.kind = Kind::Index, .text = {}, .match = {}, .index = index};
}

Result<FieldPath> FieldPath::parse(std::string_view text)
{
    return FieldPath(PLUMB_TRY(Reader(text).read()));
}

std::string FieldPath::toString() const
{
    std::string text;
    for (const FieldStep &step : m_steps)
        appendStep(text, step);
    return text;
}

bool FieldPath::isWithin(const FieldPath &field) const
{
    return m_steps.size() >= field.m_steps.size()
           && std::equal(field.m_steps.begin(), field.m_steps.end(), m_steps.begin());
}

const yaml::Value *FieldPath::find(const yaml::Value &root) const
{
    const yaml::Value *value = &root;
    for (const FieldStep &step : m_steps) {
        value = findStep(*value, step);
        if (!value)
            return nullptr;
    }
    return value;
}

} // namespace plumb
