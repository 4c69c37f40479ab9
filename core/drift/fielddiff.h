// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/diff.h"
#include "core/drift/listrule.h"
#include "core/drift/scalars.h"
#include "core/object/schema.h"

#include <vector>

namespace plumb::drift {

/// Compares the fields of one object, and lays out the live side like the desired one on the way.
class FieldDiff
{
public:
    FieldDiff(Comparison comparison, KindRules rules)
        : m_comparison(comparison)
        , m_rules(rules)
    {
    }

    /// Returns the live value in the layout of @p desired, and @p desired itself when nothing
    /// differs.
    yaml::Value compare(const SchemaNode &node, const yaml::Value &desired,
                        const yaml::Value &live);

    std::vector<FieldChange> takeChanges() { return std::move(m_changes); }

private:
    struct Pairing;

    yaml::Value compareMappings(const SchemaNode &node, const yaml::Value &desired,
                                const yaml::Value &live);
    void addLiveEntries(const yaml::Value &desired, const yaml::Value &live, yaml::Value &aligned);
    yaml::Value compareSequences(const SchemaNode &node, const yaml::Value &desired,
                                 const yaml::Value &live);
    yaml::Value compareSets(const yaml::Value &desired, const yaml::Value &live);
    yaml::Value compareKeyed(const SchemaNode &node, const yaml::Value &desired,
                             const yaml::Value &live, const ListRule &rule);
    yaml::Value comparePositions(const SchemaNode &node, const yaml::Value &desired,
                                 const yaml::Value &live);
    bool recordOrder(const yaml::Value &live, const Pairing &pairing);
    yaml::Value compareStep(FieldStep step, const SchemaNode &node, const yaml::Value &desired,
                            const yaml::Value &live);
    bool isSame(const SchemaNode &node, const yaml::Value &desired, const yaml::Value &live) const;
    bool sameScalars(const yaml::Value &desired, const yaml::Value &live) const;
    bool isNothing(const yaml::Value &value) const;
    bool comparesAll() const;

    void record(FieldChange::Kind kind, const yaml::Value *desired, const yaml::Value *live);
    void recordStep(FieldStep step, FieldChange::Kind kind, const yaml::Value *desired,
                    const yaml::Value *live);

    Comparison m_comparison;
    KindRules m_rules;
    FieldPath m_path;
    std::vector<FieldChange> m_changes;
};

} // namespace plumb::drift
