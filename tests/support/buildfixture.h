// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/buildcontext.h"
#include "core/kustomize/resourcemap.h"
#include "core/kustomize/resourcereader.h"
#include "core/yaml/emitter.h"
#include "core/yaml/parser.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::test {

/// What a step of a kustomize build needs around it.
struct BuildFixture
{
    kustomize::SchemaInUse schema;
    yaml::SourceTable files;
    Run run;
    std::vector<Diagnostic> warnings;
    kustomize::BuildContext context{
        .schema = schema, .files = files, .sources = &files, .run = run, .warnings = warnings};

    yaml::Value parse(std::string_view text, const std::string &path = "test.yaml")
    {
        auto value = yaml::parse(text, path, {.source = files.add(path)});
        return value ? *std::move(value) : yaml::Value();
    }

    kustomize::ResourceMap resources(std::string_view text, const std::string &path = "all.yaml")
    {
        kustomize::ResourceMap map;
        auto read = kustomize::readResources(text, path, context);
        for (std::size_t at = 0; read && at < read->size(); ++at)
            static_cast<void>(map.append(std::move((*read)[at]), context).has_value());
        return map;
    }
};

} // namespace plumb::test
