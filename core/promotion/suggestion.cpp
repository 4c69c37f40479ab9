// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/suggestion.h"

#include "core/flux/imageobjects.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

namespace plumb::promotion {

namespace {

using yaml::Step;

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

// The last key of the path, of an item's the key of its list; of a JSON patch what its pointer
// leads to: [path=/spec/replicas].value
std::string lastKey(const yaml::NodePath &path)
{
    const auto &steps = path.steps();
    if (steps.size() >= 2 && steps.back().key == "value") {
        const Step &operation = steps[steps.size() - 2];
        if (operation.kind == Step::Kind::Item && operation.key == "path")
            return operation.value.substr(operation.value.rfind('/') + 1);
    }
    for (auto step = path.steps().rbegin(); step != path.steps().rend(); ++step) {
        if (step->kind == Step::Kind::Key)
            return step->key;
    }
    return {};
}

bool hasKey(const yaml::NodePath &path, std::initializer_list<std::string_view> keys)
{
    return std::ranges::any_of(path.steps(), [&](const Step &step) {
        return step.kind == Step::Kind::Key
               && std::ranges::find(keys, std::string_view(step.key)) != keys.end();
    });
}

// Like hasKey(), but for the first step: at the root of a kustomization, "resources" are files.
bool isBelow(const yaml::NodePath &path, std::initializer_list<std::string_view> keys)
{
    const auto &steps = path.steps();
    return !steps.empty()
           && hasKey(yaml::NodePath(std::vector<Step>(steps.begin() + 1, steps.end())), keys);
}

bool containsAny(std::string_view text, std::initializer_list<std::string_view> parts)
{
    return std::ranges::any_of(parts,
                               [text](std::string_view part) { return text.contains(part); });
}

// The three numbers of "v1.2.3-rc.1", missing ones 0; nothing for what is no such version.
std::optional<std::array<unsigned, 3>> releaseOf(std::string_view version)
{
    // An image keeps its version behind the last colon.
    version.remove_prefix(version.find_last_of(':') + 1);
    if (version.starts_with('v'))
        version.remove_prefix(1);
    std::array<unsigned, 3> numbers = {};
    for (unsigned &number : numbers) {
        const auto [end, error] =
            std::from_chars(version.data(), version.data() + version.size(), number);
        if (error != std::errc())
            return {};
        version.remove_prefix(static_cast<std::size_t>(end - version.data()));
        if (!version.starts_with('.'))
            break;
        version.remove_prefix(1);
    }
    if (version.empty() || version[0] == '-' || version[0] == '+')
        return numbers;
    return {};
}

std::vector<std::string_view> tokensOf(std::string_view text)
{
    std::vector<std::string_view> tokens;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find_first_of("/=@?&", start), text.size());
        tokens.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return tokens;
}

struct VersionPair
{
    std::string_view source;
    std::string_view target;
};

// The versions in two paths or URLs that differ in nothing else: "…/gateway-api/v1.5.1".
std::optional<VersionPair> versionsWithin(std::string_view source, std::string_view target)
{
    const auto a = tokensOf(source);
    const auto b = tokensOf(target);
    // "/" makes it a path; ">=1.0.0" is a range.
    if (a.size() != b.size() || !source.contains('/'))
        return {};
    std::optional<VersionPair> found;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] == b[i])
            continue;
        const auto isVersion = [](std::string_view token) {
            return token.contains('.') && releaseOf(token);
        };
        if (found || !isVersion(a[i]) || !isVersion(b[i]))
            return {};
        found = VersionPair{a[i], b[i]};
    }
    return found;
}

// What a variable carries shows in its name, or in values that can only be versions.
ValueKind kindOfVariable(const Difference &difference, std::string_view word)
{
    if (word.contains("image") && !word.contains("tag") && !word.contains("version"))
        return ValueKind::Image;
    const auto looksLikeVersion = [](const std::optional<yaml::Value> &value) {
        return value && value->text().contains('.') && releaseOf(value->text());
    };
    const bool isNamedSo = word.contains("version") || word.contains("tag");
    const bool areVersions =
        looksLikeVersion(difference.source) && looksLikeVersion(difference.target);
    return isNamedSo || areVersions ? ValueKind::Version : ValueKind::Value;
}

