// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/format.h"
#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/runes.h"
#include "core/gotemplate/library/topics.h"
#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

namespace plumb::gotemplate {

namespace {

Value text(std::string_view text)
{
    return Value::string(Text(text));
}

std::string replaced(std::string_view source, std::string_view old, std::string_view by)
{
    std::string result;
    std::size_t at = 0;
    for (std::size_t found = source.find(old); found != source.npos; found = source.find(old, at)) {
        result.append(source, at, found - at).append(by);
        at = found + old.size();
    }
    return result.append(source, at, source.npos);
}

Result<Value> trim(Call &call)
{
    return text(trimmedSpace(call.text(0)));
}

Result<Value> trimAll(Call &call)
{
    const std::u32string unwanted = runesOf(call.text(0));
    std::u32string runes = runesOf(call.text(1));
    const std::size_t start = runes.find_first_not_of(unwanted);
    if (start == runes.npos)
        return text("");
    const std::size_t end = runes.find_last_not_of(unwanted) + 1;
    return text(textOf(std::u32string_view(runes).substr(start, end - start)));
}

Result<Value> trimPrefix(Call &call)
{
    if (!call.text(1).starts_with(call.text(0)))
        return call[1];
    return text(call.text(1).substr(call.text(0).size()));
}

Result<Value> trimSuffix(Call &call)
{
    if (!call.text(1).ends_with(call.text(0)))
        return call[1];
    return text(call.text(1).substr(0, call.text(1).size() - call.text(0).size()));
}

Result<Value> contains(Call &call)
{
    return Value::boolean(call.text(1).contains(call.text(0)));
}

Result<Value> hasPrefix(Call &call)
{
    return Value::boolean(call.text(1).starts_with(call.text(0)));
}

Result<Value> hasSuffix(Call &call)
{
    return Value::boolean(call.text(1).ends_with(call.text(0)));
}

Result<Value> hello(Call &)
{
    return text("Hello!");
}

Result<Value> repeat(Call &call)
{
    const std::int64_t count = call[0].asInt();
    if (count < 0)
        return failure("strings: negative Repeat count");
    const std::string_view part = call.text(1);
    std::size_t size = 0;
    if (__builtin_mul_overflow(part.size(), static_cast<std::size_t>(count), &size))
        return failure("strings: Repeat output length overflow");
    PLUMB_TRY(call.execution.reserve(size));
    std::string result;
    result.reserve(size);
    while (result.size() < size)
        result += part;
    return text(result);
}

Result<Value> replace(Call &call)
{
    const std::string_view source = call.text(2);
    if (!call.text(0).empty()) {
        std::string result = replaced(source, call.text(0), call.text(1));
        PLUMB_TRY(call.execution.reserve(result.size()));
        return text(result);
    }
    // Between all characters, and at both ends.
    PLUMB_TRY(call.execution.reserve((source.size() + 1) * (call.text(1).size() + 1)));
    std::string result(call.text(1));
    for (std::size_t at = 0; at < source.size();) {
        const std::size_t size = yaml::codePointAt(source, at).size;
        result.append(source, at, size).append(call.text(1));
        at += size;
    }
    return text(result);
}

Result<std::string> indented(Call &call)
{
    const std::int64_t spaces = call[0].asInt();
    if (spaces < 0)
        return failure("strings: negative Repeat count");
    const std::string_view source = call.text(1);
    std::size_t lines = 1;
    for (const char c : source)
        lines += c == '\n' ? 1 : 0;
    std::size_t size = 0;
    if (__builtin_mul_overflow(lines, static_cast<std::size_t>(spaces), &size))
        return failure("strings: Repeat output length overflow");
    PLUMB_TRY(call.execution.reserve(size + source.size()));
    const std::string pad(static_cast<std::size_t>(spaces), ' ');
    std::string result;
    result.reserve(size + source.size() + 1);
    result += pad;
    for (std::size_t at = 0; at < source.size();) {
        const std::size_t end = std::min(source.find('\n', at), source.size() - 1) + 1;
        result.append(source, at, end - at);
        if (result.back() == '\n')
            result += pad;
        at = end;
    }
    return result;
}

Result<Value> indent(Call &call)
{
    return text(PLUMB_TRY(indented(call)));
}

Result<Value> nindent(Call &call)
{
    return text('\n' + PLUMB_TRY(indented(call)));
}

Result<Value> quoteAll(Call &call)
{
    std::string result;
    bool isFirst = true;
    for (const Value &value : call.arguments) {
        if (value.isNil())
            continue;
        if (!isFirst)
            result += ' ';
        isFirst = false;
        result += quote(valueText(value));
    }
    return text(result);
}

Result<Value> singleQuoteAll(Call &call)
{
    std::string result;
    for (const Value &value : call.arguments) {
        if (value.isNil())
            continue;
        result += result.empty() ? "'" : " '";
        print(result, value);
        result += '\'';
    }
    return text(result);
}

Result<Value> cat(Call &call)
{
    std::string result;
    bool isFirst = true;
    for (const Value &value : call.arguments) {
        if (value.isNil())
            continue;
        if (!isFirst)
            result += ' ';
        isFirst = false;
        print(result, value);
    }
    return text(result);
}

Result<Value> plural(Call &call)
{
    return call[2].asInt() == 1 ? call[0] : call[1];
}

Result<Value> toText(Call &call)
{
    return Value::string(valueText(call[0]));
}

Result<Value> trunc(Call &call)
{
    const std::int64_t count = call[0].asInt();
    const std::string_view source = call.text(1);
    const auto length = static_cast<std::int64_t>(source.size());
    if (count < 0 && length + count > 0)
        return text(source.substr(static_cast<std::size_t>(length + count)));
    if (count >= 0 && length > count)
        return text(source.substr(0, static_cast<std::size_t>(count)));
    return call[1];
}

std::unexpected<Error> outOfRange(const std::string &slice)
{
    return failure("runtime error: slice bounds out of range [" + slice);
}

Result<Value> substr(Call &call)
{
    const std::int64_t start = call[0].asInt();
    const std::int64_t end = call[1].asInt();
    const std::string_view source = call.text(2);
    const auto length = static_cast<std::int64_t>(source.size());
    if (start < 0) {
        if (end < 0)
            return outOfRange(':' + std::to_string(end) + ']');
        if (end > length) {
            return outOfRange(':' + std::to_string(end) + "] with length "
                              + std::to_string(length));
        }
        return text(source.substr(0, static_cast<std::size_t>(end)));
    }
    const std::int64_t last = end < 0 || end > length ? length : end;
    if (start > last)
        return outOfRange(std::to_string(start) + ':' + std::to_string(last) + ']');
    return text(
        source.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(last - start)));
}

} // namespace

