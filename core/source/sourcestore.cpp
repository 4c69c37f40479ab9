// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/sourcestore.h"

#include "core/crypto/contentdigest.h"
#include "core/files/memorytree.h"
#include "core/source/ociartifact.h"
#include "core/source/remotecache.h"
#include "core/source/versions.h"

#include <algorithm>

namespace plumb::source {

namespace {

constexpr std::string_view originAnnotation = "org.opencontainers.image.revision";

http::ClientOptions httpOptions(http::ClientOptions options)
{
    // What is stored compressed has to arrive as it is stored, or it has another digest.
    options.isCompressed = false;
    // A fleet waits once for a dead host, not for each chart that it has there.
    options.silencePatience = std::chrono::minutes(1);
    return options;
}

std::string nameOf(const flux::Source &source)
{
    return std::string(source.kind()) + '/' + std::string(source.object().namespaceName()) + '/'
           + std::string(source.object().name());
}

Error notFetched(const flux::Source &source)
{
    return {ErrorCode::Unsupported, "nothing is fetched from a " + std::string(source.kind())
                                        + "; a folder can stand in for it: --source "
                                        + nameOf(source) + "=FOLDER"};
}

std::string chartAddress(const SourceConnection &connection, const std::string &chart)
{
    std::string url = connection.url();
    while (url.ends_with('/'))
        url.pop_back();
    return url + '/' + chart;
}

// Tags that are versions to the letter, as Helm lists them.
std::vector<std::string> chartVersionsOf(const std::vector<std::string> &tags)
{
    std::vector<std::string> versions;
    for (std::string tag : tags) {
        std::ranges::replace(tag, '_', '+');
        if (semver::Version::parseStrict(tag))
            versions.push_back(std::move(tag));
    }
    return newestFirst(versions);
}

Result<ChartArtifact> chartFrom(RegistryRepository &repository, const std::string &tag,
                                const std::string &version, const Run &run)
{
    const std::string digest = PLUMB_TRY(repository.resolve(tag, run));
    const RegistryArtifact found = PLUMB_TRY(repository.chart(digest, run));
    const oci::Descriptor layer =
        PLUMB_TRY(within("reading " + repository.name() + ':' + tag, chartLayer(found.manifest)));
    return ChartArtifact{.archive = PLUMB_TRY(repository.layer(layer, run)),
                         .revision = version,
                         .digest = layer.digest};
}

} // namespace

/// What an OCIRepository means now.
struct SourceStore::Followed
{
    std::shared_ptr<RegistryRepository> repository;
    RegistryArtifact artifact;
    std::string revision;
};

SourceStore::SourceStore(SourceStoreOptions options)
    : m_options(std::move(options))
    , m_http(httpOptions(m_options.http))
    , m_cache(m_options.cacheFolder, m_options.maximumCacheSize)
    , m_client(m_http)
    , m_userLogin([this](const oci::Repository &repository, const Run &run) {
        return userLogin(repository, run);
    })
    , m_indexes(m_options.freshFor)
    , m_tags(m_options.freshFor)
    , m_charts(m_options.freshFor)
    , m_artifacts(m_options.freshFor)
{
}

SourceStore::~SourceStore() = default;

Result<std::optional<oci::Credential>> SourceStore::userLogin(const oci::Repository &repository,
                                                              const Run &run) const
{
    const Result<std::string> text = readWhole(m_options.dockerConfigFile);
    if (m_options.dockerConfigFile.empty() || !text)
        return std::nullopt;
    const auto config = PLUMB_TRY(oci::DockerConfig::parse(*text, m_options.dockerConfigFile));
    if (const auto helper = config.helper(repository)) {
        auto known = oci::askCredentialHelper(helper->name, helper->server, run);
        const bool isThere = known || known.error().code() != ErrorCode::NotFound;
        if (isThere && (!known || *known))
            return known;
    }
    return config.find(repository);
}

Result<std::shared_ptr<SourceConnection>>
SourceStore::connection(const flux::Source &source, const std::vector<Object> &secrets)
{
    const std::string id = SourceConnection::idOf(source, secrets);
    const std::lock_guard guard(m_lock);
    std::shared_ptr<SourceConnection> &known = m_connections[id];
    if (!known) {
        known = PLUMB_TRY(SourceConnection::open(source, secrets,
                                                 {.cache = m_cache,
                                                  .client = m_client,
                                                  .options = m_http,
                                                  .network = m_options.network,
                                                  .userLogin = m_userLogin,
                                                  .now = m_options.now}));
    }
    return known;
}

Result<std::vector<std::string>> SourceStore::tags(const SourceConnection &connection,
                                                   RegistryRepository &repository, const Run &run)
{
    return m_tags.get(connection.id() + '\n' + repository.name(),
                      [&] { return repository.tags(run); });
}

Result<std::shared_ptr<const ChartIndex>> SourceStore::index(const SourceConnection &connection,
                                                             const HttpRepository &repository,
                                                             const Run &run)
{
    return m_indexes.get(connection.id(), [&] { return repository.index(run); });
}

std::optional<ChartArtifact> SourceStore::kept(const std::string &key) const
{
    auto note = m_cache.note(key);
    if (!note)
        return std::nullopt;
    ContentCache::Note &known = *note;
    Result<files::Bytes> bytes = m_cache.read(known["digest"]);
    if (!bytes)
        return std::nullopt;
    return ChartArtifact{.archive = *std::move(bytes),
                         .revision = std::move(known["revision"]),
                         .digest = std::move(known["digest"])};
}

Result<ChartArtifact> SourceStore::archiveOf(const HttpRepository &repository,
                                             const ChartVersion &version,
                                             SourceConnection &connection, const Run &run)
{
    const http::Url place = PLUMB_TRY(repository.archiveOf(version));
    if (place.scheme == "oci") {
        const auto reference = PLUMB_TRY(oci::Reference::parse(place.toString()));
        const auto other = PLUMB_TRY(connection.repository(reference.repository.toString()));
        return chartFrom(*other, reference.tag, version.version, run);
    }
    Downloaded archive = PLUMB_TRY(repository.archive(place, version.digest, run));
    return ChartArtifact{.archive = std::move(archive.bytes),
                         .revision = version.version,
                         .digest = std::move(archive.digest)};
}

Result<ChartArtifact> SourceStore::chartOfIndex(const ChartRequest &request,
                                                SourceConnection &connection, const Run &run)
{
    const HttpRepository repository = PLUMB_TRY(connection.httpRepository());
    const auto index = PLUMB_TRY(this->index(connection, repository, run));
    const ChartVersion *const version = PLUMB_TRY(index->find(request.chart, request.version));
    return archiveOf(repository, *version, connection, run);
}

Result<ChartArtifact> SourceStore::chartOfRegistry(const ChartRequest &request,
                                                   SourceConnection &connection, const Run &run)
{
    const auto repository =
        PLUMB_TRY(connection.repository(chartAddress(connection, request.chart)));
    std::string version = request.version;
    if (!readVersion(version)) {
        const auto known = chartVersionsOf(PLUMB_TRY(tags(connection, *repository, run)));
        const bool isOne = std::ranges::find(known, version) != known.end();
        auto highest = isOne ? std::optional(version) : PLUMB_TRY(highestIn(version, known));
        if (!highest) {
            return std::unexpected(
                Error(ErrorCode::NotFound, "no version of the chart '" + request.chart
                                               + "' matches '" + version + "'" + newestOf(known)));
        }
        version = *std::move(highest);
    }
    std::string tag = version;
    std::ranges::replace(tag, '+', '_');
    if (!oci::isTag(tag)) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "'" + version + "' cannot be the tag of a chart"));
    }
    return chartFrom(*repository, tag, version, run);
}

