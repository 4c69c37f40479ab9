// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/parser.h"

#include "core/yaml/blockscanner.h"
#include "core/yaml/eventreader.h"
#include "core/yaml/goyaml.h"
#include "core/yaml/json.h"
#include "core/yaml/treebuilder.h"

#include <optional>

namespace plumb::yaml {

namespace {

// Each one reads the file once more.
constexpr int maximumRewrites = 32;

Result<std::vector<Value>> read(std::string_view text, const std::string &path,
                                const ParseOptions &options)
{
    if (options.scanner == Scanner::Fastest && BlockScanner::mayRead(text)) {
        BlockScanner scanner(text, path);
        // Whatever is wrong, libyaml says it better.
        if (Result<std::vector<Value>> documents = TreeBuilder(scanner, text, options).build())
            return documents;
    }
    EventReader reader(text, path);
    return TreeBuilder(reader, text, options).build();
}

} // namespace

Result<std::vector<Value>> parseAll(std::string_view text, const std::string &path,
                                    const ParseOptions &options)
{
    if (text.size() > options.limits.maximumBytes) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded,
                  "the file has " + std::to_string(text.size()) + " bytes, more than the "
                      + std::to_string(options.limits.maximumBytes) + " that are accepted",
                  SourcePosition{path, 1, 1}));
    }
    if (options.dialect == Dialect::Json) {
        std::vector<Value> documents;
        documents.push_back(PLUMB_TRY(parseJson(text, path, options)));
        return documents;
    }
    std::optional<std::string> rewritten;
    if (options.dialect == Dialect::Kustomize)
        rewritten = withoutTextBehindEnd(text);
    Result<std::vector<Value>> documents = read(rewritten ? *rewritten : text, path, options);
    for (int attempt = 0; !documents && attempt < maximumRewrites; ++attempt) {
        auto unescaped = withoutEscapedQuotes(rewritten ? *rewritten : text, documents.error());
        if (!unescaped)
            break;
        rewritten = std::move(unescaped);
        documents = read(*rewritten, path, options);
    }
    return documents;
}

Result<Value> parse(std::string_view text, const std::string &path, const ParseOptions &options)
{
    std::vector<Value> documents = PLUMB_TRY(parseAll(text, path, options));
    const Value *only = nullptr;
    for (const Value &document : documents) {
        if (document.isNull())
            continue;
        if (only) {
            return std::unexpected(
                Error(ErrorCode::InvalidInput,
                      "a second document begins here, but the file may hold only one",
                      SourcePosition{path, static_cast<int>(document.origin().line), 1}));
        }
        only = &document;
    }
    return only ? *only : Value();
}

} // namespace plumb::yaml
