// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/chartindex.h"

#include "core/crypto/contentdigest.h"
#include "core/semver/constraints.h"
#include "core/source/versions.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

namespace plumb::source {

namespace {

std::optional<int> numberAt(std::string_view text, std::size_t start, std::size_t size)
{
    int value = 0;
    if (start + size > text.size())
        return std::nullopt;
    const char *const end = text.data() + start + size;
    const auto [stop, error] = std::from_chars(text.data() + start, end, value);
    return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

// "+02:00" in seconds; nothing for what is no offset.
std::optional<int> offsetOf(std::string_view zone)
{
    if (zone == "Z" || zone == "z")
        return 0;
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':')
        return std::nullopt;
    const auto hours = numberAt(zone, 1, 2);
    const auto minutes = numberAt(zone, 4, 2);
    if (!hours || !minutes)
        return std::nullopt;
    return (zone[0] == '-' ? -1 : 1) * (*hours * 3600 + *minutes * 60);
}

// A point in time as RFC 3339 writes it, in nanoseconds since 1970; 0 for anything else.
std::int64_t readTime(std::string_view text)
{
    using namespace std::chrono;
    constexpr std::size_t secondsEnd = 19;
    const auto y = numberAt(text, 0, 4);
    const auto mo = numberAt(text, 5, 2);
    const auto d = numberAt(text, 8, 2);
    const auto h = numberAt(text, 11, 2);
    const auto mi = numberAt(text, 14, 2);
    const auto s = numberAt(text, 17, 2);
    if (!y || !mo || !d || !h || !mi || !s || *y < 1970 || *y > 2200)
        return 0;
    const year_month_day date(year(*y), month(static_cast<unsigned>(*mo)),
                              day(static_cast<unsigned>(*d)));
    if (!date.ok())
        return 0;
    std::int64_t nanoseconds = 0;
    std::size_t end = secondsEnd;
    if (end < text.size() && text[end] == '.') {
        std::int64_t unit = 100'000'000;
        for (++end; end < text.size() && text[end] >= '0' && text[end] <= '9'; ++end, unit /= 10)
            nanoseconds += unit * (text[end] - '0');
    }
    const auto offset = offsetOf(text.substr(end));
    if (!offset)
        return 0;
    const std::int64_t days = sys_days(date).time_since_epoch().count();
    const std::int64_t seconds =
        days * 86'400 + std::int64_t(*h) * 3600 + std::int64_t(*mi) * 60 + *s - *offset;
    return seconds * 1'000'000'000 + nanoseconds;
}

std::string digestOf(std::string_view written)
{
    std::string digest(written);
    if (!digest.empty() && digest.find(':') == std::string::npos)
        digest.insert(0, "sha256:");
    return crypto::isContentDigest(digest) ? digest : std::string();
}

// Nothing for what Helm passes over as well.
std::optional<ChartVersion> readEntry(const yaml::Value &entry)
{
    const std::string_view name = entry.textAt({"name"});
    ChartVersion version{.version = std::string(entry.textAt({"version"}))};
    if (name.empty() || name == "." || name == ".." || name.find('/') != name.npos
        || !semver::Version::parse(version.version))
        return std::nullopt;
    version.created = readTime(entry.textAt({"created"}));
    if (const yaml::Value *const urls = entry.find("urls"); urls && urls->size() > 0)
        version.url = urls->items().front().text();
    version.digest = digestOf(entry.textAt({"digest"}));
    version.appVersion = entry.textAt({"appVersion"});
    const yaml::Value *const deprecated = entry.find("deprecated");
    version.isDeprecated = deprecated && deprecated->asBool().value_or(false);
    return version;
}

// The highest first, of equal ones the youngest; versions that are none come last.
void sortVersions(std::vector<ChartVersion> &versions)
{
    struct Keyed
    {
        semver::Version key;
        ChartVersion version;
    };
    std::vector<Keyed> keyed;
    keyed.reserve(versions.size());
    for (ChartVersion &version : versions) {
        keyed.push_back({.key = semver::Version::parse(version.version).value_or(semver::Version()),
                         .version = std::move(version)});
    }
    std::ranges::stable_sort(keyed, [](const Keyed &a, const Keyed &b) {
        const int order = a.key.compare(b.key);
        return order != 0 ? order > 0 : a.version.created > b.version.created;
    });
    std::ranges::transform(keyed, versions.begin(),
                           [](Keyed &each) { return std::move(each.version); });
}

Result<yaml::Value> readDocument(std::string_view text, const std::string &name)
{
    constexpr yaml::Limits limits{.maximumBytes = ChartIndex::maximumSize, .maximumDepth = 100};
    if (text.starts_with('{')) {
        if (Result<yaml::Value> json = yaml::parseJson(text, name, {.limits = limits}))
            return json;
    }
    return yaml::parse(text, name,
                       {.dialect = yaml::Dialect::Kubernetes, .limits = limits, .keepDates = true});
}

} // namespace

Result<ChartIndex> ChartIndex::parse(std::string_view text, const std::string &name)
{
    const auto document = PLUMB_TRY(within("reading '" + name + "'", readDocument(text, name)));
    const yaml::Value *const entries = document.find("entries");
    if (document.textAt({"apiVersion"}).empty()) {
        return std::unexpected(
            Error(ErrorCode::ArtifactFailed,
                  "'" + name + "' is no index of a chart repository: it has no apiVersion"));
    }
    ChartIndex index;
    if (!entries)
        return index;
    for (const yaml::Entry &chart : entries->entries()) {
        std::vector<ChartVersion> &versions = index.m_charts[std::string(chart.key.view())];
        for (const yaml::Value &entry : chart.value.items()) {
            if (auto version = readEntry(entry))
                versions.push_back(*std::move(version));
        }
        sortVersions(versions);
    }
    return index;
}

const std::vector<ChartVersion> *ChartIndex::versions(const std::string &chart) const
{
    const auto found = m_charts.find(chart);
    return found == m_charts.end() ? nullptr : &found->second;
}

Result<const ChartVersion *> ChartIndex::find(const std::string &chart,
                                              const std::string &version) const
{
    const std::vector<ChartVersion> *const known = versions(chart);
    if (!known) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "the repository has no chart '" + chart + "'"));
    }
    if (!version.empty()) {
        const auto exact = std::ranges::find(*known, version, &ChartVersion::version);
        if (exact != known->end())
            return &*exact;
    }
    const auto range = PLUMB_TRY(semver::Constraints::parse(version.empty() ? "*" : version));
    std::vector<std::string> all;
    for (const ChartVersion &each : *known) {
        const auto parsed = readVersion(each.version);
        if (parsed && range.contains(*parsed))
            return &each;
        all.push_back(each.version);
    }
    return std::unexpected(
        Error(ErrorCode::NotFound,
              "no version of the chart '" + chart + "' matches '" + version + "'" + newestOf(all)));
}

} // namespace plumb::source
