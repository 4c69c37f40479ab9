// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/filefacts.h"

#include "core/build/staticwalk.h"
#include "core/flux/fluxinstance.h"
#include "core/flux/generatedkustomization.h"
#include "core/flux/kustomization.h"

#include <algorithm>

namespace plumb::fleet {

namespace {

using files::TreePath;

constexpr std::string_view syncFileName = "gotk-sync.yaml";

bool isManifest(const TreePath &file)
{
    return file.name().ends_with(".yaml") || file.name().ends_with(".yml");
}

bool isKustomizationFile(const TreePath &file)
{
    return std::ranges::find(flux::kustomizationFileNames, file.name())
           != std::end(flux::kustomizationFileNames);
}

// Reading is what takes the time, so that a look at the text comes first.
bool mayMatter(std::string_view text)
{
    if (text.contains(flux::kustomizeGroup) && text.contains("Kustomization"))
        return true;
    return text.contains("sync:") && (text.contains("FluxInstance") || text.contains("instance:"));
}

bool makesInstance(const Object &object)
{
    if (!flux::FluxInstance::matches(object))
        return false;
    const auto instance = flux::FluxInstance::from(object);
    return instance && instance->sync();
}

void readObjects(FileFacts &facts, const source::Artifact &artifact, build::BuildCache &cache)
{
    for (Object &object : build::objectsIn(artifact, facts.file, cache)) {
        if (flux::Kustomization::matches(object))
            facts.kustomizations.push_back(std::move(object));
        else if (makesInstance(object))
            facts.instances.push_back(std::move(object));
        else if (facts.isSyncFile && object.gvk().group == flux::sourceGroup)
            facts.sources.push_back(std::move(object));
    }
}

void readNames(FileFacts &facts, std::string_view text, build::BuildCache &cache)
{
    const std::string path = facts.file.text();
    const auto documents =
        cache.parsed().parseAll(text, path, {.source = cache.sources()->add(path)});
    if (!documents || documents->empty())
        return;
    for (const std::string_view field : {"resources", "bases", "components"}) {
        const yaml::Value *list = documents->front().find(field);
        if (!list)
            continue;
        for (const yaml::Value &item : list->items()) {
            if (const auto target = facts.file.parent().resolve(item.text()))
                facts.named.push_back(*target);
        }
    }
}

FileFacts factsOf(const TreePath &file, const source::Artifact &artifact, build::BuildCache &cache)
{
    FileFacts facts{.file = file,
                    .isSyncFile = file.name() == syncFileName,
                    .isKustomization = isKustomizationFile(file)};
    const auto bytes = artifact.read(file);
    if (!bytes)
        return facts;
    if (isManifest(file) && (facts.isSyncFile || mayMatter(**bytes)))
        readObjects(facts, artifact, cache);
    if (facts.isKustomization)
        readNames(facts, **bytes, cache);
    return facts;
}

/// Brings what is known of a line of looks up to one of them.
class FactsReader
{
public:
    FactsReader(FactsMemo::Line &line, const source::Artifact &artifact, build::BuildCache &cache)
        : m_line(line)
        , m_artifact(artifact)
        , m_cache(cache)
    {
    }

    Result<std::vector<FactsMemo::Facts>> read(const Run &run)
    {
        const std::vector<TreePath> *changes = m_artifact.changesSince(m_line.serial);
        const auto isAsBefore = [this](const TreePath &file) { return comesToTheSame(file); };
        if (!changes || !std::ranges::all_of(*changes, isAsBefore))
            m_line.last = PLUMB_TRY(readAll(run));
        m_line.serial = m_artifact.serial();
        return m_line.last;
    }

private:
    FactsMemo::Facts of(const TreePath &file)
    {
        FactsMemo::Known &known = m_line.known[file];
        std::string stamp = m_artifact.stampOf(file).value_or(std::string());
        if (known.facts && known.stamp == stamp && !stamp.empty())
            return known.facts;
        auto facts = std::make_shared<const FileFacts>(factsOf(file, m_artifact, m_cache));
        known.stamp = std::move(stamp);
        if (!known.facts || !known.facts->saysTheSame(*facts))
            known.facts = std::move(facts);
        return known.facts;
    }

    bool comesToTheSame(const TreePath &file)
    {
        const auto kind = m_artifact.kindOf(file);
        if (!kind || *kind != files::EntryKind::File)
            return false;
        if (!isManifest(file) && !isKustomizationFile(file))
            return true;
        const auto known = m_line.known.find(file);
        if (known == m_line.known.end())
            return false;
        const FactsMemo::Facts before = known->second.facts;
        return of(file) == before;
    }

    Result<std::vector<FactsMemo::Facts>> readAll(const Run &run)
    {
        std::vector<FactsMemo::Facts> all;
        for (const TreePath &file : m_artifact.files()) {
            if (!isManifest(file) && !isKustomizationFile(file))
                continue;
            PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = file.text()}));
            if (FactsMemo::Facts facts = of(file); !facts->saysNothing())
                all.push_back(std::move(facts));
        }
        return all;
    }

    FactsMemo::Line &m_line;
    const source::Artifact &m_artifact;
    build::BuildCache &m_cache;
};

} // namespace

bool FileFacts::saysNothing() const
{
    return !isSyncFile && !isKustomization && kustomizations.empty() && instances.empty();
}

bool FileFacts::saysTheSame(const FileFacts &other) const
{
    const auto holdsNoObject = [](const FileFacts &facts) {
        return facts.kustomizations.empty() && facts.instances.empty() && facts.sources.empty();
    };
    return holdsNoObject(*this) && holdsNoObject(other) && named == other.named;
}

Result<std::vector<FactsMemo::Facts>> FactsMemo::read(const source::Artifact &artifact,
                                                      build::BuildCache &cache, const Run &run)
{
    constexpr std::size_t maximumLines = 4;
    const std::lock_guard guard(m_lock);
    if (m_lines.size() >= maximumLines && !m_lines.contains(artifact.line()))
        m_lines.clear();
    return FactsReader(m_lines[artifact.line()], artifact, cache).read(run);
}

} // namespace plumb::fleet
