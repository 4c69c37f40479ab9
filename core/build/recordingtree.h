// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/source/artifact.h"

#include <set>

namespace plumb::build {

/// An artifact that remembers what was asked of it during one build, which is what the build
/// depends on, whether it succeeds or not. Used by one thread.
class RecordingTree final : public files::FileTree
{
public:
    explicit RecordingTree(const source::Artifact &artifact)
        : m_artifact(artifact)
    {
    }

    const std::set<files::TreePath> &read() const { return m_read; }
    const std::set<files::TreePath> &probed() const { return m_probed; }
    const std::set<files::TreePath> &listed() const { return m_listed; }

    Result<std::optional<files::EntryKind>> kindOf(const files::TreePath &path) const override;
    Result<std::optional<files::TreePath>> locate(const files::TreePath &path) const override;
    Result<std::vector<files::TreeEntry>> list(const files::TreePath &directory) const override;
    Result<files::Bytes> read(const files::TreePath &path) const override;
    Result<std::string> stampOf(const files::TreePath &path) const override;

private:
    const source::Artifact &m_artifact;
    mutable std::set<files::TreePath> m_read;
    mutable std::set<files::TreePath> m_probed;
    mutable std::set<files::TreePath> m_listed;
};

} // namespace plumb::build
