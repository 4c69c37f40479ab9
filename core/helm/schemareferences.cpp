// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/gotext.h"
#include "core/helm/jsonschema.h"

#include <algorithm>
#include <re2/re2.h>

namespace plumb::helm {

namespace {

using yaml::Value;

constexpr std::size_t maximumDepth = 300;

std::unexpected<Error> refused(std::string text)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(text)));
}

std::string unescaped(std::string_view token)
{
    std::string percent;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const auto digit = [](char c) {
            return c >= '0' && c <= '9'   ? c - '0'
                   : c >= 'a' && c <= 'f' ? c - 'a' + 10
                   : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                          : -1;
        };
        if (token[i] == '%' && i + 2 < token.size() && digit(token[i + 1]) >= 0
            && digit(token[i + 2]) >= 0) {
            percent += static_cast<char>(digit(token[i + 1]) * 16 + digit(token[i + 2]));
            i += 2;
        } else {
            percent += token[i];
        }
    }
    std::string text;
    for (std::size_t i = 0; i < percent.size(); ++i) {
        if (percent[i] == '~' && i + 1 < percent.size()) {
            text += percent[++i] == '1' ? '/' : '~';
        } else {
            text += percent[i];
        }
    }
    return text;
}

const Value *atPointer(const Value &root, std::string_view pointer)
{
    const Value *value = &root;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t slash = pointer.find('/');
        const std::string token = unescaped(pointer.substr(0, slash));
        pointer.remove_prefix(slash == std::string_view::npos ? pointer.size() : slash);
        if (value->isMapping()) {
            value = value->find(token);
        } else if (value->isSequence() && !token.empty() && token.size() < 9
                   && std::ranges::all_of(token, [](char c) { return c >= '0' && c <= '9'; })) {
            const auto index = std::size_t(std::stoul(token));
            value = index < value->size() ? &value->items()[index] : nullptr;
        } else {
            value = nullptr;
        }
        if (!value)
            return nullptr;
    }
    return value;
}

} // namespace

std::string pointerTo(const std::string &location, std::string_view token)
{
    std::string result = location + '/';
    for (const char c : token) {
        if (c == '~')
            result += "~0";
        else if (c == '/')
            result += "~1";
        else
            result += c;
    }
    return result;
}

// The draft that a $schema names; 0 for one that is not known.
int JsonSchema::draftOf(std::string_view address)
{
    if (address.ends_with('#'))
        address.remove_suffix(1);
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (address.starts_with(scheme)) {
            address.remove_prefix(scheme.size());
            break;
        }
    }
    static constexpr std::pair<std::string_view, int> drafts[] = {
        {"json-schema.org/schema", 2020},
        {"json-schema.org/draft/2020-12/schema", 2020},
        {"json-schema.org/draft/2019-09/schema", 2019},
        {"json-schema.org/draft-07/schema", 7},
        {"json-schema.org/draft-06/schema", 6},
        {"json-schema.org/draft-04/schema", 4},
    };
    for (const auto &[name, draft] : drafts) {
        if (address == name)
            return draft;
    }
    return 0;
}

// The names by which parts of the schema can be referred to.
void JsonSchema::collectNames(const Value &schema, std::size_t depth)
{
    if (depth > maximumDepth)
        return;
    for (const Value &item : schema.items())
        collectNames(item, depth + 1);
    for (const yaml::Entry &entry : schema.entries()) {
        const bool isId = entry.key == "$id" || entry.key == "id";
        if (isId && entry.value.isString()) {
            std::string_view name = entry.value.text();
            m_names.emplace(std::string(name), &schema);
            if (name.ends_with('#'))
                m_names.emplace(std::string(name.substr(0, name.size() - 1)), &schema);
        }
        if ((entry.key == "$anchor" || entry.key == "$dynamicAnchor") && entry.value.isString())
            m_names.emplace('#' + std::string(entry.value.text()), &schema);
        collectNames(entry.value, depth + 1);
    }
}

Result<const Value *> JsonSchema::find(std::string_view reference) const
{
    if (const auto named = m_names.find(reference); named != m_names.end())
        return named->second;
    const std::size_t hash = reference.find('#');
    const std::string_view place = reference.substr(0, hash);
    const std::string_view fragment =
        hash == std::string_view::npos ? std::string_view() : reference.substr(hash + 1);
    const Value *document = &m_root;
    const bool isHere =
        place.empty() || place == "values.schema.json" || place == "file:///values.schema.json";
    if (!isHere) {
        const auto named = m_names.find(place);
        if (named != m_names.end())
            document = named->second;
        else if (place.starts_with("urn:") || draftOf(place) != 0)
            return static_cast<const Value *>(nullptr);
        else
            return refused("failing loading " + quoted(place)
                           + ": schemas of other files and "
                             "addresses are not read");
    }
    const Value *const found = fragment.empty()            ? document
                               : fragment.starts_with('/') ? atPointer(*document, fragment)
                                                           : nullptr;
    if (!found) {
        return refused("jsonschema " + quoted(reference)
                       + " not found in \"file:///values.schema.json\"");
    }
    return found;
}

const Value *JsonSchema::target(const Value &from) const
{
    const auto found = m_references.find(from.text());
    return found == m_references.end() ? nullptr : found->second;
}

const re2::RE2 *JsonSchema::regex(std::string_view pattern) const
{
    const auto found = m_patterns.find(pattern);
    return found == m_patterns.end() ? nullptr : found->second.get();
}

Result<> JsonSchema::checkReference(const Value &schema)
{
    for (const std::string_view keyword : {"$ref", "$dynamicRef", "$recursiveRef"}) {
        const Value *const reference = schema.find(keyword);
        if (!reference || !reference->isString())
            continue;
        if (m_references.contains(reference->text()))
            continue;
        const Value *const found = PLUMB_TRY(find(reference->text()));
        m_references.emplace(std::string(reference->text()), found);
        if (found)
            PLUMB_TRY(check(*found, "", 0));
    }
    return {};
}

} // namespace plumb::helm
