// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/journal.h"

#include "core/git/diskfiles.h"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/file.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace plumb::git {

namespace {

constexpr std::size_t maximumSteps = 100;
constexpr std::string_view branchPrefix = "refs/heads/";

std::string folderOf(const Repository &repository)
{
    return repository.gitDirectory() + "/plumbline";
}

Error cannotWrite(const std::string &path)
{
    return Error(ErrorCode::ArtifactFailed,
                 "cannot write '" + path + "': " + std::generic_category().message(errno));
}

/// Puts a text on disk so that it is there whole or not at all.
Result<> replaceFile(const std::string &path, const std::string &text)
{
    const std::string aside = path + ".new";
    PLUMB_TRY(writeFile(aside, text, 0666));
    if (::rename(aside.c_str(), path.c_str()) != 0)
        return std::unexpected(cannotWrite(path));
    return {};
}

std::string textOf(const std::optional<Oid> &id)
{
    return id ? id->text() : "none";
}

std::optional<Oid> oidOf(const std::string &text)
{
    const Result<Oid> id = Oid::parse(text);
    return id ? std::optional(*id) : std::nullopt;
}

/// What a line of the list of commits says; the rest is read from the commit itself.
struct StepLine
{
    Oid commit;
    bool madeBranch = false;
    std::string reference;
};

std::vector<StepLine> readLines(const std::string &folder)
{
    std::vector<StepLine> lines;
    std::ifstream stream(folder + "/commits");
    for (std::string line; std::getline(stream, line) && lines.size() < maximumSteps;) {
        std::istringstream words(line);
        std::string commit;
        std::string how;
        StepLine step;
        words >> commit >> how >> step.reference;
        const auto id = oidOf(commit);
        if (!id || step.reference.empty())
            continue;
        step.commit = *id;
        step.madeBranch = how == "made";
        lines.push_back(std::move(step));
    }
    return lines;
}

} // namespace

Journal::Journal(std::string folder, files::Descriptor lock)
    : m_folder(std::move(folder))
    , m_lock(std::move(lock))
{
}

bool Journal::isPending(const Repository &repository)
{
    return ::access((folderOf(repository) + "/pending").c_str(), F_OK) == 0;
}

Result<std::optional<Journal>> Journal::tryLock(const Repository &repository)
{
    const std::string folder = folderOf(repository);
    std::error_code failed;
    std::filesystem::create_directory(folder, failed);
    const std::string path = folder + "/lock";
    files::Descriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (lock.number() < 0)
        return std::unexpected(cannotWrite(path));
    if (::flock(lock.number(), LOCK_EX | LOCK_NB) == 0)
        return Journal(folder, std::move(lock));
    if (errno == EWOULDBLOCK)
        return std::nullopt;
    return std::unexpected(cannotWrite(path));
}

Result<Journal> Journal::lock(const Repository &repository, const Run &run)
{
    constexpr int attempts = 100;
    constexpr std::chrono::milliseconds pause{50};
    for (int i = 0; i < attempts; ++i) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = repository.gitDirectory()}));
        std::optional<Journal> journal = PLUMB_TRY(tryLock(repository));
        if (journal)
            return *std::move(journal);
        std::this_thread::sleep_for(pause);
    }
    return std::unexpected(Error(ErrorCode::Conflict, "another Plumbline is committing in '"
                                                          + repository.gitDirectory()
                                                          + "'; try again when it has finished"));
}

Result<std::vector<UndoStep>> Journal::steps(const Repository &repository)
{
    std::vector<UndoStep> steps;
    for (const StepLine &line : readLines(folderOf(repository))) {
        const Result<Commit> commit = repository.commit(line.commit);
        if (!commit) // gone with what nothing led to any more
            continue;
        UndoStep step{
            .commit = line.commit, .madeBranch = line.madeBranch, .summary = commit->summary()};
        if (!commit->parents.empty())
            step.before = commit->parents.front();
        if (line.reference.starts_with(branchPrefix))
            step.branch = line.reference.substr(branchPrefix.size());
        steps.push_back(std::move(step));
    }
    return steps;
}

Result<std::optional<BranchMove>> Journal::pending() const
{
    std::ifstream stream(m_folder + "/pending");
    if (!stream)
        return std::nullopt;
    BranchMove move;
    bool isWhole = false;
    for (std::string line; std::getline(stream, line);) {
        const auto space = std::min(line.find(' '), line.size());
        const std::string name = line.substr(0, space);
        const std::string value = line.substr(std::min(space + 1, line.size()));
        if (name == "kind")
            move.kind = value == "undo" ? BranchMove::Kind::Undo : BranchMove::Kind::Commit;
        else if (name == "reference")
            move.reference = value;
        else if (name == "from")
            move.from = oidOf(value);
        else if (name == "to")
            move.to = oidOf(value);
        else if (name == "files")
            move.updatesFiles = value == "yes";
        else if (name == "log")
            move.log = value;
        isWhole = name == "end";
    }
    if (!isWhole || move.reference.empty()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "'" + m_folder + "/pending' is damaged; look at 'git status', then remove it"));
    }
    return move;
}

Result<std::string> Journal::stagingFolder() const
{
    std::string folder = m_folder + "/staged";
    std::error_code failed;
    std::filesystem::remove_all(folder, failed);
    std::filesystem::create_directories(folder, failed);
    if (failed) {
        return std::unexpected(
            Error(ErrorCode::ArtifactFailed, "cannot make '" + folder + "': " + failed.message()));
    }
    return folder;
}

Result<> Journal::begin(const BranchMove &move) const
{
    std::string text;
    text += "kind " + std::string(move.kind == BranchMove::Kind::Undo ? "undo" : "commit");
    text += "\nreference " + move.reference;
    text += "\nfrom " + textOf(move.from);
    text += "\nto " + textOf(move.to);
    text += "\nfiles " + std::string(move.updatesFiles ? "yes" : "no");
    text += "\nlog " + move.log;
    text += "\nend\n";
    return replaceFile(m_folder + "/pending", text);
}

Result<> Journal::remember(const BranchMove &move) const
{
    std::vector<StepLine> lines = readLines(m_folder);
    const std::optional<Oid> gone = move.kind == BranchMove::Kind::Undo ? move.from : move.to;
    std::erase_if(lines, [&](const StepLine &line) { return line.commit == gone; });
    if (move.kind == BranchMove::Kind::Commit && move.to) {
        lines.insert(lines.begin(), {.commit = *move.to,
                                     .madeBranch = !move.from && !move.updatesFiles,
                                     .reference = move.reference});
    }
    if (lines.size() > maximumSteps)
        lines.resize(maximumSteps);
    std::string text;
    for (const StepLine &line : lines) {
        text +=
            line.commit.text() + (line.madeBranch ? " made " : " moved ") + line.reference + '\n';
    }
    return replaceFile(m_folder + "/commits", text);
}

Result<> Journal::end() const
{
    std::error_code failed;
    std::filesystem::remove_all(m_folder + "/staged", failed);
    std::filesystem::remove(m_folder + "/pending", failed);
    if (failed) {
        return std::unexpected(
            Error(ErrorCode::ArtifactFailed,
                  "cannot remove '" + m_folder + "/pending': " + failed.message()));
    }
    return {};
}

} // namespace plumb::git
