// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/helm/valuetable.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::helm {

/// A file of a chart, its name relative to the chart's folder.
struct ChartFile
{
    std::string name;
    std::shared_ptr<const std::string> bytes;

    std::string_view text() const { return *bytes; }
};

struct Maintainer
{
    std::string name;
    std::string email;
    std::string url;
};

/// An import of values from a dependency: the tables at @p child become the parent's at @p parent.
struct ValueImport
{
    std::string child;
    std::string parent;
    bool isExport = false; ///< Written as one name: "exports.NAME" goes to the top.
};

struct Dependency
{
    std::string name;
    std::string version;
    std::string repository;
    std::string condition;
    std::vector<std::string> tags;
    bool isEnabled = false;
    std::vector<ValueImport> imports;
    yaml::Value writtenImports; ///< As templates see them before they are carried out.
    std::string alias;
};

/// The content of Chart.yaml.
struct Metadata
{
    std::string name;
    std::string home;
    std::vector<std::string> sources;
    std::string version;
    std::string description;
    std::vector<std::string> keywords;
    std::vector<Maintainer> maintainers;
    std::string icon;
    std::string apiVersion;
    std::string condition;
    std::string tags;
    std::string appVersion;
    bool isDeprecated = false;
    std::optional<std::map<std::string, std::string>> annotations;
    std::string kubeVersion;
    /// Absent where the field is: its subcharts are then all enabled as they are.
    std::optional<std::vector<Dependency>> dependencies;
    std::string type;

    bool isLibrary() const;

    /// Reads the fields of a Chart.yaml or requirements.yaml over those that are there.
    Result<> read(std::string_view text, const std::string &path);
    /// Cleans up the texts, and refuses a chart that helm refuses.
    Result<> validate();
};

class ChartSet;

/// One chart of a ChartSet. Copies are shallow: they share the metadata, the values and the charts
/// they depend on, until one of them gets its own.
struct Chart
{
    std::shared_ptr<Metadata> metadata;
    std::vector<ChartFile> templates;
    std::vector<ChartFile> files; ///< What is neither template, values nor metadata.
    std::shared_ptr<const std::string> schema;
    TableRef values; ///< Null when the chart has no values.yaml.
    const Chart *parent = nullptr;
    std::vector<Chart *> dependencies;

    const std::string &name() const { return metadata->name; }
    bool isRoot() const { return !parent; }
    /// "parent/charts/child".
    std::string fullPath() const;
    void setDependencies(std::vector<Chart *> charts);
};

/// A chart with the charts it depends on.
class ChartSet
{
public:
    ChartSet() = default;
    ChartSet(ChartSet &&) = default;
    ChartSet &operator=(ChartSet &&) = default;

    Chart &root() { return m_charts.front(); }
    const Chart &root() const { return m_charts.front(); }
    /// Adds a chart; the first one is the root.
    Chart &add(Chart chart);

private:
    std::deque<Chart> m_charts; // addresses stay
};

/// Whether a version lies in a range; false when one of them is malformed.
bool isCompatible(std::string_view range, std::string_view version);

} // namespace plumb::helm
