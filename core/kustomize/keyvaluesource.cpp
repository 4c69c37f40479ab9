// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/keyvaluesource.h"

#include "core/kustomize/utf8.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace plumb::kustomize {

namespace {

std::string withoutQuotes(std::string_view text)
{
    if (text.size() >= 2 && text.front() == text.back()
        && (text.front() == '"' || text.front() == '\''))
        text = text.substr(1, text.size() - 2);
    return std::string(text);
}

// The last segment of a path, as Go's path.Base has it.
std::string_view baseName(std::string_view path)
{
    while (path.size() > 1 && path.ends_with('/'))
        path.remove_suffix(1);
    const auto slash = path.rfind('/');
    return slash == path.npos || path.size() == 1 ? path : path.substr(slash + 1);
}

class Reader
{
public:
    Reader(const Loader &loader, const BuildContext &context)
        : m_loader(loader)
        , m_context(context)
    {
    }

    Result<> readEnv(const yaml::Value &item)
    {
        const auto bytes = PLUMB_TRY(load(item, item.text()));
        const std::string path = m_loader.display(item.text());
        const std::uint32_t source = m_context.files.add(path);
        std::uint32_t line = 0;
        for (std::string_view rest = *bytes; !rest.empty();) {
            const auto end = rest.find('\n');
            std::string_view text = rest.substr(0, end);
            rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
            // Go's scanner, and with it kustomize, stops at a line that does not fit its buffer.
            constexpr std::size_t longestLine = 64 * 1024 - 1;
            if (text.size() > longestLine) {
                m_context.warn(
                    "long-line",
                    "line " + std::to_string(line + 1) + " of '" + path
                        + "' is longer than 65535 bytes: like kustomize, the build leaves "
                          "out this line and all after it",
                    item);
                return {};
            }
            if (text.ends_with('\r'))
                text.remove_suffix(1);
            PLUMB_TRY(readEnvLine(text, path, {.source = source, .line = ++line}));
        }
        return {};
    }

    Result<> readLiteral(const yaml::Value &item)
    {
        const std::string_view text = item.text();
        const auto equals = text.find('=');
        if (equals == 0 || equals == text.npos)
            return std::unexpected(
                m_context.invalid(item, "a literal must have the form 'key=value'"));
        add(std::string(text.substr(0, equals)), withoutQuotes(text.substr(equals + 1)),
            item.origin());
        return {};
    }

    Result<> readFile(const yaml::Value &item)
    {
        const std::string_view text = item.text();
        const auto count = std::ranges::count(text, '=');
        const auto equals = text.find('=');
        if (count > 1)
            return std::unexpected(m_context.invalid(
                item, "'" + std::string(text) + "' holds more than one '='; write 'key=path'"));
        if (count == 1 && (equals == 0 || equals + 1 == text.size()))
            return std::unexpected(m_context.invalid(
                item, "'" + std::string(text) + "' must have the form 'key=path' or 'path'"));
        const std::string_view path = count == 1 ? text.substr(equals + 1) : text;
        const std::string_view key = count == 1 ? text.substr(0, equals) : baseName(text);
        const auto bytes = PLUMB_TRY(load(item, path));
        add(std::string(key), *bytes,
            {.source = m_context.files.add(m_loader.display(path)), .line = 1});
        return {};
    }

    std::vector<KeyValue> take() { return std::move(m_pairs); }

private:
    Result<files::Bytes> load(const yaml::Value &item, std::string_view path) const
    {
        auto bytes = m_loader.load(path);
        if (!bytes)
            return std::unexpected(m_context.at(item, std::move(bytes).error()));
        return bytes;
    }

    Result<> readEnvLine(std::string_view text, const std::string &path, yaml::Origin origin)
    {
        if (!isValidUtf8(text)) {
            return std::unexpected(Error(ErrorCode::InvalidInput, "the line is not valid UTF-8",
                                         SourcePosition{path, static_cast<int>(origin.line), 1}));
        }
        if (origin.line == 1 && text.starts_with("\xEF\xBB\xBF"))
            text.remove_prefix(3);
        text = withoutLeadingSpace(text);
        if (text.empty() || text.front() == '#')
            return {};
        const auto equals = text.find('=');
        if (equals == 0)
            return {};
        add(std::string(text.substr(0, equals)),
            equals == text.npos ? std::string() : std::string(text.substr(equals + 1)), origin);
        return {};
    }

    void add(std::string key, std::string value, yaml::Origin origin)
    {
        m_pairs.push_back({.key = std::move(key), .value = std::move(value), .origin = origin});
    }

    const Loader &m_loader;
    const BuildContext &m_context;
    std::vector<KeyValue> m_pairs;
};

std::span<const yaml::Value> listOf(const yaml::Value &generator, std::string_view field)
{
    const yaml::Value *const list = generator.find(field);
    return list ? list->items() : std::span<const yaml::Value>();
}

} // namespace

Result<std::vector<KeyValue>> readKeyValues(const yaml::Value &generator, const Loader &loader,
                                            const BuildContext &context)
{
    Reader reader(loader, context);
    for (const yaml::Value &item : listOf(generator, "envs"))
        PLUMB_TRY(reader.readEnv(item));
    for (const yaml::Value &item : listOf(generator, "literals"))
        PLUMB_TRY(reader.readLiteral(item));
    for (const yaml::Value &item : listOf(generator, "files"))
        PLUMB_TRY(reader.readFile(item));
    return reader.take();
}

} // namespace plumb::kustomize
