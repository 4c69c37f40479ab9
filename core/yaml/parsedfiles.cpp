// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/parsedfiles.h"

#include <mutex>
#include <unordered_map>

namespace plumb::yaml {

struct ParsedFiles::Private
{
    struct Parsed
    {
        std::string text;
        std::vector<Value> documents;
    };

    std::mutex lock;
    std::unordered_map<std::string, std::shared_ptr<const Parsed>> files;
};

ParsedFiles::ParsedFiles()
    : d(std::make_unique<Private>())
{
}

ParsedFiles::~ParsedFiles() = default;

Result<std::vector<Value>> ParsedFiles::parseAll(std::string_view text, const std::string &path,
                                                 const ParseOptions &options)
{
    // Limits are the same everywhere; what else changes the result is part of the key.
    const std::string key = path + '\n' + std::to_string(options.source)
                            + (options.dialect == Dialect::Kustomize ? 'k' : 'o')
                            + (options.duplicateKeys == DuplicateKeys::Reject ? 'r' : 'l')
                            + (options.comments ? 'c' : 'd');
    std::shared_ptr<const Private::Parsed> known;
    {
        const std::lock_guard guard(d->lock);
        if (const auto found = d->files.find(key); found != d->files.end())
            known = found->second;
    }
    if (known && known->text == text)
        return known->documents;

    auto parsed = std::make_shared<Private::Parsed>();
    parsed->documents = PLUMB_TRY(yaml::parseAll(text, path, options));
    parsed->text = text;
    std::vector<Value> documents = parsed->documents;
    const std::lock_guard guard(d->lock);
    d->files.insert_or_assign(key, std::move(parsed));
    return documents;
}

Result<std::vector<Value>> parseAll(ParsedFiles *files, std::string_view text,
                                    const std::string &path, const ParseOptions &options)
{
    return files ? files->parseAll(text, path, options) : parseAll(text, path, options);
}

} // namespace plumb::yaml
