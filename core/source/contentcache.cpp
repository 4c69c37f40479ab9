// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/contentcache.h"

#include "core/crypto/contentdigest.h"
#include "core/source/remotecache.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <filesystem>

namespace plumb::source {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t maximumNotes = 64u << 20;

} // namespace

ContentCache::ContentCache(std::string folder, std::uint64_t maximumSize)
    : m_folder(std::move(folder))
{
    std::error_code ignored;
    for (const char *const kind : {"/content", "/notes", "/parts"})
        fs::create_directories(m_folder + kind, ignored);
    fs::permissions(m_folder, fs::perms::owner_all, ignored);
    shrinkCache(m_folder + "/content", maximumSize);
    shrinkCache(m_folder + "/notes", maximumNotes);
    shrinkCache(m_folder + "/parts", 0);
}

std::string ContentCache::contentPlace(const std::string &digest) const
{
    std::string name = digest;
    std::ranges::replace(name, ':', '-');
    return m_folder + "/content/" + name;
}

Result<files::Bytes> ContentCache::read(const std::string &digest) const
{
    if (!crypto::isContentDigest(digest))
        return std::unexpected(Error(ErrorCode::NotFound, "'" + digest + "' is no digest"));
    const std::string place = contentPlace(digest);
    std::string bytes = PLUMB_TRY(readWhole(place));
    std::error_code ignored;
    if (!crypto::hasContentDigest(bytes, digest)) {
        fs::remove(place, ignored);
        return std::unexpected(Error(ErrorCode::NotFound, "what was fetched is damaged"));
    }
    fs::last_write_time(place, fs::file_time_type::clock::now(), ignored);
    return std::make_shared<const std::string>(std::move(bytes));
}

Result<> ContentCache::write(const std::string &digest, std::string_view bytes) const
{
    return writeWhole(contentPlace(digest), bytes);
}

std::optional<ContentCache::Note> ContentCache::note(const std::string &key) const
{
    const Result<std::string> text = readWhole(cachePlace(m_folder + "/notes", key));
    const Result<yaml::Value> value = text ? yaml::parseJson(*text, "note") : yaml::Value();
    if (!value || !value->isMapping())
        return std::nullopt;
    Note note;
    for (const yaml::Entry &entry : value->entries())
        note.emplace(entry.key.view(), entry.value.text());
    return note;
}

void ContentCache::setNote(const std::string &key, const Note &note) const
{
    yaml::Value value = yaml::Value::mapping();
    for (const auto &[name, text] : note)
        value.set(name, yaml::Value::string(text));
    static_cast<void>(writeWhole(cachePlace(m_folder + "/notes", key), yaml::toJson(value)));
}

std::string ContentCache::partPlace(const std::string &name) const
{
    return cachePlace(m_folder + "/parts", name);
}

} // namespace plumb::source
