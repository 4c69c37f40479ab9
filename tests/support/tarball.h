// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::test {

/// A member of an archive that a test packs; every name is allowed, unlike with tar.
struct PackedFile
{
    std::string name = {};
    std::string bytes = {};
    char type = '0'; ///< Of tar: '0' a file, '2' a symbolic link, '5' a directory.
    std::string target = {};
};

/// A .tar.gz, not compressed.
std::string packed(const std::vector<PackedFile> &files);

/// The bytes in gzip's format, not compressed.
std::string gzipped(std::string_view bytes);

} // namespace plumb::test
