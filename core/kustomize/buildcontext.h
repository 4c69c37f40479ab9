// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/base/run.h"
#include "core/kustomize/schemainuse.h"
#include "core/yaml/parsedfiles.h"
#include "core/yaml/sourcetable.h"
#include "core/yaml/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// What every step of one build shares.
struct BuildContext
{
    /// Field types and scopes, changed by the openapi field of a kustomization.
    SchemaInUse &schema;
    /// The files that values were read from.
    yaml::SourceTable &files;
    /// The same table when somebody asks which layers set a value; null otherwise.
    yaml::SourceTable *sources = nullptr;
    /// Files that other builds have parsed; null when there are no others.
    yaml::ParsedFiles *parsed = nullptr;
    const Run &run;
    std::vector<Diagnostic> &warnings;

    /// The origin of a value that @p over sets in place of one from @p under.
    yaml::Origin stack(yaml::Origin over, yaml::LayerKind kind, yaml::Origin under) const
    {
        return sources ? sources->stack(over, kind, under) : over;
    }
    /// What is known of a field: by a schema in a comment at it, else by what is known of @p
    /// parent.
    SchemaNode schemaOf(const yaml::Entry &field, SchemaNode parent) const;
    /// Where a value was written, for messages; nothing when unknown.
    std::optional<SourcePosition> positionOf(const yaml::Value &value) const;
    /// The error with the place of @p value, unless it has one already.
    Error at(const yaml::Value &value, Error error) const;
    /// InvalidInput at the place of @p value.
    Error invalid(const yaml::Value &value, std::string message) const;
    void warn(std::string code, std::string message, const yaml::Value &at) const;
};

} // namespace plumb::kustomize
