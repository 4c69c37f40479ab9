// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/chartloader.h"

#include "core/crypto/archive.h"
#include "core/helm/gotext.h"
#include "core/helm/ignorerules.h"
#include "core/helm/values.h"
#include "core/yaml/sourcetable.h"

#include <algorithm>
#include <map>

namespace plumb::helm {

namespace {

using Files = std::vector<ChartFile>;

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

std::unexpected<Error> refused(std::string text, ErrorCode code = ErrorCode::InvalidInput)
{
    return std::unexpected(Error(code, std::move(text)));
}

std::unexpected<Error> within(std::string doing, const Error &error)
{
    return std::unexpected(
        Error(error.code(), std::move(doing) + ": " + error.message(), error.where()));
}

files::Bytes withoutByteOrderMark(files::Bytes bytes)
{
    if (!bytes->starts_with(byteOrderMark))
        return bytes;
    return std::make_shared<const std::string>(bytes->substr(byteOrderMark.size()));
}

class Loader
{
public:
    Loader(const LoadOptions &options, ChartSet &charts)
        : m_options(options)
        , m_charts(charts)
    {
    }

    /// Makes a chart of its files; @p path is its place, for errors and origins.
    Result<Chart *> load(Files files, const std::string &path, std::size_t depth);
    Result<Chart *> loadArchive(std::string_view bytes, const std::string &path, std::size_t depth);

private:
    Result<> readMetadata(Chart &chart, const Files &files, const std::string &path) const;
    Result<> take(Chart &chart, ChartFile &file, const std::string &path) const;
    Result<> takeValues(Chart &chart, const ChartFile &file, const std::string &path) const;
    static Result<> takeRequirements(Chart &chart, ChartFile &file);
    Result<Chart *> loadSubchart(const std::string &name, Files files, const std::string &path,
                                 std::size_t depth);

