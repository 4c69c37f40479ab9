// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/annotatedtext.h"
#include "ui/text/linediff.h"

#include <memory>
#include <vector>

namespace plumb::ui {

/// One semantic difference, for the fields mode and for reading changes aloud.
struct DiffField
{
    enum class Kind : quint8 { Changed, Added, Removed };

    Kind kind = Kind::Changed;
    QString object = {}; ///< "Deployment checkout/web"; rows are grouped by it.
    QString path = {};   ///< "spec.replicas"
    QString before = {}; ///< Already masked when secret.
    QString after = {};
    QString chip = {}; ///< The cause: "manual edit", "API default".
    Tone tone = Tone::Neutral;
    QString tooltip = {};
    QString file = {}; ///< Where the desired value is set; empty when unknown.
    int line = 0;
    bool secret = false;

    bool operator==(const DiffField &) const = default;
};

/// A finished comparison: two texts, where they differ, and the fields that differ.
///
/// Making one is the expensive part and touches no widget, so that a worker can do it;
/// DiffView only lays the result out.
struct DiffDocument
{
    AnnotatedText left;
    AnnotatedText right;
    std::vector<Hunk> hunks;
    std::vector<DiffField> fields;

    /// Compares the two texts line by line: by path where both have paths, else by text.
    /// Without given fields, those of the hunks are read from the texts' own structure.
    static std::shared_ptr<const DiffDocument> between(AnnotatedText left, AnnotatedText right,
                                                       std::vector<DiffField> fields = {});
};

} // namespace plumb::ui
