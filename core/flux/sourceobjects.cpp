// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/sourceobjects.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace plumb::flux {

namespace {

std::string textOf(const Object &object, std::initializer_list<std::string_view> path)
{
    return std::string(object.fields().textAt(path));
}

Error wrongKind(const Object &object, std::string_view expected)
{
    return {ErrorCode::InvalidInput,
            "'" + object.displayName() + "' is no " + std::string(expected)};
}

// "@alias/rest" taken apart; an empty alias when it has another form.
std::pair<std::string, std::string> splitAlias(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (!text.starts_with('@') || slash == text.npos)
        return {};
    return {std::string(text.substr(1, slash - 1)), std::string(text.substr(slash + 1))};
}

ArtifactCopy readCopy(const yaml::Value &rule)
{
    ArtifactCopy copy;
    std::tie(copy.alias, copy.glob) = splitAlias(rule.textAt({"from"}));
    copy.destination = splitAlias(rule.textAt({"to"})).second;
    if (const yaml::Value *excludes = rule.find("exclude")) {
        for (const yaml::Value &exclude : excludes->items())
            copy.excludes.emplace_back(exclude.text());
    }
    const std::string_view strategy = rule.textAt({"strategy"});
    copy.isPlain = strategy.empty() || strategy == "Overwrite";
    return copy;
}

// host/owner/name in lower case.
std::string repositoryOf(std::string_view url)
{
    if (const std::size_t scheme = url.find("://"); scheme != url.npos)
        url.remove_prefix(scheme + 3);
    const std::size_t slash = url.find('/');
    if (const std::size_t at = url.find('@'); at != url.npos && (slash == url.npos || at < slash))
        url.remove_prefix(at + 1);
    while (url.ends_with('/'))
        url.remove_suffix(1);
    if (url.ends_with(".git"))
        url.remove_suffix(4);

    std::string name(url);
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    // "host:owner/name" as scp writes it, and "host:22/owner/name".
    const std::size_t colon = name.find(':');
    if (colon == name.npos || colon > name.find('/'))
        return name;
    const std::size_t end = name.find_first_not_of("0123456789", colon + 1);
    if (end != name.npos && end > colon + 1 && name[end] == '/')
        return name.erase(colon, end - colon);
    name[colon] = '/';
    return name;
}

} // namespace

std::string_view SourceRevision::field() const
{
    if (!digest.empty())
        return "digest";
    if (!commit.empty())
        return "commit";
    if (!name.empty())
        return "name";
    if (!semver.empty())
        return "semver";
    if (!tag.empty())
        return "tag";
    return branch.empty() ? "" : "branch";
}

std::string_view SourceRevision::text() const
{
    for (const std::string *text : {&digest, &commit, &name, &semver, &tag}) {
        if (!text->empty())
            return *text;
    }
    return branch;
}

bool Source::matches(const Object &object)
{
    static constexpr std::array<std::string_view, 5> kinds{
        "GitRepository", "OCIRepository", "HelmRepository", "Bucket", "ExternalArtifact"};
    return object.gvk().group == sourceGroup
           && std::ranges::find(kinds, object.kind()) != kinds.end();
}

Result<Source> Source::from(Object object)
{
    if (!matches(object))
        return std::unexpected(wrongKind(object, "Flux source"));
    Source source;
    source.m_object = std::move(object);
    return source;
}

std::string Source::url() const
{
    if (kind() == "Bucket")
        return textOf(m_object, {"spec", "endpoint"}) + '/'
               + textOf(m_object, {"spec", "bucketName"});
    return textOf(m_object, {"spec", "url"});
}

SourceRevision Source::revision() const
{
    const auto ref = [this](std::string_view field) {
        return textOf(m_object, {"spec", "ref", field});
    };
    return {.branch = ref("branch"),
            .tag = ref("tag"),
            .semver = ref("semver"),
            .name = ref("name"),
            .commit = ref("commit"),
            .digest = ref("digest")};
}

std::optional<std::string> Source::ignore() const
{
    const yaml::Value *ignore = m_object.fields().find({"spec", "ignore"});
    if (!ignore || !ignore->isString())
        return std::nullopt;
    return std::string(ignore->text());
}

bool Source::isSuspended() const
{
    const yaml::Value *suspend = m_object.fields().find({"spec", "suspend"});
    return suspend && suspend->asBool().value_or(false);
}

bool ArtifactGenerator::matches(const Object &object)
{
    return isKind(object, sourceExtensionsGroup, "ArtifactGenerator");
}

Result<ArtifactGenerator> ArtifactGenerator::from(Object object)
{
    if (!matches(object))
        return std::unexpected(wrongKind(object, "ArtifactGenerator"));
    ArtifactGenerator generator;
    generator.m_object = std::move(object);
    return generator;
}

std::optional<ObjectReference> ArtifactGenerator::source(std::string_view alias) const
{
    const yaml::Value *sources = m_object.fields().find({"spec", "sources"});
    if (!sources)
        return std::nullopt;
    for (const yaml::Value &source : sources->items()) {
        if (source.textAt({"alias"}) == alias)
            return ObjectReference::from(&source).in(m_object.namespaceName());
    }
    return std::nullopt;
}

std::optional<std::vector<ArtifactCopy>>
ArtifactGenerator::copies(std::string_view artifactName) const
{
    const yaml::Value *artifacts = m_object.fields().find({"spec", "artifacts"});
    if (!artifacts)
        return std::nullopt;
    for (const yaml::Value &artifact : artifacts->items()) {
        if (artifact.textAt({"name"}) != artifactName)
            continue;
        std::vector<ArtifactCopy> copies;
        if (const yaml::Value *rules = artifact.find("copy")) {
            for (const yaml::Value &rule : rules->items())
                copies.push_back(readCopy(rule));
        }
        return copies;
    }
    return std::nullopt;
}

bool isSameRepository(std::string_view a, std::string_view b)
{
    return !a.empty() && !b.empty() && repositoryOf(a) == repositoryOf(b);
}

} // namespace plumb::flux