Result<SourceStore::Followed> SourceStore::follow(const flux::Source &source,
                                                  SourceConnection &connection, const Run &run)
{
    auto repository = PLUMB_TRY(connection.repository(connection.url()));
    std::string revision = source.revision().digest;
    std::string digest = revision;
    if (digest.empty()) {
        const std::string tag =
            PLUMB_TRY(followedTag(source, [&] { return tags(connection, *repository, run); }));
        if (!oci::isTag(tag))
            return std::unexpected(Error(ErrorCode::InvalidInput, "'" + tag + "' is no tag"));
        digest = PLUMB_TRY(repository->resolve(tag, run));
        revision = tag + '@' + digest;
    }
    RegistryArtifact artifact = PLUMB_TRY(repository->image(digest, run));
    return Followed{.repository = std::move(repository),
                    .artifact = std::move(artifact),
                    .revision = std::move(revision)};
}

Result<ChartArtifact> SourceStore::chartOfArtifact(const flux::Source &source,
                                                   SourceConnection &connection, const Run &run)
{
    const Followed followed = PLUMB_TRY(follow(source, connection, run));
    const auto layer = PLUMB_TRY(selectedLayer(source, followed.artifact.manifest));
    return ChartArtifact{.archive = PLUMB_TRY(followed.repository->layer(layer, run)),
                         .revision = followed.revision,
                         .digest = followed.artifact.digest};
}

