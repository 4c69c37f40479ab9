// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/changeset.h"
#include "core/drift/mask.h"
#include "core/object/object.h"
#include "core/yaml/sourcetable.h"
#include "ui/text/annotatedtext.h"
#include "ui/text/diffdocument.h"

#include <memory>

namespace plumb::ui {

/// A built object as text, each line with the file and line that set it. Secret values are masked.
AnnotatedText objectText(const Object &object, const yaml::SourceTable &sources,
                         const drift::Mask &mask);

/// The headings of the two sides of a comparison.
struct DiffHeadings
{
    QString leftTitle;
    QString leftRevision;
    QString leftRemark;
    QString rightTitle;
    QString rightRevision;
    QString rightRemark;

    bool operator==(const DiffHeadings &) const = default;
};

/// Which side of the window shows what git asks for.
enum class DesiredSide : quint8 { Left, Right };

/// One object's difference, ready to be shown. Takes a while for large objects, so a worker makes
/// it.
std::shared_ptr<const DiffDocument> diffDocument(const drift::ObjectDiff &diff,
                                                 const DiffHeadings &headings, DesiredSide desired,
                                                 const yaml::SourceTable *sources);

/// "Deployment checkout/web": as a person reads an id.
QString objectTitle(const ResourceId &id);
/// "kubectl --context kind get deployments.apps/web --namespace checkout --output yaml"
QString kubectlCommand(const GroupVersionKind &gvk, const ResourceId &id, const QString &context);

} // namespace plumb::ui
