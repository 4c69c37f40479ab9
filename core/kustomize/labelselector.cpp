// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/labelselector.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace plumb::kustomize {

using yaml::Value;

namespace {

constexpr std::size_t longestName = 63;
constexpr std::size_t longestPrefix = 253;

bool isAlphanumeric(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
           || (letter >= '0' && letter <= '9');
}

bool isName(std::string_view text)
{
    return !text.empty() && text.size() <= longestName && isAlphanumeric(text.front())
           && isAlphanumeric(text.back()) && std::ranges::all_of(text, [](char letter) {
                  return isAlphanumeric(letter) || letter == '-' || letter == '_' || letter == '.';
              });
}

bool isDomainPart(std::string_view text)
{
    const auto isLower = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    };
    return !text.empty() && isLower(text.front()) && isLower(text.back())
           && std::ranges::all_of(text,
                                  [&](char letter) { return isLower(letter) || letter == '-'; });
}

bool isDomain(std::string_view text)
{
    if (text.size() > longestPrefix)
        return false;
    while (true) {
        const std::size_t dot = text.find('.');
        if (!isDomainPart(text.substr(0, dot)))
            return false;
        if (dot == text.npos)
            return true;
        text.remove_prefix(dot + 1);
    }
}

bool isKey(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash == text.npos)
        return isName(text);
    return isDomain(text.substr(0, slash)) && isName(text.substr(slash + 1));
}

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

} // namespace

/// Cuts a selector into words and operators, and these into requirements.
class LabelSelectorParser
{
public:
    explicit LabelSelectorParser(std::string_view text)
        : m_text(text)
    {
    }

    Result<LabelSelector> parse()
    {
        scan();
        LabelSelector selector;
        while (!isAtEnd()) {
            selector.m_requirements.push_back(PLUMB_TRY(parseRequirement()));
            if (isAtEnd())
                break;
            if (peek() != ",")
                return fail("',' or the end");
            ++m_position;
            if (isAtEnd() || (!isWord() && peek() != "!"))
                return fail("a key after ','");
        }
        return selector;
    }

private:
    using Requirement = LabelSelector::Requirement;
    using Operator = LabelSelector::Operator;

    static bool isSpace(char letter)
    {
        return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    }
    static bool isSymbol(char letter)
    {
        return std::string_view("=!(),><").find(letter) != std::string_view::npos;
    }

    void scan()
    {
        for (std::size_t at = 0; at < m_text.size();) {
            if (isSpace(m_text[at])) {
                ++at;
                continue;
            }
            std::size_t end = at + 1;
            if (!isSymbol(m_text[at])) {
                while (end < m_text.size() && !isSpace(m_text[end]) && !isSymbol(m_text[end]))
                    ++end;
            } else if ((m_text[at] == '=' || m_text[at] == '!') && end < m_text.size()
                       && m_text[end] == '=') {
                ++end;
            }
            m_words.push_back(m_text.substr(at, end - at));
            at = end;
        }
    }

    bool isAtEnd() const { return m_position >= m_words.size(); }
    std::string_view peek() const { return isAtEnd() ? std::string_view() : m_words[m_position]; }
    bool isWord() const { return !isAtEnd() && !isSymbol(peek().front()); }

    std::unexpected<Error> fail(std::string_view expected) const
    {
        const std::string found = isAtEnd() ? "the end" : "'" + std::string(peek()) + "'";
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "invalid selector '" + std::string(m_text) + "': found "
                                               + found + ", expected " + std::string(expected)));
    }

    Result<Requirement> parseRequirement()
    {
        Requirement requirement;
        const bool isNegated = peek() == "!";
        if (isNegated)
            ++m_position;
        if (!isWord() || !isKey(peek()))
            return fail("a label key");
        requirement.key = m_words[m_position++];
        if (isNegated || isAtEnd() || peek() == ",") {
            requirement.op = isNegated ? Operator::Absent : Operator::Exists;
            return requirement;
        }
        PLUMB_TRY(parseOperator(requirement));
        for (const std::string &value : requirement.values) {
            if (!value.empty() && !isName(value)) {
                return std::unexpected(Error(ErrorCode::InvalidInput,
                                             "invalid selector '" + std::string(m_text) + "': '"
                                                 + value + "' is no valid label value"));
            }
        }
        return requirement;
    }

    Result<> parseOperator(Requirement &requirement)
    {
        const std::string_view op = peek();
        if (op == "in" || op == "notin") {
            ++m_position;
            requirement.op = op == "in" ? Operator::In : Operator::NotIn;
            return parseSet(requirement.values);
        }
        if (op == "=" || op == "==")
            requirement.op = Operator::In;
        else if (op == "!=")
            requirement.op = Operator::NotIn;
        else if (op == ">" || op == "<")
            requirement.op = op == ">" ? Operator::Greater : Operator::Less;
        else
            return fail("'=', '==', '!=', '<', '>', 'in' or 'notin'");
        ++m_position;
        if (isAtEnd() || peek() == ",") {
            requirement.values = {""};
        } else {
            if (!isWord())
                return fail("a value");
            requirement.values = {std::string(m_words[m_position++])};
        }
        const bool isNumeric =
            requirement.op == Operator::Greater || requirement.op == Operator::Less;
        if (isNumeric && !wholeNumber(requirement.values[0]))
            return fail("a whole number before it");
        return {};
    }

    Result<> parseSet(std::vector<std::string> &values)
    {
        if (peek() != "(")
            return fail("'('");
        ++m_position;
        bool wantsValue = true;
        while (!isAtEnd() && peek() != ")") {
            if (peek() == ",") {
                if (wantsValue)
                    values.emplace_back();
                wantsValue = true;
            } else if (isWord() && wantsValue) {
                values.emplace_back(peek());
                wantsValue = false;
            } else {
                return fail("',' or ')'");
            }
            ++m_position;
        }
        if (isAtEnd())
            return fail("')'");
        if (wantsValue)
            values.emplace_back();
        ++m_position;
        return {};
    }

    std::string_view m_text;
    std::vector<std::string_view> m_words;
    std::size_t m_position = 0;
};

Result<LabelSelector> LabelSelector::parse(std::string_view text)
{
    return LabelSelectorParser(text).parse();
}

bool LabelSelector::matches(const Value *labels) const
{
    return std::ranges::all_of(m_requirements, [labels](const Requirement &requirement) {
        return requirement.matches(labels ? labels->find(requirement.key) : nullptr);
    });
}

bool LabelSelector::Requirement::matches(const Value *label) const
{
    switch (op) {
    case Operator::In: return label && std::ranges::find(values, label->text()) != values.end();
    case Operator::NotIn: return !label || std::ranges::find(values, label->text()) == values.end();
    case Operator::Exists: return label;
    case Operator::Absent: return !label;
    case Operator::Greater:
    case Operator::Less: break;
    }
    const std::optional<std::int64_t> number = label ? wholeNumber(label->text()) : std::nullopt;
    if (!number)
        return false;
    const std::int64_t limit = *wholeNumber(values[0]);
    return op == Operator::Greater ? *number > limit : *number < limit;
}

} // namespace plumb::kustomize