Result<FetchedArtifact> SourceStore::fetchArtifact(const flux::Source &source,
                                                   SourceConnection &connection, const Run &run)
{
    const Followed followed = PLUMB_TRY(follow(source, connection, run));
    const oci::Manifest &manifest = followed.artifact.manifest;
    const auto layer = PLUMB_TRY(selectedLayer(source, manifest));
    const files::Bytes bytes = PLUMB_TRY(followed.repository->layer(layer, run));
    const std::string name = followed.repository->name() + '@' + layer.digest;
    std::shared_ptr<const files::FileTree> tree;
    if (copiesLayer(source)) {
        auto copied = std::make_shared<files::MemoryTree>();
        copied->add(PLUMB_TRY(files::TreePath::parse(followed.artifact.digest + ".tgz")), *bytes);
        tree = std::move(copied);
    } else {
        tree = PLUMB_TRY(within("unpacking " + name, unpackLayer(*bytes, run)));
    }
    FetchedArtifact fetched{.files = PLUMB_TRY(Artifact::of(tree, source.ignore(), run)),
                            .revision = followed.revision,
                            .digest = followed.artifact.digest};
    const auto origin = manifest.annotations.find(std::string(originAnnotation));
    if (origin != manifest.annotations.end())
        fetched.originRevision = origin->second;
    return fetched;
}

Result<FetchedArtifact> SourceStore::bucketArtifact(const flux::Source &source,
                                                    SourceConnection &connection, const Run &run)
{
    return m_artifacts.get(connection.id(), [&]() -> Result<FetchedArtifact> {
        return PLUMB_TRY(connection.bucket()).artifact(source.ignore(), run);
    });
}

Result<ChartArtifact> SourceStore::chartOfBucket(const ChartRequest &request,
                                                 SourceConnection &connection, const Run &run)
{
    const auto files = PLUMB_TRY(bucketArtifact(request.source, connection, run)).files;
    const files::TreePath path = files::TreePath().resolveClamped(request.chart);
    const auto kind = PLUMB_TRY(files->kindOf(path));
    if (!kind) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "the bucket has no chart at '" + request.chart + "'"));
    }
    if (*kind == files::EntryKind::Directory)
        return ChartArtifact{.tree = files, .folder = path};
    files::Bytes archive = PLUMB_TRY(files->read(path));
    std::string digest = crypto::contentDigest(*archive);
    return ChartArtifact{.archive = std::move(archive), .digest = std::move(digest)};
}

Result<ChartArtifact> SourceStore::fetchChart(const ChartRequest &request,
                                              SourceConnection &connection, const Run &run)
{
    if (request.source.kind() == "Bucket")
        return chartOfBucket(request, connection, run);
    if (request.source.kind() == "OCIRepository")
        return chartOfArtifact(request.source, connection, run);
    const bool isComplete = readVersion(request.version).has_value();
    const std::string key =
        "chart\n" + connection.url() + '\n' + request.chart + '\n' + request.version;
    if (isComplete) {
        if (auto known = kept(key))
            return *std::move(known);
    }
    ChartArtifact chart =
        PLUMB_TRY(connection.isRegistry() ? chartOfRegistry(request, connection, run)
                                          : chartOfIndex(request, connection, run));
    if (isComplete)
        m_cache.setNote(key, {{"digest", chart.digest}, {"revision", chart.revision}});
    return chart;
}

