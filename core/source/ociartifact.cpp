// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/ociartifact.h"

#include "core/crypto/archive.h"
#include "core/files/memorytree.h"
#include "core/kustomize/regex.h"
#include "core/source/versions.h"

#include <algorithm>

namespace plumb::source {

namespace {

std::string_view textAt(const flux::Source &source, std::initializer_list<std::string_view> path)
{
    return source.object().fields().textAt(path);
}

std::string_view layerType(const flux::Source &source)
{
    return textAt(source, {"spec", "layerSelector", "mediaType"});
}

bool isForCharts(const flux::Source &source)
{
    return layerType(source) == oci::chartLayerType;
}

Result<std::vector<std::string>> filtered(std::vector<std::string> tags, const std::string &filter)
{
    if (filter.empty())
        return tags;
    const kustomize::Regex expression(filter);
    if (!expression.isValid()) {
        return std::unexpected(Error(ErrorCode::InvalidInput, "spec.ref.semverFilter '" + filter
                                                                  + "': " + expression.problem()));
    }
    std::erase_if(tags, [&](const std::string &tag) { return !expression.matches(tag); });
    return tags;
}

} // namespace

Result<std::string> followedTag(const flux::Source &source,
                                const std::function<Result<std::vector<std::string>>()> &tags)
{
    const flux::SourceRevision revision = source.revision();
    if (revision.semver.empty())
        return revision.tag.empty() ? std::string("latest") : revision.tag;
    const std::vector<std::string> candidates = versionsOf(
        source, PLUMB_TRY(filtered(PLUMB_TRY(tags()),
                                   std::string(textAt(source, {"spec", "ref", "semverFilter"})))));
    std::optional<std::string> tag = PLUMB_TRY(highestIn(revision.semver, candidates));
    if (!tag) {
        return std::unexpected(Error(ErrorCode::NotFound, "no tag matches '" + revision.semver + "'"
                                                              + newestOf(candidates)));
    }
    if (isForCharts(source))
        std::ranges::replace(*tag, '+', '_');
    return *std::move(tag);
}

std::vector<std::string> versionsOf(const flux::Source &source,
                                    const std::vector<std::string> &tags)
{
    if (!isForCharts(source))
        return newestFirst(tags);
    std::vector<std::string> versions = tags;
    for (std::string &version : versions)
        std::ranges::replace(version, '_', '+');
    return newestFirst(versions);
}

Result<oci::Descriptor> selectedLayer(const flux::Source &source, const oci::Manifest &manifest)
{
    if (manifest.layers.empty())
        return std::unexpected(Error(ErrorCode::NotFound, "the artifact has no layer"));
    const std::string type(layerType(source));
    if (type.empty())
        return manifest.layers.front();
    const auto found = std::ranges::find(manifest.layers, type, &oci::Descriptor::mediaType);
    if (found != manifest.layers.end())
        return *found;
    return std::unexpected(
        Error(ErrorCode::NotFound, "the artifact has no layer of the type '" + type + "', but '"
                                       + manifest.layers.front().mediaType + "'"));
}

bool copiesLayer(const flux::Source &source)
{
    return textAt(source, {"spec", "layerSelector", "operation"}) == "copy";
}

Result<std::shared_ptr<const files::FileTree>> unpackLayer(std::string_view bytes, const Run &run)
{
    auto members = PLUMB_TRY(crypto::readTarball(bytes));
    auto tree = std::make_shared<files::MemoryTree>();
    for (crypto::ArchiveMember &member : members) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching, .subject = member.name}));
        if (!member.isFile)
            continue;
        const auto path = files::TreePath::parse(member.name);
        if (!path || path->isRoot()) {
            return std::unexpected(
                Error(ErrorCode::InvalidInput, "the artifact has a file with the name '"
                                                   + member.name + "', which leads out of it"));
        }
        tree->add(*path, std::move(member.bytes));
    }
    return tree;
}

} // namespace plumb::source