ValueKind kindOf(const Difference &difference)
{
    const std::string word = lower(lastKey(difference.wholePath()));
    if (hasKey(difference.wholePath(), {"substitute"}))
        return kindOfVariable(difference, word);
    if (word == "image" || word == "newtag" || word == "newname" || word == "repository")
        return ValueKind::Image;
    if (word == "tag" || word == "digest")
        return hasKey(difference.wholePath(), {"image", "images"}) ? ValueKind::Image
                                                                   : ValueKind::Version;
    const bool isReference =
        hasKey(difference.wholePath(), {"ref"})
        && (word == "semver" || word == "commit" || word == "branch" || word == "name");
    const bool arePaths = difference.source && difference.target
                          && versionsWithin(difference.source->text(), difference.target->text());
    if (word == "targetrevision" || isReference || arePaths
        || (word.ends_with("version") && word != "apiversion"))
        return ValueKind::Version;
    return ValueKind::Value;
}

std::string_view textOf(const std::optional<yaml::Value> &value)
{
    return value ? value->text() : std::string_view();
}

bool namesEnvironment(const yaml::Value &value, const Scope &scope)
{
    if (value.isScalar())
        return scope.isNamedIn(value.text());
    for (const yaml::Value &item : value.items()) {
        if (namesEnvironment(item, scope))
            return true;
    }
    for (const yaml::Entry &entry : value.entries()) {
        if (namesEnvironment(entry.value, scope))
            return true;
    }
    return false;
}

bool isRange(std::string_view version)
{
    const bool hasWildcard = version.ends_with(".x") || version.ends_with(".*") || version == "*";
    return hasWildcard || version.find_first_of("<>^~|= ") != version.npos;
}

// Why a value is the environment's own; empty when nothing says so.
std::string ownReason(const Difference &difference, const ScopePair &scopes)
{
    const std::string key = lastKey(difference.wholePath());
    const std::string word = lower(key);
    const bool isIdentity =
        hasKey(difference.wholePath(), {"metadata"}) && (key == "name" || key == "namespace");
    if (isIdentity || word == "namespace" || word.ends_with("namespace") || word == "nameprefix"
        || word == "namesuffix")
        return "a name of " + scopes.to.name + "'s own";
    const bool isVersion = difference.kind != ValueKind::Value;
    if (!isVersion && containsAny(word, {"password", "secret", "token", "credential"}))
        return "a secret of " + scopes.to.name + "'s own";
    if ((difference.source && namesEnvironment(*difference.source, scopes.from))
        || (difference.target && namesEnvironment(*difference.target, scopes.to)))
        return "it names the environment";
    if (!isVersion && containsAny(word, {"host", "domain", "url", "endpoint", "address"}))
        return "a host of " + scopes.to.name + "'s own";
    const bool isWithinResources =
        isBelow(difference.wholePath(), {"resources", "limits", "requests"});
    if (isWithinResources || hasKey(difference.wholePath(), {"autoscaling", "storage", "replicas"})
        || (!isVersion && containsAny(word, {"replica", "memory", "cpu", "size", "capacity"})))
        return "sized for " + scopes.to.name;
    if (containsAny(word, {"schedule", "interval", "timeout", "suspend"}))
        return "how " + scopes.to.name + " is run";
    return {};
}

// An image without its tag and digest: "registry:5000/team/app".
std::string_view imageName(std::string_view image)
{
    image = image.substr(0, image.find('@'));
    const std::size_t colon = image.find_last_of(':');
    const bool isTag = colon != image.npos && image.find('/', colon) == image.npos;
    return isTag ? image.substr(0, colon) : image;
}