Result<ChartArtifact> SourceStore::chart(const ChartRequest &request, const Run &run)
{
    const flux::Source &source = request.source;
    if (source.kind() != "HelmRepository" && source.kind() != "OCIRepository"
        && source.kind() != "Bucket")
        return std::unexpected(notFetched(source));
    const std::string doing = request.chart.empty()
                                  ? "getting the chart of " + nameOf(source)
                                  : "getting chart '" + request.chart + "' of " + nameOf(source);
    const auto opened = PLUMB_TRY(within(doing, connection(source, request.credentials)));
    return m_charts.get(opened->id() + '\n' + request.chart + '\n' + request.version,
                        [&]() -> Result<ChartArtifact> {
                            Result<ChartArtifact> chart = fetchChart(request, *opened, run);
                            if (!chart)
                                return std::unexpected(
                                    opened->explained(chart.error()).within(doing));
                            return chart;
                        });
}

Result<std::vector<std::string>> SourceStore::fetchVersions(const ChartRequest &request,
                                                            SourceConnection &connection,
                                                            const Run &run)
{
    const flux::Source &source = request.source;
    if (connection.isRegistry()) {
        const bool isChart = source.kind() == "OCIRepository";
        const auto repository = PLUMB_TRY(connection.repository(
            isChart ? connection.url() : chartAddress(connection, request.chart)));
        const auto all = PLUMB_TRY(tags(connection, *repository, run));
        return isChart ? versionsOf(source, all) : chartVersionsOf(all);
    }
    const HttpRepository repository = PLUMB_TRY(connection.httpRepository());
    const auto index = PLUMB_TRY(this->index(connection, repository, run));
    const std::vector<ChartVersion> *const known = index->versions(request.chart);
    if (!known) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "the repository has no chart '" + request.chart + "'"));
    }
    std::vector<std::string> versions;
    for (const ChartVersion &version : *known)
        versions.push_back(version.version);
    return versions;
}

Result<std::vector<std::string>> SourceStore::versions(const ChartRequest &request, const Run &run)
{
    if (request.source.kind() == "Bucket")
        return std::unexpected(
            Error(ErrorCode::Unsupported, "a Bucket has no list of a chart's versions"));
    if (request.source.kind() != "HelmRepository" && request.source.kind() != "OCIRepository")
        return std::unexpected(notFetched(request.source));
    const std::string doing = "listing the versions in " + nameOf(request.source);
    const auto opened = PLUMB_TRY(within(doing, connection(request.source, request.credentials)));
    auto versions = fetchVersions(request, *opened, run);
    if (!versions)
        return std::unexpected(opened->explained(versions.error()).within(doing));
    return versions;
}

Result<FetchedArtifact> SourceStore::artifact(const flux::Source &source,
                                              const std::vector<Object> &secrets, const Run &run)
{
    if (source.kind() != "OCIRepository" && source.kind() != "Bucket")
        return std::unexpected(notFetched(source));
    const std::string doing = "getting " + nameOf(source);
    const auto opened = PLUMB_TRY(within(doing, connection(source, secrets)));
    if (source.kind() == "Bucket") {
        auto artifact = bucketArtifact(source, *opened, run);
        if (!artifact)
            return std::unexpected(opened->explained(artifact.error()).within(doing));
        return artifact;
    }
    return m_artifacts.get(opened->id(), [&]() -> Result<FetchedArtifact> {
        Result<FetchedArtifact> artifact = fetchArtifact(source, *opened, run);
        if (!artifact)
            return std::unexpected(opened->explained(artifact.error()).within(doing));
        return artifact;
    });
}

} // namespace plumb::source
