// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/handle.h"
#include "core/git/rawobject.h"

#include <mutex>

namespace plumb::git {

/// An object's bytes, as long as this lives.
class StoredObject
{
public:
    explicit StoredObject(OdbObjectHandle handle)
        : m_handle(std::move(handle))
    {
    }

    std::string_view bytes() const
    {
        return {static_cast<const char *>(git_odb_object_data(m_handle.get())),
                git_odb_object_size(m_handle.get())};
    }

private:
    OdbObjectHandle m_handle;
};

/// The objects of a repository, for any number of threads: each reads with a handle of its own,
/// which the next one takes over.
class ObjectStore
{
public:
    static Result<std::shared_ptr<const ObjectStore>> open(const std::string &commonDirectory);

    /// NotFound when there is no such object, ArtifactFailed when it is of another type.
    Result<StoredObject> read(const Oid &id, git_object_t type) const;
    /// An object's size, without unpacking it.
    Result<std::uint64_t> sizeOf(const Oid &id) const;
    Result<CommitLinks> commitLinks(const Oid &id) const;

    /// Whether history ends early because the clone is shallow.
    bool isShallow() const;

private:
    explicit ObjectStore(std::string commonDirectory);

    Result<OdbHandle> take() const;
    void giveBack(OdbHandle handle) const;

    std::string m_commonDirectory;
    mutable std::mutex m_mutex;
    mutable std::vector<OdbHandle> m_idle;
};

} // namespace plumb::git
