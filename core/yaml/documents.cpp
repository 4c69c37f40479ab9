// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/documents.h"

#include "core/yaml/parser.h"
#include "core/yaml/sourcetext.h"

#include <algorithm>
#include <vector>

namespace plumb::yaml {

namespace {

/// The lines between two "---" of a text.
struct Chunk
{
    std::size_t separator = 0; ///< Where the line "---" before it begins; equal to begin without.
    std::size_t begin = 0;
    std::size_t end = 0;
    int firstLine = 1; ///< Of begin, counted from 1.
    int lines = 0;
};

Error unsupported(const std::string &file, std::string message)
{
    return {ErrorCode::Unsupported, std::move(message) + "; edit the file by hand",
            SourcePosition{file, 1, 1}};
}

// "---" alone, or with a comment; nothing else may stand on the line.
bool isBareSeparator(std::string_view line)
{
    const std::size_t rest = line.find_first_not_of(" \t\r\n", 3);
    return rest == line.npos || line[rest] == '#';
}

// At the start of a line "---" always begins a document, even within quotes.
bool isSeparator(std::string_view line)
{
    return line.starts_with("---")
           && (line.size() == 3 || std::string_view(" \t\r\n").contains(line[3]));
}

Result<std::vector<Chunk>> chunksOf(std::string_view text, const std::string &file)
{
    std::vector<Chunk> chunks(1);
    int number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        const std::string_view line = text.substr(begin, end - begin);
        ++number;
        if (line.starts_with("...") || line.starts_with('%'))
            return std::unexpected(
                unsupported(file, "the documents are set apart by more than '---'"));
        if (isSeparator(line)) {
            if (!isBareSeparator(line))
                return std::unexpected(unsupported(file, "a document starts on the line of '---'"));
            chunks.push_back(
                {.separator = begin, .begin = end, .end = end, .firstLine = number + 1});
        } else {
            chunks.back().end = end;
            ++chunks.back().lines;
        }
        begin = end;
    }
    return chunks;
}

Result<std::vector<Value>> read(std::string_view text, const std::string &file)
{
    return parseAll(text, file, {.keepDates = true});
}

Result<Chunk> chunkOf(std::string_view text, const DocumentTarget &target,
                      const std::vector<Value> &documents)
{
    if (target.document >= documents.size()) {
        return std::unexpected(Error(ErrorCode::NotFound,
                                     "there is no document " + std::to_string(target.document + 1),
                                     SourcePosition{target.file, 1, 1}));
    }
    const int line = static_cast<int>(documents[target.document].origin().line);
    for (const Chunk &chunk : PLUMB_TRY(chunksOf(text, target.file))) {
        if (line >= chunk.firstLine && line < chunk.firstLine + chunk.lines)
            return chunk;
    }
    return std::unexpected(unsupported(target.file, "the document is empty"));
}

Result<std::string> checked(std::string text, const std::vector<Value> &expected,
                            const std::string &file)
{
    std::vector<Value> documents = PLUMB_TRY(read(text, file));
    const auto isNothing = [](const Value &value) { return value.isNull(); };
    std::erase_if(documents, isNothing);
    std::vector<Value> wanted = expected;
    std::erase_if(wanted, isNothing);
    if (!std::ranges::equal(documents, wanted, &Value::sameData))
        return std::unexpected(unsupported(file, "the documents cannot be told apart"));
    return text;
}

} // namespace

Result<std::string> documentText(std::string_view text, const DocumentTarget &target)
{
    const std::vector<Value> documents = PLUMB_TRY(read(text, target.file));
    const Chunk chunk = PLUMB_TRY(chunkOf(text, target, documents));
    return checked(std::string(text.substr(chunk.begin, chunk.end - chunk.begin)),
                   {documents[target.document]}, target.file);
}

Result<std::string> appendDocument(std::string_view text, std::string_view document,
                                   const std::string &file)
{
    std::vector<Value> expected = PLUMB_TRY(read(text, file));
    for (Value &added : PLUMB_TRY(read(document, file)))
        expected.push_back(std::move(added));
    const std::string lineBreak(SourceText(text).lineBreak());
    std::string result(text);
    if (!result.empty() && !result.ends_with('\n'))
        result += lineBreak;
    // A text that ends with "---" waits for its next document already.
    const std::vector<Chunk> chunks = PLUMB_TRY(chunksOf(result, file));
    const bool isWaiting = chunks.size() > 1 && chunks.back().lines == 0;
    if (!result.empty() && !isWaiting)
        result += "---" + lineBreak;
    for (const char c : document) {
        if (c == '\n')
            result += lineBreak;
        else if (c != '\r')
            result += c;
    }
    if (!result.ends_with('\n'))
        result += lineBreak;
    return checked(std::move(result), expected, file);
}

Result<std::string> removeDocument(std::string_view text, const DocumentTarget &target)
{
    std::vector<Value> documents = PLUMB_TRY(read(text, target.file));
    const Chunk chunk = PLUMB_TRY(chunkOf(text, target, documents));
    documents.erase(documents.begin() + static_cast<std::ptrdiff_t>(target.document));
    std::string result(text);
    // The first document takes the separator behind it along, unless one stands before it.
    std::size_t end = chunk.end;
    if (chunk.separator == chunk.begin && chunk.begin == 0 && end < text.size())
        end = std::min(text.find('\n', end), text.size() - 1) + 1;
    result.erase(chunk.separator, end - chunk.separator);
    return checked(std::move(result), documents, target.file);
}

} // namespace plumb::yaml
