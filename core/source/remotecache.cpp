// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/remotecache.h"

#include "core/crypto/sha256.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>
#include <vector>

namespace plumb::source {

namespace {

namespace fs = std::filesystem;

struct Cached
{
    fs::path path;
    fs::file_time_type used;
    std::uint64_t size = 0;
};

std::uint64_t sizeOf(const fs::path &path)
{
    std::error_code ignored;
    if (!fs::is_directory(path, ignored))
        return fs::file_size(path, ignored);
    std::uint64_t size = 0;
    for (fs::recursive_directory_iterator entry(path, ignored), end; entry != end;
         entry.increment(ignored)) {
        if (entry->is_regular_file(ignored))
            size += entry->file_size(ignored);
    }
    return size;
}

} // namespace

std::string cachePlace(const std::string &folder, const std::string &name)
{
    const fs::path place = fs::path(folder) / crypto::sha256Hex(name);
    std::error_code ignored;
    if (fs::exists(place, ignored))
        fs::last_write_time(place, fs::file_time_type::clock::now(), ignored);
    return place.string();
}

void shrinkCache(const std::string &folder, std::uint64_t maximumSize)
{
    std::error_code ignored;
    std::vector<Cached> all;
    std::uint64_t total = 0;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, ignored)) {
        all.push_back({.path = entry.path(),
                       .used = entry.last_write_time(ignored),
                       .size = sizeOf(entry.path())});
        total += all.back().size;
    }
    std::ranges::sort(all, {}, &Cached::used);
    const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
    for (const Cached &oldest : all) {
        if (total <= maximumSize || oldest.used > yesterday)
            return;
        fs::remove_all(oldest.path, ignored);
        total -= oldest.size;
    }
}

Result<> writeWhole(const std::string &file, std::string_view content)
{
    static std::atomic<unsigned> number = 0;
    const std::string aside =
        file + ".part" + std::to_string(::getpid()) + '-' + std::to_string(++number);
    std::ofstream stream(aside, std::ios::binary);
    stream << content;
    stream.close();
    std::error_code error;
    if (stream)
        fs::rename(aside, file, error);
    if (!stream || error) {
        std::error_code ignored;
        fs::remove(aside, ignored);
        return std::unexpected(Error(ErrorCode::Internal, "cannot write '" + file + "'"));
    }
    return {};
}

Result<std::string> readWhole(const std::string &file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return std::unexpected(Error(ErrorCode::NotFound, "it was never fetched"));
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

} // namespace plumb::source
