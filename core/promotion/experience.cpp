// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/experience.h"

#include "core/build/buildcache.h"
#include "core/git/mainline.h"
#include "core/git/repository.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

namespace plumb::promotion {

namespace {

constexpr std::size_t maximumCommits = 2000;
constexpr std::size_t maximumVersions = 40; ///< Of one file.

/// What became of one value of the source in the target.
struct Experience
{
    std::size_t sourceChanges = 0; ///< While the target had the value too.
    std::size_t carried = 0;       ///< How often the target then got what the source had.
    bool wasEqual = false;
    bool isComplete = false; ///< Whether both were seen from their first commit on.
};

/// A state of a file, from one commit on.
struct Version
{
    std::size_t age = 0; ///< Commits back from the newest.
    git::Oid blob = {};
};

struct FileHistory
{
    std::vector<Version> versions = {}; ///< Newest first.
    bool isComplete = false;
};

using Histories = std::map<files::TreePath, FileHistory>;

/// The answers of the last look, by Difference::key().
struct Memo
{
    std::mutex lock;
    std::string question;
    std::map<std::string, Experience> answers;
};

// Whole files, texts in texts and collections are carried by decision, not by habit.
bool canBeLearned(const Difference &difference)
{
    return difference.change == Change::Changed && !difference.embedded && difference.source
           && difference.source->isScalar() && difference.target && difference.target->isScalar();
}

Result<Histories> historiesOf(const git::Repository &repository, const git::Oid &newest,
                              Histories histories, const Run &run)
{
    std::size_t open = histories.size();
    git::Mainline mainline(repository, newest);
    for (std::size_t age = 0; age < maximumCommits && open > 0; ++age) {
        const auto step = PLUMB_TRY(mainline.next(run));
        if (!step)
            break;
        for (const git::ChangedFile &file : step->files) {
            const auto history = histories.find(file.path);
            if (history == histories.end() || history->second.isComplete
                || history->second.versions.size() >= maximumVersions)
                continue;
            history->second.versions.push_back({.age = age, .blob = file.after});
            history->second.isComplete = file.before.isNull();
            const bool isDone =
                history->second.isComplete || history->second.versions.size() == maximumVersions;
            open -= isDone ? 1 : 0;
        }
    }
    return histories;
}

/// Reads values out of older states of files, each of which is parsed once.
class ValueReader
{
public:
    explicit ValueReader(const git::Repository &repository)
        : m_repository(repository)
    {
    }

    /// The scalar at the place that @p like is at in its document today.
    std::optional<std::string> valueAt(const git::Oid &blob, std::size_t document,
                                       const Difference &like)
    {
        if (blob.isNull())
            return std::nullopt;
        const std::vector<yaml::Value> &documents = parsed(blob);
        const yaml::Value *const found = documentLike(documents, document, like);
        const yaml::Value *const value = found ? like.path.find(*found) : nullptr;
        return value && value->isScalar() ? std::optional<std::string>(value->text())
                                          : std::nullopt;
    }

private:
    const std::vector<yaml::Value> &parsed(const git::Oid &blob)
    {
        const auto [entry, isNew] = m_parsed.try_emplace(blob);
        if (!isNew)
            return entry->second;
        // A state that was no YAML says nothing.
        const auto text = git::blobText(m_repository, blob);
        if (auto documents = text ? yaml::parseAll(*text, {}, {.keepDates = true})
                                  : Result<std::vector<yaml::Value>>())
            entry->second = *std::move(documents);
        return entry->second;
    }

    // Documents come and go before it; objects are found by what they are.
    static const yaml::Value *documentLike(const std::vector<yaml::Value> &documents,
                                           std::size_t position, const Difference &like)
    {
        const std::string_view kind =
            std::string_view(like.document).substr(0, like.document.find('/'));
        if (position < documents.size() && documents[position].textAt({"kind"}) == kind)
            return &documents[position];
        const auto found = std::ranges::find_if(
            documents, [&](const yaml::Value &each) { return each.textAt({"kind"}) == kind; });
        return found == documents.end() ? nullptr : &*found;
    }

    const git::Repository &m_repository;
    std::unordered_map<git::Oid, std::vector<yaml::Value>> m_parsed;
};

/// The two values of a difference from one commit to the next.
class Life
{
public:
    void step(std::optional<std::string> source, std::optional<std::string> target)
    {
        const bool hadBoth = m_source && m_target;
        const bool hasBoth = source && target;
        const bool targetChanges = hadBoth && hasBoth && *target != *m_target;
        if (hadBoth && hasBoth && *source != *m_source)
            ++m_experience.sourceChanges;
        if (source)
            m_seen.insert(*source);
        if (targetChanges && m_seen.contains(*target))
            ++m_experience.carried;
        if (hasBoth && *source == *target)
            m_experience.wasEqual = true;
        m_source = std::move(source);
        m_target = std::move(target);
    }

