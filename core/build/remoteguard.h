// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/loader.h"

namespace plumb::build {

/// Answers for remote bases when none can be fetched: with an error that says so, or with nothing
/// at all, so that the rest of a folder can be built and what is below it is not lost.
class RemoteGuard final : public kustomize::RemoteResolver
{
public:
    enum class Missing : std::uint8_t { IsError, IsEmpty };

    RemoteGuard(kustomize::RemoteResolver *resolver, Missing missing)
        : m_resolver(resolver)
        , m_missing(missing)
    {
    }

    /// Whether something remote was asked for that could not be had.
    bool hasMissed() const { return m_hasMissed; }

    Result<kustomize::RemoteFolder> folder(const std::string &url) override;
    Result<files::Bytes> file(const std::string &url) override;

private:
    kustomize::RemoteResolver *m_resolver;
    Missing m_missing;
    bool m_hasMissed = false;
};

} // namespace plumb::build
