// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/workspace.h"

#include "core/yaml/parser.h"

namespace plumb::fleet {

namespace {

using yaml::Value;

SourcePosition placeOf(const Value &value)
{
    return {std::string(Workspace::fileName), static_cast<int>(value.origin().line),
            value.column()};
}

Error invalid(const Value &value, std::string message)
{
    return {ErrorCode::InvalidInput, std::move(message), placeOf(value)};
}

Result<Workspace::Environment> readEnvironment(const Value &item)
{
    if (item.isString())
        return Workspace::Environment{.name = std::string(item.text())};
    Workspace::Environment environment{.name = std::string(item.textAt({"name"}))};
    if (environment.name.empty())
        return std::unexpected(invalid(
            item, "an environment must be a name, or a mapping with 'name' and 'clusters'"));
    if (const Value *clusters = item.find("clusters")) {
        if (!clusters->isSequence())
            return std::unexpected(invalid(*clusters, "'clusters' must be a list of folders"));
        for (const Value &cluster : clusters->items())
            environment.clusters.emplace_back(cluster.text());
    }
    return environment;
}

Result<std::map<std::string, files::TreePath>> readSources(const Value &value)
{
    std::map<std::string, files::TreePath> sources;
    if (!value.isMapping())
        return std::unexpected(
            invalid(value, "'sources' must be a mapping of sources to folders of the repository"));
    for (const yaml::Entry &entry : value.entries()) {
        auto folder = files::TreePath::parse(entry.value.text());
        if (!folder) {
            return std::unexpected(
                invalid(entry.value,
                        "a source's folder must be in the repository: " + folder.error().message()
                            + "; '--source NAME=FOLDER' takes one from elsewhere"));
        }
        sources.insert_or_assign(entry.key.toString(), *std::move(folder));
    }
    return sources;
}

Result<std::vector<std::string>> readNames(const Value &mapping, std::string_view key)
{
    std::vector<std::string> names;
    const Value *const list = mapping.find(key);
    if (list && !list->isSequence() && !list->isNull()) {
        return std::unexpected(
            invalid(*list, '\'' + std::string(key) + "' must be a list of fields"));
    }
    for (const Value &name : list ? list->items() : std::span<const Value>())
        names.emplace_back(name.text());
    return names;
}

Result<Workspace::Choices> readChoices(const Value &promotion)
{
    if (!promotion.isMapping() && !promotion.isNull()) {
        return std::unexpected(
            invalid(promotion, "'promotion' must be a mapping with 'carries' and 'stays'"));
    }
    return Workspace::Choices{.carries = PLUMB_TRY(readNames(promotion, "carries")),
                              .stays = PLUMB_TRY(readNames(promotion, "stays"))};
}

Result<std::vector<Workspace::Environment>> readEnvironments(const Value &list)
{
    if (!list.isSequence())
        return std::unexpected(invalid(list, "'environments' must be a list"));
    std::vector<Workspace::Environment> environments;
    for (const Value &item : list.items())
        environments.push_back(PLUMB_TRY(readEnvironment(item)));
    return environments;
}

} // namespace

Result<Workspace> Workspace::read(const files::FileTree &tree)
{
    Workspace workspace;
    const files::TreePath file = files::TreePath().child(fileName);
    if (PLUMB_TRY(tree.kindOf(file)) != files::EntryKind::File)
        return workspace;
    const files::Bytes bytes = PLUMB_TRY(tree.read(file));
    const Value content = PLUMB_TRY(yaml::parse(*bytes, file.text()));
    if (content.isNull())
        return workspace;
    if (!content.isMapping())
        return std::unexpected(invalid(
            content, "the file must be a mapping with 'environments', 'sources' or 'promotion'"));
    for (const yaml::Entry &entry : content.entries()) {
        if (entry.key == "environments") {
            workspace.environments = PLUMB_TRY(readEnvironments(entry.value));
        } else if (entry.key == "sources") {
            workspace.sources = PLUMB_TRY(readSources(entry.value));
        } else if (entry.key == "promotion") {
            workspace.choices = PLUMB_TRY(readChoices(entry.value));
        } else {
            workspace.diagnostics.push_back(
                {.severity = Severity::Warning,
                 .code = "unknown-field",
                 .message = "unknown field '" + entry.key.toString() + '\'',
                 .where = placeOf(entry.value)});
        }
    }
    return workspace;
}

} // namespace plumb::fleet