    const LoadOptions &m_options;
    ChartSet &m_charts;
};

Result<> Loader::readMetadata(Chart &chart, const Files &files, const std::string &path) const
{
    for (const ChartFile &file : files) {
        if (file.name != "Chart.yaml")
            continue;
        if (!chart.metadata)
            chart.metadata = std::make_shared<Metadata>();
        if (auto read = chart.metadata->read(file.text(), path + "/Chart.yaml"); !read)
            return within("cannot load Chart.yaml", read.error());
        if (chart.metadata->apiVersion.empty())
            chart.metadata->apiVersion = "v1";
    }
    return {};
}

Result<> Loader::takeValues(Chart &chart, const ChartFile &file, const std::string &path) const
{
    const std::string name = path + "/values.yaml";
    const std::uint32_t source = m_options.sources ? m_options.sources->add(name) : 0;
    const auto values = readValues(file.text(), name, source);
    if (!values)
        return within("cannot load values.yaml", values.error());
    chart.values = ValueTable::from(*values);
    return {};
}

Result<> Loader::takeRequirements(Chart &chart, ChartFile &file)
{
    if (!chart.metadata)
        chart.metadata = std::make_shared<Metadata>();
    if (file.name == "requirements.yaml") {
        if (auto read = chart.metadata->read(file.text(), file.name); !read)
            return within("cannot load requirements.yaml", read.error());
    }
    if (chart.metadata->apiVersion == "v1")
        chart.files.push_back(std::move(file));
    return {};
}

Result<> Loader::take(Chart &chart, ChartFile &file, const std::string &path) const
{
    if (file.name == "Chart.yaml")
        return {};
    if (file.name == "Chart.lock") {
        if (const auto lock = readYaml(file.text(), file.name); !lock)
            return within("cannot load Chart.lock", lock.error());
    } else if (file.name == "values.yaml") {
        return takeValues(chart, file, path);
    } else if (file.name == "values.schema.json") {
        chart.schema = file.bytes;
    } else if (file.name == "requirements.yaml" || file.name == "requirements.lock") {
        return takeRequirements(chart, file);
    } else if (file.name.starts_with("templates/")) {
        chart.templates.push_back(std::move(file));
    } else {
        chart.files.push_back(std::move(file));
    }
    return {};
}

Result<Chart *> Loader::load(Files files, const std::string &path, std::size_t depth)
{
    if (depth > m_options.limits.depth)
        return refused("charts are nested too deeply", ErrorCode::LimitExceeded);
    Chart &chart = m_charts.add({});
    PLUMB_TRY(readMetadata(chart, files, path));
    if (depth == 0 && m_options.files)
        std::ranges::copy_if(
            files, std::back_inserter(*m_options.files),
            [](const ChartFile &file) { return !file.name.starts_with("charts/"); });
    std::map<std::string, Files> subcharts;
    for (ChartFile &file : files) {
        if (!file.name.starts_with("charts/") || extension(file.name) == ".prov") {
            PLUMB_TRY(take(chart, file, path));
            continue;
        }
        file.name.erase(0, std::string_view("charts/").size());
        subcharts[file.name.substr(0, file.name.find('/'))].push_back(std::move(file));
    }
    if (!chart.metadata)
        return refused("Chart.yaml file is missing");
    PLUMB_TRY(chart.metadata->validate());
    std::vector<Chart *> dependencies;
    for (auto &[name, subchart] : subcharts) {
        if (name.starts_with('_') || name.starts_with('.'))
            continue;
        auto loaded = loadSubchart(name, std::move(subchart), path, depth + 1);
        if (!loaded) {
            return within("error unpacking subchart " + name + " in " + chart.name(),
                          loaded.error());
        }
        dependencies.push_back(*loaded);
    }
    chart.setDependencies(std::move(dependencies));
    return &chart;
}

Result<Chart *> Loader::loadSubchart(const std::string &name, Files files, const std::string &path,
                                     std::size_t depth)
{
    const std::string place = path + "/charts/" + name;
    if (extension(name) == ".tgz") {
        if (files.front().name != name)
            return refused("expected " + name + ", got " + files.front().name);
        return loadArchive(files.front().text(), place, depth);
    }
    Files inside;
    for (ChartFile &file : files) {
        const std::size_t slash = file.name.find('/');
        if (slash == std::string::npos)
            continue;
        file.name.erase(0, slash + 1);
        inside.push_back(std::move(file));
    }
    return load(std::move(inside), place, depth);
}

// The name inside the chart of a member, which lies below one directory of any name.
Result<std::string> memberName(const std::string &member)
{
    const char delimiter = member.find('\\') == std::string::npos ? '/' : '\\';
    const std::size_t end = member.find(delimiter);
    const std::string_view top = std::string_view(member).substr(0, end);
    std::string name = end == std::string::npos ? std::string() : member.substr(end + 1);
    std::ranges::replace(name, delimiter, '/');
    if (name.starts_with('/'))
        return refused("chart illegally contains absolute paths");
    name = cleanPath(name);
    if (name == ".") {
        return refused("chart illegally contains content outside the base directory: "
                       + quoted(member));
    }
    if (name.starts_with(".."))
        return refused("chart illegally references parent directory");
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (name.size() > 2 && isLetter(name[0]) && name[1] == ':' && name[2] == '/')
        return refused("chart contains illegally named files");
    if (top == "Chart.yaml")
        return refused("chart yaml not in base directory");
    return name;
}

Result<Chart *> Loader::loadArchive(std::string_view bytes, const std::string &path,
                                    std::size_t depth)
{
    const ChartLimits &limits = m_options.limits;
    auto members = crypto::readTarball(bytes, {.memberBytes = limits.fileBytes,
                                               .totalBytes = limits.chartBytes,
                                               .members = limits.files});
    if (!members)
        return std::unexpected(std::move(members).error());
    Files files;
    files.reserve(members->size());
    for (crypto::ArchiveMember &member : *members) {
        std::string name = PLUMB_TRY(memberName(member.name));
        files.push_back({.name = std::move(name),
                         .bytes = withoutByteOrderMark(
                             std::make_shared<const std::string>(std::move(member.bytes)))});
    }
    if (files.empty())
        return refused("no files in chart archive");
    if (std::ranges::find(files, "Chart.yaml", &ChartFile::name) == files.end())
        return refused("unable to detect chart version, no Chart.yaml found");
    return load(std::move(files), path, depth);
}

/// Collects the files of a chart's folder that its .helmignore lets through.
class FolderReader
{
public:
    FolderReader(const files::FileTree &tree, const Run &run, const ChartLimits &limits)
        : m_tree(tree)
        , m_run(run)
        , m_limits(limits)
    {
    }

    Result<Files> read(const files::TreePath &folder)
    {
        m_rules.addDefaults();
        const files::TreePath ignoreFile = folder.child(".helmignore");
        if (PLUMB_TRY(m_tree.kindOf(ignoreFile))) {
            const files::Bytes text = PLUMB_TRY(m_tree.read(ignoreFile));
            m_rules = PLUMB_TRY(IgnoreRules::parse(*text));
            m_rules.addDefaults();
        }
        PLUMB_TRY(walk(folder, {}, 0));
        return std::move(m_files);
    }

private:
    Result<> walk(const files::TreePath &folder, const std::string &prefix, std::size_t depth);
    Result<> take(const files::TreePath &path, std::string name);

