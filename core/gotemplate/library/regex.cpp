// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/goregex.h"
#include "core/gotemplate/library/topics.h"

namespace plumb::gotemplate {

namespace {

/// A pattern that is none ends the execution; only the words differ between the two families of
/// functions, of which must* return the error and the others panic.
enum class Family : bool { Plain, Must };

Result<std::shared_ptr<const GoRegex>> compiled(std::string_view pattern, Family family)
{
    Result<std::shared_ptr<const GoRegex>> regex = GoRegex::compile(pattern);
    if (regex)
        return regex;
    if (family == Family::Must)
        return failure(regex.error().message());
    return failure("regexp: Compile(`" + std::string(pattern) + "`): " + regex.error().message());
}

Value strings(const std::vector<std::string_view> &texts)
{
    std::vector<Value> items;
    items.reserve(texts.size());
    for (const std::string_view text : texts)
        items.push_back(Value::string(Text(text)));
    return Value::list(std::move(items), types::stringList);
}

Result<Value> regexMatch(Call &call)
{
    const auto regex = GoRegex::compile(call.text(0));
    return Value::boolean(regex && (*regex)->matches(call.text(1)));
}

Result<Value> mustRegexMatch(Call &call)
{
    const auto regex = PLUMB_TRY(compiled(call.text(0), Family::Must));
    return Value::boolean(regex->matches(call.text(1)));
}

template<Family family>
Result<Value> regexFind(Call &call)
{
    const auto regex = PLUMB_TRY(compiled(call.text(0), family));
    const std::vector<std::string_view> found = regex->findAll(call.text(1), 1);
    return found.empty() ? Value::string(Text()) : Value::string(Text(found.front()));
}

template<Family family>
Result<Value> regexFindAll(Call &call)
{
    const auto regex = PLUMB_TRY(compiled(call.text(0), family));
    const std::vector<std::string_view> found = regex->findAll(call.text(1), call[2].asInt());
    PLUMB_TRY(call.execution.reserve(found.size() * sizeof(Value)));
    return found.empty() ? Value::nilOf(types::stringList) : strings(found);
}

template<Family family>
Result<Value> regexReplaceAll(Call &call)
{
    const auto regex = PLUMB_TRY(compiled(call.text(0), family));
    const std::string result = regex->replaceAll(call.text(1), call.text(2), Replacement::Template);
    PLUMB_TRY(call.execution.reserve(result.size()));
    return Value::string(Text(result));
}

template<Family family>
Result<Value> regexReplaceAllLiteral(Call &call)
{
    const auto regex = PLUMB_TRY(compiled(call.text(0), family));
    const std::string result = regex->replaceAll(call.text(1), call.text(2), Replacement::Literal);
    PLUMB_TRY(call.execution.reserve(result.size()));
    return Value::string(Text(result));
}

template<Family family>
Result<Value> regexSplit(Call &call)
{
    const auto regex = PLUMB_TRY(compiled(call.text(0), family));
    if (call[2].asInt() == 0)
        return Value::nilOf(types::stringList);
    const std::vector<std::string_view> parts = regex->split(call.text(1), call[2].asInt());
    PLUMB_TRY(call.execution.reserve(parts.size() * sizeof(Value)));
    return strings(parts);
}

Result<Value> regexQuoteMeta(Call &call)
{
    constexpr std::string_view special = "\\.+*?()|[]{}^$";
    std::string result;
    for (const char c : call.text(0)) {
        if (special.contains(c))
            result += '\\';
        result += c;
    }
    return Value::string(Text(result));
}

} // namespace

std::span<const Function> regexFunctions()
{
    static constexpr Signature two = {&types::string, &types::string};
    static constexpr Signature three = {&types::string, &types::string, &types::string};
    static constexpr Signature counted = {&types::string, &types::string, &types::integer};
    static constexpr Function functions[] = {
        {"mustRegexFind", regexFind<Family::Must>, two},
        {"mustRegexFindAll", regexFindAll<Family::Must>, counted},
        {"mustRegexMatch", mustRegexMatch, two},
        {"mustRegexReplaceAll", regexReplaceAll<Family::Must>, three},
        {"mustRegexReplaceAllLiteral", regexReplaceAllLiteral<Family::Must>, three},
        {"mustRegexSplit", regexSplit<Family::Must>, counted},
        {"regexFind", regexFind<Family::Plain>, two},
        {"regexFindAll", regexFindAll<Family::Plain>, counted},
        {"regexMatch", regexMatch, two},
        {"regexQuoteMeta", regexQuoteMeta, {&types::string}},
        {"regexReplaceAll", regexReplaceAll<Family::Plain>, three},
        {"regexReplaceAllLiteral", regexReplaceAllLiteral<Family::Plain>, three},
        {"regexSplit", regexSplit<Family::Plain>, counted},
    };
    return functions;
}

} // namespace plumb::gotemplate
