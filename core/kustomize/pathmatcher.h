// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/nodepath.h"
#include "core/yaml/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plumb::kustomize {

/// Finds all nodes that the path of a replacement's target leads to. "*" stands for every item of a
/// list, "[name=expression]" for every item whose field holds the regular expression.
class PathMatcher
{
public:
    struct Match
    {
        yaml::Value *node = nullptr;
        bool isNew = false; ///< Made by this search: a scalar has no type yet.
    };

    /// With @p create what is not there is made, its last node of that kind.
    PathMatcher(std::vector<std::string> path, std::optional<NodeKind> create)
        : m_path(std::move(path))
        , m_create(create)
    {
    }

    /// The nodes; they are good until the document changes its shape.
    Result<std::vector<Match>> find(yaml::Value &root);

private:
    Result<> follow(yaml::Value &node, std::size_t depth, bool isNew);
    Result<> followField(yaml::Value &node, std::size_t depth);
    Result<> followIndex(yaml::Value &node, std::size_t depth, std::size_t index);
    Result<> followItems(yaml::Value &node, std::size_t depth);
    Result<> searchItems(yaml::Value &node, std::size_t depth, std::string_view field,
                         const class Regex &regex);
    Result<> followText(yaml::Value &node, std::size_t depth);
    NodeKind kindAfter(std::size_t depth) const;

    std::vector<std::string> m_path;
    std::optional<NodeKind> m_create;
    std::vector<Match> m_matches;
    yaml::Value m_scratch; ///< The document within a text that a path leads into.
};

} // namespace plumb::kustomize
