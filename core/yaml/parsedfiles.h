// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/parser.h"

#include <memory>

namespace plumb::yaml {

/// Keeps what files parsed to, for many builds that read the same files: a parse is used again
/// while the file's path and bytes stay the same. Documents are shared until somebody changes his.
/// Safe to use from any thread.
class ParsedFiles
{
public:
    ParsedFiles();
    ~ParsedFiles();
    ParsedFiles(const ParsedFiles &) = delete;
    ParsedFiles &operator=(const ParsedFiles &) = delete;

    /// The same as yaml::parseAll(), which it calls when it has to.
    Result<std::vector<Value>> parseAll(std::string_view text, const std::string &path,
                                        const ParseOptions &options);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Parses through @p files when there are some to share with.
Result<std::vector<Value>> parseAll(ParsedFiles *files, std::string_view text,
                                    const std::string &path, const ParseOptions &options);

} // namespace plumb::yaml
