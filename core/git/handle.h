// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/git/repository.h"

#include <git2.h>

namespace plumb::git {

// What the sources of this module share to speak to libgit2; no other module sees it.

template<auto release>
struct Releaser
{
    template<typename T>
    void operator()(T *handle) const
    {
        release(handle);
    }
};

template<typename T, auto release>
using Handle = std::unique_ptr<T, Releaser<release>>;

using BlobHandle = Handle<git_blob, git_blob_free>;
using CommitHandle = Handle<git_commit, git_commit_free>;
using ConfigHandle = Handle<git_config, git_config_free>;
using DiffHandle = Handle<git_diff, git_diff_free>;
using IndexHandle = Handle<git_index, git_index_free>;
using ObjectHandle = Handle<git_object, git_object_free>;
using OdbHandle = Handle<git_odb, git_odb_free>;
using OdbObjectHandle = Handle<git_odb_object, git_odb_object_free>;
using PatchHandle = Handle<git_patch, git_patch_free>;
using ReferenceHandle = Handle<git_reference, git_reference_free>;
using ReferenceIteratorHandle = Handle<git_reference_iterator, git_reference_iterator_free>;
using RemoteHandle = Handle<git_remote, git_remote_free>;
using RepositoryHandle = Handle<git_repository, git_repository_free>;
using SignatureHandle = Handle<git_signature, git_signature_free>;
using StatusListHandle = Handle<git_status_list, git_status_list_free>;
using TreeHandle = Handle<git_tree, git_tree_free>;

/// A git_buf that is always disposed.
struct Buffer
{
    git_buf buffer = GIT_BUF_INIT;

    Buffer() = default;
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;
    ~Buffer() { git_buf_dispose(&buffer); }

    std::string text() const { return {buffer.ptr ? buffer.ptr : "", buffer.size}; }
};

/// Calls a libgit2 function whose first parameter is where it puts the handle it makes.
template<typename HandleType, typename Function, typename... Arguments>
int make(HandleType &handle, Function function, Arguments &&...arguments)
{
    typename HandleType::pointer made = nullptr;
    const int code = function(&made, std::forward<Arguments>(arguments)...);
    handle.reset(made);
    return code;
}

/// Must have been called before any other call into libgit2; cheap after the first time.
void startLibrary();

/// The failure that libgit2 has just reported with @p code, while doing @p doing.
Error lastError(int code, std::string doing);

/// A path as git's configuration writes it: "~/" and "~name/" are homes. As it is where git cannot
/// tell whose home is meant.
std::string expandedPath(const std::string &path);

/// Opens a handle for the use of the calling function.
Result<RepositoryHandle> openHandle(const Repository &repository);

Oid fromGit(const git_oid &id);
git_oid toGit(const Oid &id);

/// A commit's tree as libgit2 sees it.
Result<TreeHandle> treeOf(git_repository *handle, const Oid &commit);

} // namespace plumb::git
