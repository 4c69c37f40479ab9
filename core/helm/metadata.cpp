// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/strconv.h"
#include "core/helm/chart.h"
#include "core/helm/gotext.h"
#include "core/helm/structreader.h"
#include "core/helm/values.h"
#include "core/semver/version.h"

#include <algorithm>
#include <set>

namespace plumb::helm {

namespace {

using yaml::Value;

std::string importText(const Value &import, std::string_view key)
{
    const Value *const value = import.find(key);
    return value && !value->isNull() ? goText(*value) : "<nil>";
}

std::vector<ValueImport> readImports(const Value &list)
{
    std::vector<ValueImport> imports;
    for (const Value &item : list.items()) {
        if (item.isMapping()) {
            imports.push_back(
                {.child = importText(item, "child"), .parent = importText(item, "parent")});
        } else if (item.isString()) {
            imports.push_back(
                {.child = "exports." + std::string(item.text()), .parent = ".", .isExport = true});
        }
    }
    return imports;
}

Result<Dependency> readDependency(const Value &value)
{
    Dependency dependency;
    StructReader reader("Dependency", "v2", "dependencies.");
    reader.field("name", dependency.name)
        .field("version", dependency.version)
        .field("repository", dependency.repository)
        .field("condition", dependency.condition)
        .field("tags", dependency.tags)
        .field("enabled", dependency.isEnabled)
        .field("alias", dependency.alias)
        .field("import-values", [&](const Value &list) -> Result<> {
            if (list.isNull())
                return {};
            if (!list.isSequence())
                return reader.mismatch("import-values", list, "[]interface {}");
            dependency.writtenImports = list;
            dependency.imports = readImports(list);
            return {};
        });
    if (value.isNull()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "validation: dependencies must not contain empty or null nodes"));
    }
    PLUMB_TRY(reader.read(value));
    return dependency;
}

Result<Maintainer> readMaintainer(const Value &value)
{
    Maintainer maintainer;
    if (value.isNull()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "validation: maintainers must not contain empty or null nodes"));
    }
    StructReader reader("Maintainer", "v2", "maintainers.");
    reader.field("name", maintainer.name)
        .field("email", maintainer.email)
        .field("url", maintainer.url);
    PLUMB_TRY(reader.read(value));
    return maintainer;
}

// Spaces become blanks, and what cannot be printed is dropped.
void cleanText(std::string &text)
{
    const bool isPlain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
    if (isPlain)
        return;
    std::string result;
    for (std::string_view rest = text; !rest.empty();) {
        if (const std::size_t space = spaceAtStart(rest)) {
            result += ' ';
            rest.remove_prefix(space);
            continue;
        }
        const auto first = static_cast<unsigned char>(rest.front());
        std::size_t size = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
        size = std::min(size, rest.size());
        std::uint32_t rune = size == 1 ? first : first & (0x7FU >> size);
        for (std::size_t i = 1; i < size; ++i)
            rune = (rune << 6U) | (static_cast<unsigned char>(rest[i]) & 0x3FU);
        if (gotemplate::isPrint(rune))
            result += rest.substr(0, size);
        rest.remove_prefix(size);
    }
    text = std::move(result);
}

std::unexpected<Error> refused(std::string text)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, "validation: " + std::move(text)));
}

bool isAliasName(std::string_view alias)
{
    return std::ranges::all_of(alias, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '_' || c == '-';
    });
}

Result<> validateDependencies(std::vector<Dependency> &dependencies)
{
    std::set<std::string> seen;
    for (Dependency &dependency : dependencies) {
        for (std::string *const text :
             {&dependency.name, &dependency.version, &dependency.repository, &dependency.condition})
            cleanText(*text);
        std::ranges::for_each(dependency.tags, cleanText);
        if (!isAliasName(dependency.alias)) {
            return refused("dependency " + quoted(dependency.name)
                           + " has disallowed characters in the alias");
        }
        const std::string &key = dependency.alias.empty() ? dependency.name : dependency.alias;
        if (!seen.insert(key).second)
            return refused("more than one dependency with name or alias " + quoted(key));
    }
    return {};
}

Result<> validateName(const Metadata &metadata)
{
    if (metadata.apiVersion.empty())
        return refused("chart.metadata.apiVersion is required");
    if (metadata.name.empty())
        return refused("chart.metadata.name is required");
    if (metadata.name == "." || metadata.name == "..")
        return refused("chart.metadata.name " + quoted(metadata.name) + " is not allowed");
    if (metadata.name != baseName(metadata.name))
        return refused("chart.metadata.name " + quoted(metadata.name) + " is invalid");
    if (metadata.version.empty())
        return refused("chart.metadata.version is required");
    if (!semver::Version::parse(metadata.version))
        return refused("chart.metadata.version " + quoted(metadata.version) + " is invalid");
    if (!metadata.type.empty() && metadata.type != "application" && metadata.type != "library")
        return refused("chart.metadata.type must be application or library");
    return {};
}

} // namespace

Result<> Metadata::read(std::string_view text, const std::string &path)
{
    const Value document = PLUMB_TRY(readYaml(text, path));
    StructReader reader("Metadata", "v2");
    reader.field("name", name)
        .field("home", home)
        .field("sources", sources)
        .field("version", version)
        .field("description", description)
        .field("keywords", keywords)
        .field("icon", icon)
        .field("apiVersion", apiVersion)
        .field("condition", condition)
        .field("tags", tags)
        .field("appVersion", appVersion)
        .field("deprecated", isDeprecated)
        .field("kubeVersion", kubeVersion)
        .field("type", type);
    reader.field("maintainers", [&](const Value &list) -> Result<> {
        if (!list.isSequence() && !list.isNull())
            return reader.mismatch("maintainers", list, "[]*v2.Maintainer");
        maintainers.clear();
        for (const Value &item : list.items())
            maintainers.push_back(PLUMB_TRY(readMaintainer(item)));
        return {};
    });
    reader.field("annotations", [&](const Value &value) -> Result<> {
        if (value.isNull())
            return {};
        return reader.readTexts("annotations", value, annotations.emplace());
    });
    reader.field("dependencies", [&](const Value &list) -> Result<> {
        if (!list.isSequence() && !list.isNull())
            return reader.mismatch("dependencies", list, "[]*v2.Dependency");
        dependencies.reset();
        if (list.isNull())
            return {};
        dependencies.emplace();
        for (const Value &item : list.items())
            dependencies->push_back(PLUMB_TRY(readDependency(item)));
        return {};
    });
    return reader.read(document);
}

Result<> Metadata::validate()
{
    for (std::string *const text :
         {&name, &description, &home, &icon, &condition, &tags, &appVersion, &kubeVersion})
        cleanText(*text);
    std::ranges::for_each(sources, cleanText);
    std::ranges::for_each(keywords, cleanText);
    PLUMB_TRY(validateName(*this));
    for (Maintainer &maintainer : maintainers) {
        cleanText(maintainer.name);
        cleanText(maintainer.email);
        cleanText(maintainer.url);
    }
    return dependencies ? validateDependencies(*dependencies) : Result<>();
}

} // namespace plumb::helm
