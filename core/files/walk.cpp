// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/walk.h"

namespace plumb::files {

namespace {

class Walk
{
public:
    Walk(const FileTree &tree, const Run &run,
         const std::function<Result<>(const TreePath &)> &visit, const WalkOptions &options)
        : m_tree(tree)
        , m_run({.stop = run.stop}) // a walk is a part of a stage, which reports by itself
        , m_visit(visit)
        , m_options(options)
    {
    }

    Result<> enter(const TreePath &directory, std::size_t depth)
    {
        if (depth > m_options.maximumDepth) {
            return limit("directories are nested more than "
                         + std::to_string(m_options.maximumDepth) + " deep at '" + directory.text()
                         + "'");
        }
        for (const TreeEntry &entry : PLUMB_TRY(m_tree.list(directory))) {
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
            PLUMB_TRY(m_visit(path));
        }
        return {};
    }

private:
    static std::unexpected<Error> limit(std::string message)
    {
        return std::unexpected(Error(ErrorCode::LimitExceeded, std::move(message)));
    }

    const FileTree &m_tree;
    const Run m_run;
    const std::function<Result<>(const TreePath &)> &m_visit;
    const WalkOptions &m_options;
    std::size_t m_files = 0;
};

} // namespace

Result<> forEachFile(const FileTree &tree, const TreePath &directory, const Run &run,
                     const std::function<Result<>(const TreePath &)> &visit,
                     const WalkOptions &options)
{
    return Walk(tree, run, visit, options).enter(directory, 0);
}

} // namespace plumb::files