    const files::FileTree &m_tree;
    const Run &m_run;
    const ChartLimits &m_limits;
    IgnoreRules m_rules;
    Files m_files;
    std::size_t m_entries = 0;
    std::size_t m_bytes = 0;
};

Result<> FolderReader::walk(const files::TreePath &folder, const std::string &prefix,
                            std::size_t depth)
{
    if (depth > 100)
        return refused("the chart's folders are nested too deeply", ErrorCode::LimitExceeded);
    for (const files::TreeEntry &entry : PLUMB_TRY(m_tree.list(folder))) {
        if (++m_entries > m_limits.files) {
            return refused("the chart has more than " + std::to_string(m_limits.files) + " files",
                           ErrorCode::LimitExceeded);
        }
        const files::TreePath path = folder.child(entry.name);
        const std::string name = prefix + entry.name;
        auto kind = std::optional(entry.kind);
        if (kind == files::EntryKind::Symlink)
            kind = PLUMB_TRY(m_tree.kindOf(path));
        if (!kind)
            return refused("cannot read '" + name + "', a link that leads nowhere");
        const bool isDirectory = *kind == files::EntryKind::Directory;
        if (m_rules.ignores(name, isDirectory))
            continue;
        PLUMB_TRY(isDirectory ? walk(path, name + '/', depth + 1) : take(path, name));
    }
    return {};
}

Result<> FolderReader::take(const files::TreePath &path, std::string name)
{
    PLUMB_TRY(m_run.checkpoint({.stage = Stage::Building, .subject = name}));
    files::Bytes bytes = PLUMB_TRY(m_tree.read(path));
    if (bytes->size() > m_limits.fileBytes) {
        return refused("chart file " + quoted(path.name())
                           + " is larger than the maximum file size "
                           + std::to_string(m_limits.fileBytes),
                       ErrorCode::LimitExceeded);
    }
    m_bytes += bytes->size();
    if (m_bytes > m_limits.chartBytes) {
        return refused("the chart is larger than the maximum size "
                           + std::to_string(m_limits.chartBytes),
                       ErrorCode::LimitExceeded);
    }
    m_files.push_back({.name = std::move(name), .bytes = withoutByteOrderMark(std::move(bytes))});
    return {};
}

Result<> checkApiVersion(std::string_view text, const std::string &path)
{
    Metadata base;
    if (auto read = base.read(text, path); !read)
        return within("cannot load Chart.yaml", read.error());
    if (base.apiVersion.empty() || base.apiVersion == "v1" || base.apiVersion == "v2")
        return {};
    return refused("unsupported chart version", ErrorCode::Unsupported);
}

const std::string &placeOf(const files::TreePath &path, const LoadOptions &options)
{
    return options.place.empty() ? path.text() : options.place;
}

Result<> loadFolder(Loader &loader, const files::FileTree &tree, const files::TreePath &path,
                    const Run &run, const LoadOptions &options)
{
    const files::TreePath chartFile = path.child("Chart.yaml");
    const auto text = tree.read(chartFile);
    if (!text) {
        return within("unable to detect chart at " + chartFile.text(), text.error());
    }
    Files found = PLUMB_TRY(FolderReader(tree, run, options.limits).read(path));
    PLUMB_TRY(checkApiVersion(**text, chartFile.text()));
    static_cast<void>(PLUMB_TRY(loader.load(std::move(found), placeOf(path, options), 0)));
    return {};
}

} // namespace

Result<ChartSet> loadChart(const files::FileTree &tree, const files::TreePath &path, const Run &run,
                           const LoadOptions &options)
{
    const auto kind = PLUMB_TRY(tree.kindOf(path));
    if (!kind)
        return refused("path " + quoted(path.text()) + " not found", ErrorCode::NotFound);
    ChartSet charts;
    Loader loader(options, charts);
    if (*kind == files::EntryKind::Directory) {
        PLUMB_TRY(loadFolder(loader, tree, path, run, options));
        return charts;
    }
    const files::Bytes bytes = PLUMB_TRY(tree.read(path));
    if (!crypto::isGzip(*bytes)) {
        return refused("file '" + path.text() + "' does not appear to be a gzipped archive");
    }
    static_cast<void>(PLUMB_TRY(loader.loadArchive(*bytes, placeOf(path, options), 0)));
    return charts;
}

Result<ChartSet> loadChartArchive(std::string_view bytes, const LoadOptions &options)
{
    ChartSet charts;
    const std::string place = options.place.empty() ? "chart" : options.place;
    static_cast<void>(PLUMB_TRY(Loader(options, charts).loadArchive(bytes, place, 0)));
    return charts;
}

} // namespace plumb::helm
