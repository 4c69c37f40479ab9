// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/objectstore.h"

#include <unistd.h>

namespace plumb::git {

Result<std::shared_ptr<const ObjectStore>> ObjectStore::open(const std::string &commonDirectory)
{
    startLibrary();
    std::shared_ptr<const ObjectStore> store(new ObjectStore(commonDirectory));
    // Said here rather than at the first read.
    store->giveBack(PLUMB_TRY(store->take()));
    return store;
}

ObjectStore::ObjectStore(std::string commonDirectory)
    : m_commonDirectory(std::move(commonDirectory))
{
}

Result<OdbHandle> ObjectStore::take() const
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            OdbHandle handle = std::move(m_idle.back());
            m_idle.pop_back();
            return handle;
        }
    }
    const std::string objects = m_commonDirectory + "/objects";
    OdbHandle handle;
    if (const int code = make(handle, git_odb_open, objects.c_str()); code != 0)
        return std::unexpected(lastError(code, "cannot open the objects in '" + objects + "'"));
    return handle;
}

void ObjectStore::giveBack(OdbHandle handle) const
{
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(std::move(handle));
}

Result<StoredObject> ObjectStore::read(const Oid &id, git_object_t type) const
{
    OdbHandle odb = PLUMB_TRY(take());
    const git_oid raw = toGit(id);
    OdbObjectHandle object;
    const int code = make(object, git_odb_read, odb.get(), &raw);
    Result<StoredObject> result = [&]() -> Result<StoredObject> {
        if (code != 0)
            return std::unexpected(lastError(code, "cannot read object " + id.text()));
        if (git_odb_object_type(object.get()) != type) {
            return std::unexpected(
                Error(ErrorCode::ArtifactFailed,
                      "object " + id.text() + " is not a " + git_object_type2string(type)));
        }
        return StoredObject(std::move(object));
    }();
    giveBack(std::move(odb));
    return result;
}

Result<std::uint64_t> ObjectStore::sizeOf(const Oid &id) const
{
    OdbHandle odb = PLUMB_TRY(take());
    const git_oid raw = toGit(id);
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    const int code = git_odb_read_header(&size, &type, odb.get(), &raw);
    Result<std::uint64_t> result = size;
    if (code != 0)
        result = std::unexpected(lastError(code, "cannot read object " + id.text()));
    giveBack(std::move(odb));
    return result;
}

Result<CommitLinks> ObjectStore::commitLinks(const Oid &id) const
{
    const StoredObject object = PLUMB_TRY(read(id, GIT_OBJECT_COMMIT));
    return parseCommitLinks(id, object.bytes());
}

bool ObjectStore::isShallow() const
{
    return ::access((m_commonDirectory + "/shallow").c_str(), F_OK) == 0;
}

} // namespace plumb::git
