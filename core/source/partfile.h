// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::source {

/// A download on its way: a file that outlives the process, so that the next one continues it.
///
/// One process at a time grows it. Who comes second gets a file of its own, which nobody continues.
class PartFile
{
public:
    static Result<PartFile> open(const std::string &place);
    PartFile(PartFile &&other) noexcept;
    PartFile &operator=(PartFile &&other) = delete;
    ~PartFile();

    std::uint64_t size() const { return m_size; }
    Result<> append(std::string_view bytes);
    /// Begins again with nothing.
    Result<> restart();
    /// Everything that has arrived.
    Result<std::string> read() const;
    /// Removes the file: it is complete, or of no use.
    void discard();

private:
    PartFile(int file, std::string place, bool isOwn);

    int m_file;
    std::string m_place;
    bool m_isOwn; ///< Nobody else knows of it.
    std::uint64_t m_size = 0;
};

} // namespace plumb::source
