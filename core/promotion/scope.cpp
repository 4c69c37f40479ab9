// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/scope.h"

#include "core/fleet/environmentname.h"

#include <algorithm>
#include <optional>

namespace plumb::promotion {

namespace {

bool isWordCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Where the word stands in the text with no letter or digit beside it; npos when nowhere.
std::size_t findWord(std::string_view text, std::string_view word, std::size_t from)
{
    if (word.empty())
        return text.npos;
    for (std::size_t at = text.find(word, from); at != text.npos; at = text.find(word, at + 1)) {
        const bool startsAlone = at == 0 || !isWordCharacter(text[at - 1]);
        const std::size_t end = at + word.size();
        if (startsAlone && (end == text.size() || !isWordCharacter(text[end])))
            return at;
    }
    return text.npos;
}

std::string withWords(std::string_view text,
                      std::span<const std::pair<std::string, std::string>> replacements)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t first = text.npos;
        const std::pair<std::string, std::string> *chosen = nullptr;
        for (const auto &replacement : replacements) {
            const std::size_t found = findWord(text, replacement.first, at);
            // The longest of the words that begin at the same place.
            if (found < first
                || (found == first && chosen && replacement.first.size() > chosen->first.size())) {
                first = found;
                chosen = &replacement;
            }
        }
        if (!chosen || first == text.npos)
            return result += text.substr(at);
        result += text.substr(at, first - at);
        result += chosen->second;
        at = first + chosen->first.size();
    }
    return result;
}

bool sharesClusters(const fleet::Environment &a, const fleet::Environment &b)
{
    return std::ranges::any_of(a.clusters, [&b](const std::string &cluster) {
        return std::ranges::find(b.clusters, cluster) != b.clusters.end();
    });
}

void addUnit(Scope &scope, const build::Unit *unit)
{
    if (unit && std::ranges::find(scope.units, unit) == scope.units.end())
        scope.units.push_back(unit);
}

// The units of its clusters; where several environments live in one cluster, those that build the
// environment's apps.
Scope unitsOf(const reconcile::Snapshot &snapshot, std::size_t position, bool usesClusters)
{
    const fleet::Environment &environment = snapshot.fleet->environments[position];
    Scope scope{.name = environment.name};
    for (const std::string &path : environment.clusters) {
        const build::ClusterState *const cluster = snapshot.desired->cluster(path);
        if (!usesClusters || !cluster)
            continue;
        for (const auto &unit : cluster->units)
            addUnit(scope, unit.get());
    }
    for (const fleet::App &app : snapshot.fleet->apps) {
        for (const fleet::Instance &instance : app.cells[position].instances)
            addUnit(scope, snapshot.desired->find(instance.unit));
    }
    return scope;
}

std::set<files::TreePath> filesOf(const Scope &scope)
{
    std::set<files::TreePath> files;
    for (const build::Unit *const unit : scope.units)
        files.insert(unit->filesRead.begin(), unit->filesRead.end());
    return files;
}

void addWord(std::vector<std::string> &words, std::string_view word)
{
    if (!word.empty() && std::ranges::find(words, word) == words.end())
        words.emplace_back(word);
}

std::vector<std::string> wordsOf(const fleet::Fleet &fleet, const fleet::Environment &environment,
                                 bool usesClusters)
{
    std::vector<std::string> words = {environment.name};
    for (const std::string &path : environment.clusters) {
        const fleet::Cluster *const cluster = usesClusters ? fleet.cluster(path) : nullptr;
        if (!cluster)
            continue;
        addWord(words, cluster->name);
        for (const std::string_view segment : fleet::segmentsOf(path))
            addWord(words, segment);
    }
    return words;
}

void removeShared(std::vector<std::string> &a, std::vector<std::string> &b)
{
    const std::vector<std::string> before = a;
    std::erase_if(a,
                  [&b](const std::string &word) { return std::ranges::find(b, word) != b.end(); });
    std::erase_if(b, [&before](const std::string &word) {
        return std::ranges::find(before, word) != before.end();
    });
}

} // namespace

std::string Scope::generic(std::string_view name) const
{
    std::vector<std::pair<std::string, std::string>> replacements;
    for (const std::string &word : words)
        replacements.emplace_back(word, "*");
    std::string result = withWords(name, replacements);
    // A folder may be called "prod" in an environment that is called "production".
    const std::string_view stem = std::string_view(result).substr(0, result.find('.'));
    if (fleet::isEnvironmentName(stem)
        && fleet::environmentRank(stem) == fleet::environmentRank(this->name))
        result.replace(0, stem.size(), "*");
    return result;
}

std::string Scope::genericPath(const files::TreePath &path) const
{
    std::string result;
    for (const std::string_view segment : fleet::segmentsOf(path.text()))
        result += '/' + generic(segment);
    return result;
}

bool Scope::isNamedIn(std::string_view text) const
{
    return std::ranges::any_of(
        words, [text](const std::string &word) { return findWord(text, word, 0) != text.npos; });
}

std::string ScopePair::renamed(std::string_view text) const
{
    return withWords(text, replacements);
}

yaml::Value ScopePair::renamed(const yaml::Value &value) const
{
    if (value.isScalar()) {
        std::string text = renamed(value.text());
        if (text == value.text())
            return value;
        yaml::Value result = yaml::Value::scalar(value.kind(), std::move(text), value.style());
        result.setOrigin(value.origin(), value.column());
        return result;
    }
    yaml::Value result = value;
    for (std::size_t i = 0; i < value.items().size(); ++i) {
        yaml::Value item = renamed(value.items()[i]);
        result.mutableItems()[i] = std::move(item);
    }
    for (std::size_t i = 0; i < value.entries().size(); ++i) {
        yaml::Value entry = renamed(value.entries()[i].value);
        result.mutableValue(i) = std::move(entry);
    }
    return result;
}

Result<ScopePair> scopesOf(const reconcile::Snapshot &snapshot, std::string_view from,
                           std::string_view to)
{
    const fleet::Fleet &fleet = *snapshot.fleet;
    const std::size_t fromPosition = PLUMB_TRY(fleet.namedEnvironment(from));
    const std::size_t toPosition = PLUMB_TRY(fleet.namedEnvironment(to));
    const fleet::Environment &source = fleet.environments[fromPosition];
    const fleet::Environment &target = fleet.environments[toPosition];
    if (fromPosition == toPosition) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "'" + source.name + "' cannot be promoted to itself"));
    }
    const bool usesClusters = !sharesClusters(source, target);
    ScopePair pair{.from = unitsOf(snapshot, fromPosition, usesClusters),
                   .to = unitsOf(snapshot, toPosition, usesClusters)};
    const std::set<files::TreePath> fromFiles = filesOf(pair.from);
    const std::set<files::TreePath> toFiles = filesOf(pair.to);
    std::ranges::set_difference(fromFiles, toFiles,
                                std::inserter(pair.from.files, pair.from.files.end()));
    std::ranges::set_difference(toFiles, fromFiles,
                                std::inserter(pair.to.files, pair.to.files.end()));

    pair.from.words = wordsOf(fleet, source, usesClusters);
    pair.to.words = wordsOf(fleet, target, usesClusters);
    removeShared(pair.from.words, pair.to.words);
    for (std::size_t i = 0; i < pair.from.words.size() && !pair.to.words.empty(); ++i) {
        pair.replacements.emplace_back(pair.from.words[i],
                                       pair.to.words[std::min(i, pair.to.words.size() - 1)]);
    }
    return pair;
}

} // namespace plumb::promotion
