// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/rawobject.h"

#include <charconv>
#include <cstring>

namespace plumb::git {

namespace {

constexpr std::size_t idSize = sizeof(Oid::Bytes);

std::unexpected<Error> damaged(const Oid &id)
{
    return std::unexpected(
        Error(ErrorCode::ArtifactFailed,
              "commit " + id.text() + " is damaged, run 'git fsck' to see more"));
}

std::string_view takeLine(std::string_view &text)
{
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// The value of a header line that starts with @p name and a space.
std::optional<std::string_view> valueOf(std::string_view line, std::string_view name)
{
    if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ' ')
        return std::nullopt;
    return line.substr(name.size() + 1);
}

template<typename Number>
Number numberIn(std::string_view text)
{
    Number number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// "Ada Lovelace <ada@example.org> 1700000000 +0100". What is odd in old or foreign commits
/// stays empty or zero; a history must not end there.
Signature parseSignature(std::string_view text)
{
    Signature signature;
    const auto close = text.rfind('>');
    const auto open = text.find('<');
    if (open == text.npos || close == text.npos || close < open) {
        signature.name = text;
        return signature;
    }
    const std::string_view name = text.substr(0, open);
    signature.name = name.substr(0, name.find_last_not_of(' ') + 1);
    signature.email = text.substr(open + 1, close - open - 1);

    std::string_view when = text.substr(close + 1);
    when.remove_prefix(std::min(when.find_first_not_of(' '), when.size()));
    signature.time = numberIn<std::int64_t>(when);
    when.remove_prefix(std::min(when.find(' '), when.size()));
    if (when.size() == 6) {
        const int zone = numberIn<int>(when.substr(2));
        signature.offsetMinutes = (zone / 100 * 60 + zone % 100) * (when[1] == '-' ? -1 : 1);
    }
    return signature;
}

} // namespace

std::optional<TreeItem> takeTreeItem(std::string_view &bytes)
{
    const auto space = bytes.find(' ');
    if (space == bytes.npos || space > 7)
        return std::nullopt;
    const auto nameEnd = bytes.find('\0', space);
    if (nameEnd == bytes.npos || bytes.size() - nameEnd - 1 < idSize)
        return std::nullopt;
    TreeItem item;
    for (const char digit : bytes.substr(0, space)) {
        if (digit < '0' || digit > '7')
            return std::nullopt;
        item.mode = item.mode * 8 + static_cast<std::uint32_t>(digit - '0');
    }
    item.name = bytes.substr(space + 1, nameEnd - space - 1);
    Oid::Bytes id;
    std::memcpy(id.data(), bytes.data() + nameEnd + 1, idSize);
    item.id = Oid(id);
    bytes.remove_prefix(nameEnd + 1 + idSize);
    return item;
}

Result<CommitLinks> parseCommitLinks(const Oid &id, std::string_view bytes)
{
    CommitLinks links;
    const auto tree = valueOf(takeLine(bytes), "tree");
    if (!tree)
        return damaged(id);
    links.tree = PLUMB_TRY(Oid::parse(*tree));
    std::string_view line = takeLine(bytes);
    for (; const auto parent = valueOf(line, "parent"); line = takeLine(bytes))
        links.parents.push_back(PLUMB_TRY(Oid::parse(*parent)));
    const std::string_view committer = takeLine(bytes);
    const auto close = committer.rfind('>');
    if (close != committer.npos && close + 2 <= committer.size())
        links.time = numberIn<std::int64_t>(committer.substr(close + 2));
    return links;
}

Result<Commit> parseCommit(const Oid &id, std::string_view bytes)
{
    CommitLinks links = PLUMB_TRY(parseCommitLinks(id, bytes));
    Commit commit;
    commit.id = id;
    commit.tree = links.tree;
    commit.parents = std::move(links.parents);
    while (!bytes.empty()) {
        const std::string_view line = takeLine(bytes);
        if (line.empty())
            break;
        if (const auto author = valueOf(line, "author"))
            commit.author = parseSignature(*author);
        else if (const auto committer = valueOf(line, "committer"))
            commit.committer = parseSignature(*committer);
    }
    commit.message = bytes;
    return commit;
}

} // namespace plumb::git
