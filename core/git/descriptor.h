// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <optional>
#include <sys/stat.h>
#include <utility>

namespace plumb::git {

/// An open file of the operating system, closed when it goes.
class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor();

    int get() const { return m_number; }

private:
    int m_number;
};

enum class MissingFolder : std::uint8_t { Nothing, Make };

/// Opens a folder below another one. Below @p root no link is followed, so that the way never
/// leads out; a folder that is not there, or is something else, is nothing.
Result<std::optional<Descriptor>> openFolder(int root, const std::string &path,
                                             MissingFolder missing);

/// Writes a new file to the disk itself.
Result<> writeFile(const std::string &path, std::string_view content, mode_t mode);

Result<> copyFile(const std::string &from, const std::string &to, mode_t mode);

} // namespace plumb::git
