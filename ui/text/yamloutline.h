// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace plumb::ui {

/// Lines that belong under the line above them, by indentation.
struct FoldRange
{
    int header = 0; ///< The line that stays visible.
    int last = 0;   ///< The last line that is hidden.

    bool operator==(const FoldRange &) const = default;
};

/// The structure of a YAML text read from its indentation; exact for what our emitter writes, and
/// good enough for any hand-written block YAML. It never fails and takes linear time.
class YamlOutline
{
public:
    static YamlOutline of(const QStringList &lines);

    const std::vector<FoldRange> &folds() const { return m_folds; }

    /// The fold that starts at a line, or nullptr.
    const FoldRange *foldAt(int line) const;

    /// For each line the field that it shows: "spec.template.spec.containers[name=web].image".
    /// Items of a list of mappings are named by name, key or containerPort, others by their index.
    static QStringList paths(const QStringList &lines);

private:
    std::vector<FoldRange> m_folds; // by header
};

} // namespace plumb::ui