std::span<const Function> stringFunctions()
{
    static constexpr Signature one = {&types::string};
    static constexpr Signature two = {&types::string, &types::string};
    static constexpr Signature counted = {&types::integer, &types::string};
    static constexpr Function functions[] = {
        {"cat", cat, Signature{&types::any}.variadic()},
        {"contains", contains, two},
        {"hasPrefix", hasPrefix, two},
        {"hasSuffix", hasSuffix, two},
        {"hello", hello, {}},
        {"indent", indent, counted},
        {"nindent", nindent, counted},
        {"plural", plural, {&types::string, &types::string, &types::integer}},
        {"quote", quoteAll, Signature{&types::any}.variadic()},
        {"repeat", repeat, counted},
        {"replace", replace, {&types::string, &types::string, &types::string}},
        {"squote", singleQuoteAll, Signature{&types::any}.variadic()},
        {"substr", substr, {&types::integer, &types::integer, &types::string}},
        {"toString", toText, {&types::any}},
        {"trim", trim, one},
        {"trimAll", trimAll, two},
        {"trimPrefix", trimPrefix, two},
        {"trimSuffix", trimSuffix, two},
        {"trimall", trimAll, two},
        {"trunc", trunc, counted},
    };
    return functions;
}

} // namespace plumb::gotemplate
