// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/goregex.h"

#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <algorithm>
#include <optional>
#include <re2/re2.h>

namespace plumb::gotemplate {

namespace {

constexpr std::int64_t memoryLimit = 8 << 20;

/// Abseil's view of text is a type of its own in some distributions.
absl::string_view seen(std::string_view text)
{
    return {text.data(), text.size()};
}

std::string_view problemText(RE2::ErrorCode code)
{
    switch (code) {
    case RE2::ErrorBadEscape: return "invalid escape sequence";
    case RE2::ErrorBadCharClass: return "invalid character class";
    case RE2::ErrorBadCharRange: return "invalid character class range";
    case RE2::ErrorMissingBracket: return "missing closing ]";
    case RE2::ErrorMissingParen: return "missing closing )";
    case RE2::ErrorUnexpectedParen: return "unexpected )";
    case RE2::ErrorTrailingBackslash: return "trailing backslash at end of expression";
    case RE2::ErrorRepeatArgument: return "missing argument to repetition operator";
    case RE2::ErrorRepeatSize: return "invalid repeat count";
    case RE2::ErrorRepeatOp: return "invalid nested repetition operator";
    case RE2::ErrorBadPerlOp: return "invalid or unsupported Perl syntax";
    case RE2::ErrorBadUTF8: return "invalid UTF-8";
    case RE2::ErrorBadNamedCapture: return "invalid named capture";
    case RE2::ErrorPatternTooLarge: return "expression too large";
    default: return "regexp/syntax: internal error";
    }
}

/// Go shows the whole expression for what is missing at its end.
std::string problem(const RE2 &engine)
{
    const RE2::ErrorCode code = engine.error_code();
    const bool isWhole = code == RE2::ErrorMissingParen || code == RE2::ErrorUnexpectedParen
                         || code == RE2::ErrorPatternTooLarge;
    const std::string &part = isWhole ? engine.pattern() : engine.error_arg();
    std::string text = "error parsing regexp: " + std::string(problemText(code));
    if (code != RE2::ErrorTrailingBackslash && code != RE2::ErrorPatternTooLarge)
        text += ": `" + part + '`';
    else
        text += code == RE2::ErrorTrailingBackslash ? ": ``" : "";
    return text;
}

std::size_t characterSize(std::string_view text, std::size_t at)
{
    return at < text.size() ? yaml::codePointAt(text, at).size : 1;
}

bool isNameCharacter(char32_t rune)
{
    return rune == '_' || isLetter(rune) || isDigit(rune);
}

/// The name after a '$', with or without braces, which is taken off the text.
std::optional<std::string_view> takeName(std::string_view &text)
{
    const std::size_t start = text.starts_with('{') ? 1 : 0;
    std::size_t end = start;
    while (end < text.size() && isNameCharacter(yaml::codePointAt(text, end).value))
        end += yaml::codePointAt(text, end).size;
    if (end == start || (start == 1 && (end == text.size() || text[end] != '}')))
        return {};
    const std::string_view name = text.substr(start, end - start);
    text.remove_prefix(end + start);
    return name;
}

/// The number that a name is; nothing for one with leading zeros, or a very large one.
std::optional<std::size_t> groupNumber(std::string_view name)
{
    std::size_t number = 0;
    for (const char c : name) {
        if (c < '0' || c > '9' || number >= 100'000'000)
            return {};
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    if (name.size() > 1 && name.starts_with('0'))
        return {};
    return number;
}

} // namespace

struct GoRegex::Engine
{
    explicit Engine(std::string_view pattern)
        : engine(seen(pattern), options())
        , groups(engine.ok() ? static_cast<std::size_t>(engine.NumberOfCapturingGroups()) : 0)
    {
    }

    static RE2::Options options()
    {
        RE2::Options options;
        options.set_log_errors(false);
        options.set_max_mem(memoryLimit);
        return options;
    }

