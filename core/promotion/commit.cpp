// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/commit.h"

#include "core/git/repository.h"

namespace plumb::promotion {

namespace {

Error changedSince(const files::TreePath &path)
{
    return {ErrorCode::Conflict,
            path.text() + " has changed since the promotion was planned; plan it again",
            SourcePosition{path.text(), 1, 1}};
}

// What the commit will be made on must still be what the plan was made from.
Result<> checkFiles(const files::FileTree &tree, const PromotionPlan &plan)
{
    for (const reconcile::FileEdit &file : plan.files) {
        const bool exists = PLUMB_TRY(tree.kindOf(file.path)) == files::EntryKind::File;
        if (exists != file.before.has_value())
            return std::unexpected(changedSince(file.path));
        if (!exists)
            continue;
        const files::Bytes bytes = PLUMB_TRY(tree.read(file.path));
        if (*bytes != *file.before)
            return std::unexpected(changedSince(file.path));
    }
    return {};
}

// The tip of the branch that is committed to; of a branch that does not exist yet, the commit
// that the plan was made on.
Result<git::Oid> baseFor(const git::Repository &repository, const PromotionPlan &plan,
                         const std::string &branch)
{
    const git::Head head = PLUMB_TRY(repository.head());
    if (branch.empty() || branch == head.branch) {
        if (head.commit)
            return *head.commit;
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "the repository has no commit yet; make the first one before "
                                     "promoting anything"));
    }
    for (const git::Reference &reference : PLUMB_TRY(repository.references())) {
        if (reference.kind == git::ReferenceKind::Branch && reference.shortName == branch)
            return reference.commit;
    }
    return repository.resolve(plan.commit);
}

files::Edits editsInRepository(const PromotionPlan &plan)
{
    files::Edits edits;
    for (const reconcile::FileEdit &file : plan.files)
        edits.emplace(plan.folder.resolveClamped(file.path.text()), file.after);
    return edits;
}

} // namespace

Result<git::WrittenCommit> commit(const PromotionPlan &plan, const CommitOptions &options,
                                  const Run &run)
{
    if (plan.files.empty())
        return std::unexpected(Error(ErrorCode::InvalidInput, "the promotion changes no file"));
    const git::Repository repository =
        PLUMB_TRY(within("opening " + plan.repository, git::Repository::open(plan.repository)));
    const git::Oid base = PLUMB_TRY(baseFor(repository, plan, options.branch));
    PLUMB_TRY(checkFiles(*PLUMB_TRY(repository.treeAt(base, plan.folder)), plan));
    return git::CommitWriter(repository)
        .write({.base = base,
                .edits = editsInRepository(plan),
                .message = options.message.empty() ? plan.message : options.message,
                .branch = options.branch,
                .signing = options.signing,
                .signOff = options.signOff,
                .trailers = plan.trailers,
                .author = options.author},
               run);
}

} // namespace plumb::promotion
