// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/pairing.h"

#include "core/yaml/parser.h"

#include <algorithm>
#include <optional>
#include <set>

namespace plumb::promotion {

namespace {

bool isStructured(const files::TreePath &path)
{
    const std::string_view name = path.name();
    return name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".json")
           || name == "Kustomization";
}

std::string identityOf(const yaml::Value &document, const Scope &scope)
{
    const std::string_view kind = document.textAt({"kind"});
    const std::string_view name = document.textAt({"metadata", "name"});
    if (kind.empty() || name.empty())
        return {};
    return std::string(kind) + '/' + scope.generic(name);
}

Result<std::optional<SourceFile>> readFile(const files::FileTree &tree, const files::TreePath &path,
                                           const Scope &scope)
{
    const auto kind = PLUMB_TRY(tree.kindOf(path));
    if (kind != files::EntryKind::File)
        return std::nullopt;
    SourceFile file{
        .path = path, .bytes = PLUMB_TRY(tree.read(path)), .documents = {}, .identities = {}};
    file.documents = PLUMB_TRY(yaml::parseAll(*file.bytes, path.text(), {.keepDates = true}));
    for (const yaml::Value &document : file.documents)
        file.identities.push_back(identityOf(document, scope));
    return file;
}

class Pairer
{
public:
    Pairer(const files::FileTree &tree, const ScopePair &scopes, const Run &run)
        : m_tree(tree)
        , m_scopes(scopes)
        , m_run(run)
    {
    }

    Result<Pairing> pair()
    {
        PLUMB_TRY(readAll(m_scopes.from, m_pairing.from));
        PLUMB_TRY(readAll(m_scopes.to, m_pairing.to));
        pairByPath();
        pairByObjects();
        for (const auto &[path, file] : m_pairing.from) {
            if (!m_paired.contains(&file))
                m_pairing.onlyFrom.push_back(&file);
        }
        for (const auto &[path, file] : m_pairing.to) {
            if (!m_paired.contains(&file))
                m_pairing.onlyTo.push_back(&file);
        }
        return std::move(m_pairing);
    }

private:
    Result<> readAll(const Scope &scope, std::map<files::TreePath, SourceFile> &files)
    {
        for (const files::TreePath &path : scope.files) {
            PLUMB_TRY(m_run.checkpoint({.stage = Stage::DetectingDrift, .subject = path.text()}));
            if (!isStructured(path))
                continue;
            auto file = readFile(m_tree, path, scope);
            if (!file) {
                // What is no YAML at all says so where it is built; here it cannot be compared.
                m_pairing.diagnostics.push_back({.severity = Severity::Note,
                                                 .code = "not-compared",
                                                 .message = file.error().message(),
                                                 .where = file.error().where()});
            } else if (*file) {
                files.emplace(path, **std::move(file));
            }
        }
        return {};
    }

    void add(const SourceFile &from, const SourceFile &to)
    {
        m_pairing.pairs.push_back({.from = &from, .to = &to});
        m_paired.insert(&from);
        m_paired.insert(&to);
    }

    // Where several clusters of an environment have the file, they are paired in order, and the
    // last of the shorter list stands for the rest.
    void pairByPath()
    {
        std::map<std::string, std::vector<const SourceFile *>> sources;
        for (const auto &[path, file] : m_pairing.from)
            sources[m_scopes.from.genericPath(path)].push_back(&file);
        std::map<std::string, std::size_t> used;
        for (const auto &[path, file] : m_pairing.to) {
            const std::string generic = m_scopes.to.genericPath(path);
            const auto found = sources.find(generic);
            if (found == sources.end())
                continue;
            const std::size_t index = std::min(used[generic]++, found->second.size() - 1);
            add(*found->second[index], file);
        }
        for (const auto &[generic, files] : sources) {
            if (used.contains(generic))
                m_paired.insert(files.begin(), files.end());
        }
    }

    static std::string objectsOf(const SourceFile &file)
    {
        std::set<std::string_view> identities;
        for (const std::string &identity : file.identities) {
            if (!identity.empty())
                identities.insert(identity);
        }
        std::string joined;
        for (const std::string_view identity : identities)
            (joined += identity) += '\n';
        return joined;
    }

    std::map<std::string, std::vector<const SourceFile *>>
    unpairedByObjects(const std::map<files::TreePath, SourceFile> &files) const
    {
        std::map<std::string, std::vector<const SourceFile *>> result;
        for (const auto &[path, file] : files) {
            const std::string objects = objectsOf(file);
            if (!m_paired.contains(&file) && !objects.empty())
                result[objects].push_back(&file);
        }
        return result;
    }

    void pairByObjects()
    {
        const auto targets = unpairedByObjects(m_pairing.to);
        for (const auto &[objects, files] : unpairedByObjects(m_pairing.from)) {
            const auto found = targets.find(objects);
            // Only where there is no choice.
            if (files.size() == 1 && found != targets.end() && found->second.size() == 1)
                add(*files.front(), *found->second.front());
        }
    }

    const files::FileTree &m_tree;
    const ScopePair &m_scopes;
    const Run &m_run;
    Pairing m_pairing;
    std::set<const SourceFile *> m_paired;
};

} // namespace

Result<Pairing> pairFiles(const files::FileTree &tree, const ScopePair &scopes, const Run &run)
{
    return Pairer(tree, scopes, run).pair();
}

} // namespace plumb::promotion
