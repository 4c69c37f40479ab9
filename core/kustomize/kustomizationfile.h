// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/loader.h"
#include "core/yaml/value.h"

#include <span>
#include <string>
#include <string_view>

namespace plumb::kustomize {

/// A kustomization.yaml: checked, with the fields of older versions moved to where they are now.
class KustomizationFile
{
public:
    /// Reads the one kustomization file of the loader's folder. NotFound when there is none,
    /// Conflict when there are several.
    static Result<KustomizationFile> find(const Loader &loader, const BuildContext &context);
    /// Takes a document as it was parsed; @p name is the file's name for origins and messages.
    static Result<KustomizationFile> from(const yaml::Value &document, std::string name,
                                          const BuildContext &context);

    /// "kustomization.yaml", "kustomization.yml" or "Kustomization".
    const std::string &name() const { return m_name; }
    bool isComponent() const;

    /// All fields, in the spelling of configshapes.h, without nulls.
    const yaml::Value &fields() const { return m_fields; }
    /// A string field's text; "" when it is not set.
    std::string_view text(std::string_view field) const;
    /// The items of a list field; nothing when it is not set.
    std::span<const yaml::Value> list(std::string_view field) const;
    /// Whether buildMetadata lists the option.
    bool wantsMetadata(std::string_view option) const;

private:
    Result<> check(const BuildContext &context) const;
    void warnOfOldFields(const BuildContext &context) const;
    void moveOldFields();
    void moveList(std::string_view from, std::string_view to);
    void moveEnv(std::string_view generators);
    void moveOldCharts();

    std::string m_name;
    yaml::Value m_fields;
};

} // namespace plumb::kustomize
