// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/recordingtree.h"

namespace plumb::build {

Result<std::optional<files::EntryKind>> RecordingTree::kindOf(const files::TreePath &path) const
{
    m_probed.insert(path);
    return m_artifact.kindOf(path);
}

Result<std::optional<files::TreePath>> RecordingTree::locate(const files::TreePath &path) const
{
    m_probed.insert(path);
    return m_artifact.locate(path);
}

Result<std::vector<files::TreeEntry>> RecordingTree::list(const files::TreePath &directory) const
{
    m_listed.insert(directory);
    return m_artifact.list(directory);
}

Result<files::Bytes> RecordingTree::read(const files::TreePath &path) const
{
    Result<files::Bytes> bytes = m_artifact.read(path);
    (bytes ? m_read : m_probed).insert(path);
    return bytes;
}

Result<std::string> RecordingTree::stampOf(const files::TreePath &path) const
{
    m_read.insert(path);
    return m_artifact.stampOf(path);
}

} // namespace plumb::build
