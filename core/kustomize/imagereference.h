// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace plumb::kustomize {

/// A container image's name taken apart: "host:5000/app/web:1.2@sha256:…".
struct ImageReference
{
    std::string name;
    std::string tag;
    std::string digest; ///< With its algorithm, without the '@'.

    bool operator==(const ImageReference &) const = default;

    /// Cuts where kustomize cuts; what is no image at all is all name.
    static ImageReference parse(std::string_view text);

    std::string toString() const;
};

} // namespace plumb::kustomize
