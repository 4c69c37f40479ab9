// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/fieldspec.h"

/// The fields that kustomize's transformers work on unless a configuration adds others.
namespace plumb::kustomize {

/// Labels, selectors and the labels of templates: commonLabels, and labels with includeSelectors.
FieldSpecs defaultCommonLabelSpecs();
/// Labels, and the labels of templates: labels with includeTemplates.
FieldSpecs defaultTemplateLabelSpecs();
FieldSpecs defaultAnnotationSpecs();
FieldSpecs defaultNamespaceSpecs();
FieldSpecs defaultImageSpecs();
FieldSpecs defaultReplicaSpecs();

} // namespace plumb::kustomize
