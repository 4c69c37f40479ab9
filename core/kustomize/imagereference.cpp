// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/imagereference.h"

namespace plumb::kustomize {

ImageReference ImageReference::parse(std::string_view text)
{
    // A colon before the first slash belongs to the port of a host.
    std::size_t start = text.find('/');
    if (start == text.npos)
        start = 0;
    const std::size_t at = text.find('@', start);
    const std::size_t colon = text.find(':', start);
    ImageReference image;
    if (colon != text.npos && (at == text.npos || colon < at)) {
        image.name = text.substr(0, colon);
        image.tag = text.substr(colon + 1, at == text.npos ? at : at - colon - 1);
    } else {
        image.name = text.substr(0, at);
    }
    if (at != text.npos)
        image.digest = text.substr(at + 1);
    return image;
}

std::string ImageReference::toString() const
{
    std::string text = name;
    if (!tag.empty())
        text += ':' + tag;
    if (!digest.empty())
        text += '@' + digest;
    return text;
}

} // namespace plumb::kustomize