    Experience take() { return m_experience; }

private:
    std::optional<std::string> m_source;
    std::optional<std::string> m_target;
    std::set<std::string> m_seen; ///< What the source has been so far.
    Experience m_experience;
};

Experience experienceOf(const Difference &difference, const FileHistory &source,
                        const FileHistory &target, ValueReader &reader)
{
    std::set<std::size_t, std::greater<>> ages; // oldest first
    for (const FileHistory *const history : {&source, &target}) {
        for (const Version &version : history->versions)
            ages.insert(version.age);
    }
    const auto blobAt = [](const FileHistory &history, std::size_t age) {
        const auto version = std::ranges::find_if(
            history.versions, [age](const Version &each) { return each.age >= age; });
        return version == history.versions.end() ? git::Oid() : version->blob;
    };
    Life life;
    for (const std::size_t age : ages) {
        life.step(reader.valueAt(blobAt(source, age), difference.sourceDocument, difference),
                  reader.valueAt(blobAt(target, age), difference.targetDocument, difference));
    }
    Experience experience = life.take();
    experience.isComplete = source.isComplete && target.isComplete;
    return experience;
}

std::string times(std::size_t count)
{
    return count == 1 ? "once" : std::to_string(count) + " times";
}

// For values that neither name nor kind decides.
void decideOpen(Difference &difference, const Experience &experience)
{
    if (experience.carried >= 2 && experience.carried * 2 >= experience.sourceChanges) {
        difference.isSuggested = true;
        difference.reason = "carried over " + times(experience.carried) + " before";
    } else if (experience.carried == 0 && experience.sourceChanges >= 2) {
        difference.reason =
            "never carried over in " + std::to_string(experience.sourceChanges) + " changes";
    } else if (experience.carried > 0 && experience.carried * 4 < experience.sourceChanges) {
        difference.reason = "carried over only " + times(experience.carried) + " in "
                            + std::to_string(experience.sourceChanges) + " changes";
    } else if (!experience.wasEqual && experience.isComplete) {
        difference.reason = "differs since it was written";
    }
}

void decide(Difference &difference, const Experience &experience)
{
    // Skipping some versions is usual; never taking one of several is not.
    constexpr std::size_t several = 3;
    if (difference.isOpen) {
        decideOpen(difference, experience);
    } else if (difference.isSuggested && experience.carried > 0) {
        difference.reason += ", carried over " + times(experience.carried) + " before";
    } else if (difference.isSuggested && !experience.wasEqual
               && experience.sourceChanges >= several) {
        difference.isSuggested = false;
        difference.reason =
            "never carried over in " + std::to_string(experience.sourceChanges) + " changes";
    }
}

} // namespace

Result<> learn(Differences &differences, const reconcile::Snapshot &snapshot,
               build::BuildCache &cache, const Run &run)
{
    if (snapshot.commit.empty())
        return {};
    const auto memo = cache.memo<Memo>();
    const std::lock_guard guard(memo->lock);
    std::string question = snapshot.repository + '\n' + snapshot.folder.text() + '\n'
                           + snapshot.commit + '\n' + differences.from + '\n' + differences.to;
    if (memo->question != question) {
        memo->question = std::move(question);
        memo->answers.clear();
    }

    const auto inRepository = [&](const files::TreePath &file) {
        return snapshot.folder.resolveClamped(file.text());
    };
    Histories histories;
    for (const Difference &difference : differences.items) {
        if (!canBeLearned(difference) || memo->answers.contains(difference.key()))
            continue;
        histories.try_emplace(inRepository(difference.sourceFile));
        histories.try_emplace(inRepository(difference.targetFile));
    }
    if (!histories.empty()) {
        const auto repository = PLUMB_TRY(git::Repository::open(snapshot.repository));
        const git::Oid newest = PLUMB_TRY(git::Oid::parse(snapshot.commit));
        histories = PLUMB_TRY(historiesOf(repository, newest, std::move(histories), run));
        ValueReader reader(repository);
        for (const Difference &difference : differences.items) {
            PLUMB_TRY(run.checkpoint(
                {.stage = Stage::DetectingDrift, .subject = difference.targetFile.text()}));
            if (!canBeLearned(difference) || memo->answers.contains(difference.key()))
                continue;
            memo->answers.emplace(
                difference.key(),
                experienceOf(difference, histories[inRepository(difference.sourceFile)],
                             histories[inRepository(difference.targetFile)], reader));
        }
    }
    for (Difference &difference : differences.items) {
        const auto answer = memo->answers.find(difference.key());
        if (answer == memo->answers.end() || difference.isChosen)
            continue;
        differences.learnedFrom += answer->second.carried;
        decide(difference, answer->second);
    }
    return {};
}

} // namespace plumb::promotion
