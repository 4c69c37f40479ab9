// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/walk.h"

namespace plumb::files {

namespace {

class Walk
{
public:
    using Visit = std::function<Result<>(const TreePath &, std::string)>;

    Walk(const FileTree &tree, const Run &run, const WalkOptions &options)
        : m_tree(tree)
        , m_run({.stop = run.stop}) // a walk is a part of a stage, which reports by itself
        , m_options(options)
    {
    }

    Visit visit;
    bool isStamped = true;

    Result<> enter(const TreePath &directory, std::size_t depth)
    {
        if (depth > m_options.maximumDepth) {
            return limit("directories are nested more than "
                         + std::to_string(m_options.maximumDepth) + " deep at '" + directory.text()
                         + "'");
        }
        for (auto &[entry, stamp] : PLUMB_TRY(entriesOf(directory))) {
            const TreePath path = directory.child(entry.name);
            PLUMB_TRY(m_run.checkpoint({}));
            if (entry.kind == EntryKind::Directory
                && (!m_options.enters || m_options.enters(path))) {
                PLUMB_TRY(enter(path, depth + 1));
            }
            if (entry.kind != EntryKind::File)
                continue;
            if (++m_files > m_options.maximumFiles)
                return limit("there are more than " + std::to_string(m_options.maximumFiles)
                             + " files");
            PLUMB_TRY(visit(path, std::move(stamp)));
        }
        return {};
    }

private:
    Result<std::vector<StampedEntry>> entriesOf(const TreePath &directory) const
    {
        if (isStamped)
            return m_tree.listStamped(directory);
        std::vector<StampedEntry> entries;
        for (TreeEntry &entry : PLUMB_TRY(m_tree.list(directory)))
            entries.push_back({.entry = std::move(entry)});
        return entries;
    }

    static std::unexpected<Error> limit(std::string message)
    {
        return std::unexpected(Error(ErrorCode::LimitExceeded, std::move(message)));
    }

    const FileTree &m_tree;
    const Run m_run;
    const WalkOptions &m_options;
    std::size_t m_files = 0;
};

} // namespace

Result<> forEachFile(const FileTree &tree, const TreePath &directory, const Run &run,
                     const std::function<Result<>(const TreePath &)> &visit,
                     const WalkOptions &options)
{
    Walk walk(tree, run, options);
    walk.isStamped = false;
    walk.visit = [&visit](const TreePath &path, const std::string &) { return visit(path); };
    return walk.enter(directory, 0);
}

Result<>
forEachStampedFile(const FileTree &tree, const TreePath &directory, const Run &run,
                   const std::function<Result<>(const TreePath &, std::string stamp)> &visit,
                   const WalkOptions &options)
{
    Walk walk(tree, run, options);
    walk.visit = visit;
    return walk.enter(directory, 0);
}

} // namespace plumb::files
