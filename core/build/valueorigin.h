// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/release.h"
#include "core/helm/render.h"
#include "core/helm/rendertrace.h"
#include "core/yaml/sourcetable.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace plumb::build {

/// Says of what a chart has rendered which line of which template wrote it, and which value feeds
/// it: of the values that the template has read for the line, the one that has the text.
class ValueOrigin
{
public:
    /// @p place is what origins call the chart's folder.
    ValueOrigin(const helm::RenderTrace &trace, const yaml::Value &values, std::string place,
                yaml::SourceTable &sources);

    /// @p line is counted from 0, in the document.
    yaml::Origin of(const helm::Manifest &manifest, std::size_t line, std::string_view key,
                    const yaml::Value &value);

private:
    /// A key that is read, and what is there.
    struct Read
    {
        const yaml::Value *value = nullptr;
        std::string name;
    };

    const Read &read(std::uint32_t key);
    const yaml::Value *feeding(const helm::LineSource &line, std::string_view key,
                               const yaml::Value &value);
    std::uint32_t fileNumber(std::uint32_t file);

    const helm::RenderTrace &m_trace;
    const yaml::Value &m_values;
    std::string m_place;
    yaml::SourceTable &m_sources;
    std::unordered_map<std::uint32_t, Read> m_reads;
    std::unordered_map<std::uint32_t, std::uint32_t> m_files;
};

/// The final values of a release, key by key. @p given are those that the release sets.
std::vector<ReleaseValue> listValues(const yaml::Value &final, const yaml::Value &given,
                                     const helm::RenderTrace &trace);

} // namespace plumb::build
