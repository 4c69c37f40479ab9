// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace plumb::yaml {

/// Which document of which file is meant. The file's name is only for errors.
struct DocumentTarget
{
    std::string file = {};
    std::size_t document = 0; ///< Counted from 0, empty documents included.
};

/// A document as it is written, comments included, without the "---" lines around it. Unsupported
/// for one that starts or ends on such a line.
Result<std::string> documentText(std::string_view text, const DocumentTarget &target);

/// Returns the text with another document behind its last one, in the line ends of the text.
///
/// Everything that was there stays as it is, byte for byte; the result has been read again.
Result<std::string> appendDocument(std::string_view text, std::string_view document,
                                   const std::string &file);

/// Returns the text without one of its documents and without the "---" that set it apart.
Result<std::string> removeDocument(std::string_view text, const DocumentTarget &target);

} // namespace plumb::yaml
