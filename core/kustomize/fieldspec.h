// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/object/groupversionkind.h"
#include "core/yaml/value.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// A field that a transformer works on: in which kinds, and where in them.
struct FieldSpec
{
    GroupVersionKind gvk = {}; ///< Empty parts mean any.
    std::string path = {}; ///< "spec/template/metadata/labels"; "[]" marks lists, "\/" is a slash.
    bool create = false;   ///< Make the field when it is not there.

    bool operator==(const FieldSpec &) const = default;

    /// Reads an entry of a configuration's fieldSpecs, checked against its shape.
    static FieldSpec from(const yaml::Value &value);
};

using FieldSpecs = std::vector<FieldSpec>;

/// Reads a list of field specs; null means none.
FieldSpecs fieldSpecsFrom(const yaml::Value *list);

/// Adds a field spec unless it is there already; Conflict when that one creates and this does not,
/// or the other way round.
Result<> mergeFieldSpec(FieldSpecs &into, FieldSpec added);
Result<> mergeFieldSpecs(FieldSpecs &into, const FieldSpecs &added);

/// Splits "a/b\/c" into "a" and "b/c"; one leading slash does not count.
std::vector<std::string> splitFieldPath(std::string_view path, char delimiter = '/');

/// What is made where a field spec with "create" leads to nothing.
enum class Create : std::uint8_t { Nothing, Scalar, Mapping };

/// A field spec made ready to be followed in many objects.
class FieldWalk
{
public:
    using Visit = std::function<Result<>(yaml::Value &)>;

    FieldWalk(FieldSpec spec, Create create);

    const FieldSpec &spec() const { return m_spec; }
    /// Whether the field spec is about objects of this kind.
    bool appliesTo(const GroupVersionKind &gvk) const;
    /// Calls @p visit for each node that the path leads to, through all items of lists.
    Result<> visit(yaml::Value &object, const Visit &visit) const;
    /// Whether the path may lead to a node that @p matters says yes to, or runs into an error. For
    /// walks that make nothing: it tells beforehand whether visit() can have an effect.
    bool concerns(const yaml::Value &object,
                  const std::function<bool(const yaml::Value &)> &matters) const;

private:
    Result<> follow(yaml::Value &node, std::size_t depth, const Visit &visit) const;
    Result<> followMapping(yaml::Value &mapping, std::size_t depth, const Visit &visit) const;
    bool leadsTo(const yaml::Value &node, std::size_t depth,
                 const std::function<bool(const yaml::Value &)> &matters) const;
    yaml::Value *enter(yaml::Value &mapping, std::size_t depth) const;

    struct Step
    {
        std::string name;
        bool isSequence = false;
    };

    FieldSpec m_spec;
    std::vector<Step> m_steps;
    Create m_create;
};

/// Field specs made ready, in their order.
std::vector<FieldWalk> makeFieldWalks(const FieldSpecs &specs, Create create);

} // namespace plumb::kustomize
