// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/nodepath.h"
#include "core/kustomize/resourceselector.h"
#include "core/yaml/value.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::kustomize {

/// How a field of a replacement is understood.
struct FieldOptions
{
    std::string delimiter;
    std::int64_t index = 0;
    bool create = false;

    static FieldOptions from(const yaml::Value *value);
};

/// One replacement: a value of one resource, or a fixed text, copied to fields of others.
class Replacement
{
public:
    /// Reads an entry that has been checked against its shape.
    static Result<Replacement> from(const yaml::Value &config, const BuildContext &context);

    Result<> apply(ResourceMap &resources, const BuildContext &context) const;

private:
    struct Target
    {
        yaml::Value config; ///< For messages.
        std::optional<ResourceSelector> select;
        std::vector<ResourceSelector> reject;
        std::vector<std::string> paths;
        FieldOptions options;
    };

    /// The value that is copied, and whose change would be seen by what is copied later.
    struct Source
    {
        yaml::Value value;
        std::optional<std::size_t> position; ///< Of the resource whose own node it is.
    };

    static Result<Target> targetFrom(const yaml::Value &config, const BuildContext &context);
    Result<Source> findSource(const ResourceMap &resources, const BuildContext &context) const;
    Result<std::size_t> findSourceResource(const ResourceMap &resources,
                                           const BuildContext &context) const;
    Result<yaml::Value> refined(const yaml::Value &value, const BuildContext &context) const;
    Result<> applyTo(const Target &target, Source &source, ResourceMap &resources,
                     const BuildContext &context) const;
    Result<bool> isTarget(const Target &target, const Resource &resource) const;
    Result<> copyTo(const Target &target, Source &source, std::size_t position,
                    ResourceMap &resources, const BuildContext &context) const;
    Result<bool> copyIntoText(const Target &target, const std::vector<std::string> &path,
                              const yaml::Value &value, yaml::Value &fields,
                              const BuildContext &context) const;
    void refresh(Source &source, std::size_t position, const yaml::Value &fields) const;

    yaml::Value m_config;
    yaml::Value m_source; ///< The selector of the source; null when the value is fixed.
    std::string m_sourcePath;
    FieldOptions m_sourceOptions;
    std::optional<yaml::Value> m_fixedValue;
    std::vector<Target> m_targets;
};

} // namespace plumb::kustomize