std::string versionReason(const Difference &difference, const ScopePair &scopes)
{
    const std::string word = lower(lastKey(difference.wholePath()));
    const bool isName = word == "repository" || word == "newname";
    const bool isImage = difference.kind == ValueKind::Image && word != "tag" && word != "newtag"
                         && word != "digest";
    if (isImage
        && (isName || imageName(textOf(difference.source)) != imageName(textOf(difference.target))))
        return scopes.to.name + " has its own registry or image name";
    const VersionPair whole{textOf(difference.source), textOf(difference.target)};
    const auto [source, target] = versionsWithin(whole.source, whole.target).value_or(whole);
    if (isRange(source) && isRange(target))
        return "each environment has its own version range";
    const auto sourceRelease = releaseOf(source);
    const auto targetRelease = releaseOf(target);
    const bool areComparable = !isRange(source) && !isRange(target);
    if (areComparable && sourceRelease.has_value() != targetRelease.has_value())
        return scopes.to.name + " runs another kind of version";
    if (areComparable && sourceRelease && targetRelease && *sourceRelease < *targetRelease)
        return scopes.to.name + " is ahead";
    return {};
}

// Whether what an automation writes still waits for somebody to merge it.
bool onlyProposes(const Object &automation)
{
    const std::string_view push = automation.fields().textAt({"spec", "git", "push", "branch"});
    return !push.empty()
           && push != automation.fields().textAt({"spec", "git", "checkout", "ref", "branch"});
}

// Whether an automation of the environment keeps the markers in the file up to date. Where its path
// is a variable that only the cluster knows, it may.
bool isWatched(const files::TreePath &file, const Scope &scope)
{
    const auto watches = [&file](const Object &object) {
        const auto automation = flux::ImageUpdateAutomation::from(object);
        if (!automation || automation->isSuspended() || onlyProposes(object))
            return false;
        const auto folder = files::TreePath::parse(automation->path());
        return automation->path().contains("${") || (folder && file.isWithin(*folder));
    };
    return std::ranges::any_of(scope.units, [&](const build::Unit *unit) {
        return std::ranges::any_of(unit->known(), watches);
    });
}

// Whether the line has a marker {"$imagepolicy": "namespace:name:tag"} of a policy that the
// environment really has, and that is acted on: any other marker is a comment.
bool isAutomated(std::string_view line, const files::TreePath &file, const Scope &scope)
{
    constexpr std::string_view marker = "\"$imagepolicy\"";
    const std::size_t at = line.find(marker);
    if (at == line.npos)
        return false;
    const std::size_t start = line.find('"', at + marker.size());
    const std::string_view policy = line.substr(start == line.npos ? line.size() : start + 1);
    const auto names = [&policy](const Object &object) {
        if (object.kind() != "ImagePolicy")
            return false;
        const std::string name = object.id().namespaceName + ':' + object.id().name;
        return policy.starts_with(name + ':') || policy.starts_with(name + '"');
    };
    const bool isKnown = std::ranges::any_of(scope.units, [&](const build::Unit *unit) {
        return std::ranges::any_of(unit->known(), names);
    });
    return isKnown && isWatched(file, scope);
}

} // namespace

void suggest(Difference &difference, const ScopePair &scopes, std::string_view targetLine)
{
    difference.kind = kindOf(difference);
    difference.isSuggested = false;
    switch (difference.change) {
    case Change::FileAdded:
        difference.reason = "only " + scopes.from.name + " has the file";
        return;
    case Change::FileRemoved:
        difference.reason = "only " + scopes.to.name + " has the file";
        return;
    case Change::DocumentAdded: difference.reason = "only " + scopes.from.name + " has it"; return;
    case Change::DocumentRemoved:
    case Change::Removed: difference.reason = "only " + scopes.to.name + " has it"; return;
    case Change::FileReplaced: // of a commit, which is never suggested from
    case Change::Changed:
    case Change::Added: break;
    }
    difference.reason = ownReason(difference, scopes);
    if (!difference.reason.empty())
        return;
    if (difference.change == Change::Added) {
        difference.reason = "only " + scopes.from.name + " has it";
        return;
    }
    if (difference.kind == ValueKind::Value) {
        difference.isOpen = true;
        difference.reason = "it is no version; choose it to carry it over";
        return;
    }
    if (isAutomated(targetLine, difference.targetFile, scopes.to)) {
        difference.reason = "image automation keeps it up to date";
        return;
    }
    difference.reason = versionReason(difference, scopes);
    if (!difference.reason.empty())
        return;
    difference.isSuggested = true;
    difference.reason = difference.kind == ValueKind::Image ? "another image" : "another version";
}

} // namespace plumb::promotion
