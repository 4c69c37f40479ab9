// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/diffdocument.h"

#include <memory>

namespace plumb::test {

/// A Deployment as git builds it and as a cluster runs it: a scaled replica count, another image,
/// two API defaults.
ui::AnnotatedText deploymentInGit();
ui::AnnotatedText deploymentLive();
std::shared_ptr<const ui::DiffDocument> driftedDeployment();

/// A long text of Deployments; every n-th one differs from what it is with 0.
ui::AnnotatedText manyObjects(int objects, int every);

} // namespace plumb::test