    RE2 engine;
    std::size_t groups;
};

GoRegex::GoRegex(std::string_view pattern)
    : m_engine(std::make_unique<Engine>(pattern))
{
}

GoRegex::~GoRegex() = default;

Result<std::shared_ptr<const GoRegex>> GoRegex::compile(std::string_view pattern)
{
    struct Recent
    {
        std::string pattern;
        std::shared_ptr<const GoRegex> regex;
    };
    // Charts use few expressions many times, and compiling one takes longer than matching it.
    constexpr std::size_t most = 32;
    thread_local std::vector<Recent> recent;
    const auto known = std::ranges::find(recent, pattern, &Recent::pattern);
    if (known != recent.end())
        return known->regex;

    std::shared_ptr<const GoRegex> regex(new GoRegex(pattern));
    if (!regex->m_engine->engine.ok())
        return std::unexpected(Error(ErrorCode::BuildFailed, problem(regex->m_engine->engine)));
    if (recent.size() == most)
        recent.erase(recent.begin());
    recent.push_back({std::string(pattern), regex});
    return regex;
}

bool GoRegex::matches(std::string_view text) const
{
    return RE2::PartialMatch(seen(text), m_engine->engine);
}

bool GoRegex::match(std::string_view text, std::size_t from, Groups &groups) const
{
    std::vector<absl::string_view> found(groups.size());
    if (!m_engine->engine.Match(seen(text), from, text.size(), RE2::UNANCHORED, found.data(),
                                static_cast<int>(found.size())))
        return false;
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i] = {found[i].data(), found[i].size()};
    return true;
}

std::vector<std::string_view> GoRegex::findAll(std::string_view text, std::int64_t count) const
{
    std::vector<std::string_view> found;
    Groups whole(1);
    std::size_t previousEnd = text.npos;
    for (std::size_t at = 0; at <= text.size();) {
        if (count >= 0 && found.size() >= static_cast<std::size_t>(count))
            break;
        if (!match(text, at, whole))
            break;
        const auto start = static_cast<std::size_t>(whole[0].data() - text.data());
        const std::size_t end = start + whole[0].size();
        // An empty match does not count right behind another one.
        const bool isCounted = end != at || start != previousEnd;
        at = end == at ? at + characterSize(text, at) : end;
        previousEnd = end;
        if (isCounted)
            found.push_back(whole[0]);
    }
    return found;
}

std::vector<std::string_view> GoRegex::split(std::string_view text, std::int64_t count) const
{
    std::vector<std::string_view> parts;
    if (count == 0)
        return parts;
    if (text.empty() && !m_engine->engine.pattern().empty())
        return {text};
    std::size_t start = 0;
    std::size_t end = 0;
    for (const std::string_view match : findAll(text, count)) {
        if (count > 0 && parts.size() == static_cast<std::size_t>(count - 1))
            break;
        end = static_cast<std::size_t>(match.data() - text.data());
        const std::size_t next = end + match.size();
        if (next != 0)
            parts.push_back(text.substr(start, end - start));
        start = next;
    }
    if (end != text.size())
        parts.push_back(text.substr(start));
    return parts;
}

std::string GoRegex::replaceAll(std::string_view text, std::string_view replacement,
                                Replacement kind) const
{
    std::string result;
    Groups groups(kind == Replacement::Literal ? 1 : m_engine->groups + 1);
    std::size_t copied = 0;
    for (std::size_t at = 0; at <= text.size() && match(text, at, groups);) {
        const auto start = static_cast<std::size_t>(groups[0].data() - text.data());
        const std::size_t end = start + groups[0].size();
        result += text.substr(copied, start - copied);
        if (end > copied || start == 0) {
            if (kind == Replacement::Literal)
                result += replacement;
            else
                expand(result, replacement, groups);
        }
        copied = end;
        at = std::max(at + characterSize(text, at), end);
    }
    return result.append(text.substr(copied));
}

void GoRegex::expand(std::string &out, std::string_view replacement, const Groups &groups) const
{
    while (true) {
        const std::size_t dollar = replacement.find('$');
        out += replacement.substr(0, dollar);
        if (dollar == replacement.npos)
            return;
        replacement.remove_prefix(dollar + 1);
        if (replacement.starts_with('$')) {
            out += '$';
            replacement.remove_prefix(1);
            continue;
        }
        const std::optional<std::string_view> name = takeName(replacement);
        if (!name) {
            out += '$';
            continue;
        }
        if (const std::optional<std::size_t> number = groupNumber(*name)) {
            if (*number < groups.size())
                out += groups[*number];
            continue;
        }
        const auto &names = m_engine->engine.NamedCapturingGroups();
        if (const auto found = names.find(std::string(*name)); found != names.end())
            out += groups[static_cast<std::size_t>(found->second)];
    }
}

} // namespace plumb::gotemplate
