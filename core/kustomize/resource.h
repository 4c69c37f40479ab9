// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/buildid.h"
#include "core/kustomize/resourceorigin.h"
#include "core/kustomize/schemainuse.h"
#include "core/yaml/value.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// What a generated resource does to one that is there already.
enum class Behavior : std::uint8_t { Unspecified, Create, Replace, Merge };

/// A Kubernetes object on its way through a build: its fields, and what kustomize remembers
/// about it.
///
/// The real program keeps that memory in internal.config.kubernetes.io annotations. Here it is
/// beside the fields, which therefore hold what the user wrote and nothing else. Annotations of
/// that kind in an input are taken out of the fields when the resource is made.
class Resource
{
public:
    /// The schema says which kinds are cluster-scoped; it must outlive the resource.
    Resource(yaml::Value fields, const SchemaInUse &schema);

    const yaml::Value &fields() const { return m_fields; }
    /// The fields, to be changed; what was known of the id is forgotten.
    yaml::Value &mutableFields();
    /// Whether a patch deleted the resource, so that nothing is left.
    bool isEmpty() const;

    const Schema &schema() const { return m_schema->get(); }

    /// The id as the fields have it now.
    const BuildId &id() const;
    const GroupVersionKind &gvk() const { return id().gvk; }
    const std::string &kind() const { return id().gvk.kind; }
    const std::string &name() const { return id().name; }
    const std::string &namespaceName() const { return id().namespaceName; }
    /// The first id that the resource had, before any prefix, namespace or hash.
    BuildId originalId() const;
    bool hasHistory() const { return !m_previousIds.empty(); }
    /// All ids that it had before, oldest first, in today's API version.
    std::vector<BuildId> previousIds() const;
    bool hadName(std::string_view name) const;
    template<typename Visitor>
    void visitPreviousNames(Visitor visit) const
    {
        for (const PreviousId &previous : m_previousIds)
            visit(std::string_view(previous.name));
    }
    /// Whether one of its earlier ids was of a kind that @p selector picks.
    bool hadKind(const GroupVersionKind &selector) const;
    /// Whether it has, or had, an id that is equal in kustomize's sense.
    bool hasOrHad(const BuildId &id) const;
    /// The same without regard to namespaces.
    bool hasOrHadKindAndName(const BuildId &id) const;

    /// A label's or annotation's text; "" when it is not set.
    std::string_view label(std::string_view key) const;
    std::string_view annotation(std::string_view key) const;

    void setName(std::string_view name);
    /// An empty namespace removes the field.
    void setNamespace(std::string_view namespaceName);
    void setKind(std::string_view kind);
    void setGvk(const GroupVersionKind &gvk);
    /// Replaces metadata.annotations with strings in the order of their keys; none removes the
    /// field.
    void setAnnotations(const std::map<std::string, std::string> &annotations);
    /// Makes all annotations strings under plain keys, as every rewriting of them in kustomize
    /// does.
    void makeAnnotationsStrings();
    void setLabels(const std::map<std::string, std::string> &labels);

    /// Remembers the id of this moment; called before each step that may change it.
    void storePreviousId();

    const std::vector<std::string> &namePrefixes() const { return m_namePrefixes; }
    const std::vector<std::string> &nameSuffixes() const { return m_nameSuffixes; }
    void addNamePrefix(std::string_view prefix);
    void addNameSuffix(std::string_view suffix);
    /// Whether both went through the same prefixes and suffixes, innermost ones aside; with
    /// @p emptyMatches one that has none at all fits anything.
    bool sharesPrefixesAndSuffixes(const Resource &other, bool emptyMatches) const;

    /// Makes the history, and what else is remembered, of @p other its own, except whether it
    /// wants a hash: that is so when both do.
    void takeHistoryFrom(const Resource &other);

    /// Whether the real program would have put annotations on the resource by now. A JSON patch
    /// sees /metadata/annotations as present then.
    bool hasBuildState() const;

    /// A number for yaml::Value::setBond() that no value of this resource has.
    std::uint32_t newBond() { return ++m_lastBond; }

    Behavior behavior = Behavior::Unspecified;
    bool needsHashSuffix = false;
    bool isFromChart = false;           ///< Rendered by Helm: the namespace field leaves it alone.
    bool allowsNameChange = false;      ///< A patch that may change its target's name.
    bool allowsKindChange = false;      ///< A patch that may change its target's kind.
    std::vector<BuildId> referrers;     ///< Resources that refer to this by name.
    std::vector<std::string> variables; ///< Names of the vars that read this resource.
    std::optional<ResourceOrigin> origin;
    std::vector<ResourceOrigin> transformations;

private:
    struct PreviousId
    {
        std::string name;
        std::string namespaceName;
        std::string kind;
    };

    void takeBuildAnnotations();
    /// The metadata, made when it is missing; null when it is no mapping.
    yaml::Value *metadataForChange();
    void setMetadataMap(std::string_view field, const std::map<std::string, std::string> &entries);

    yaml::Value m_fields;
    const SchemaInUse *m_schema;
    mutable std::optional<BuildId> m_id;
    std::vector<PreviousId> m_previousIds;
    std::vector<std::string> m_namePrefixes;
    std::vector<std::string> m_nameSuffixes;
    std::uint32_t m_lastBond = 0;
};

} // namespace plumb::kustomize
