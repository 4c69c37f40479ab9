// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/topics.h"

namespace plumb::gotemplate {

namespace {

Value text(std::string_view text)
{
    return Value::string(Text(text));
}

/// path.Clean: without empty, "." and resolvable ".." parts; "." when nothing is left.
std::string cleaned(std::string_view path)
{
    const bool isRooted = path.starts_with('/');
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(part.size() + 1, path.size()));
        if (part.empty() || part == ".")
            continue;
        const bool canGoUp = !parts.empty() && parts.back() != "..";
        if (part == ".." && canGoUp)
            parts.pop_back();
        else if (part != ".." || !isRooted)
            parts.push_back(part);
    }
    std::string result = isRooted ? "/" : "";
    for (const std::string_view part : parts) {
        if (!result.empty() && result != "/")
            result += '/';
        result += part;
    }
    return result.empty() ? "." : result;
}

Result<Value> base(Call &call)
{
    std::string_view path = call.text(0);
    if (path.empty())
        return text(".");
    while (path.ends_with('/'))
        path.remove_suffix(1);
    if (path.empty())
        return text("/");
    return text(path.substr(path.rfind('/') + 1));
}

Result<Value> dir(Call &call)
{
    const std::string_view path = call.text(0);
    return text(cleaned(path.substr(0, path.rfind('/') + 1)));
}

Result<Value> clean(Call &call)
{
    return text(cleaned(call.text(0)));
}

Result<Value> ext(Call &call)
{
    const std::string_view path = call.text(0);
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    return text(dot == name.npos ? std::string_view() : name.substr(dot));
}

Result<Value> isAbs(Call &call)
{
    return Value::boolean(call.text(0).starts_with('/'));
}

} // namespace

std::span<const Function> pathFunctions()
{
    static constexpr Signature one = {&types::string};
    static constexpr Function functions[] = {
        {"base", base, one},     {"clean", clean, one}, {"dir", dir, one},
        {"ext", ext, one},       {"isAbs", isAbs, one}, {"osBase", base, one},
        {"osClean", clean, one}, {"osDir", dir, one},   {"osExt", ext, one},
        {"osIsAbs", isAbs, one},
    };
    return functions;
}

} // namespace plumb::gotemplate
