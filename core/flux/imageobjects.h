// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/typedobject.h"

#include <optional>

namespace plumb::flux {

/// An ImageRepository: which image's tags are looked at (flux-semantics §1.8).
class ImageRepository final : public TypedObject<ImageRepository>
{
public:
    static constexpr std::string_view group = imageGroup;
    static constexpr std::string_view kind = "ImageRepository";

    /// Without scheme and tag.
    std::string_view image() const { return text({"spec", "image"}); }
    /// How many tags the last scan found; nothing before the first.
    std::optional<std::int64_t> tagCount() const;
};

/// An ImagePolicy: which of the tags is the newest (flux-semantics §1.8).
class ImagePolicy final : public TypedObject<ImagePolicy>
{
public:
    static constexpr std::string_view group = imageGroup;
    static constexpr std::string_view kind = "ImagePolicy";

    ObjectReference repository() const
    {
        return reference({"spec", "imageRepositoryRef"}, ImageRepository::kind);
    }
    /// "semver >=1.0.0", "alphabetical asc", "numerical desc"; empty when none is written.
    std::string rule() const;
    /// The regular expression that tags must match; empty when all count.
    std::string_view tagPattern() const { return text({"spec", "filterTags", "pattern"}); }
    /// "ghcr.io/org/app:1.2.3" or with "@sha256:…"; empty before the first was found. Betas wrote
    /// it as one text.
    std::string latestImage() const;
};

/// An ImageUpdateAutomation: where newer images are committed (flux-semantics §1.8).
class ImageUpdateAutomation final : public TypedObject<ImageUpdateAutomation>
{
public:
    static constexpr std::string_view group = imageGroup;
    static constexpr std::string_view kind = "ImageUpdateAutomation";

    ObjectReference source() const { return reference({"spec", "sourceRef"}, "GitRepository"); }
    /// Where setter markers are looked for: "./apps"; empty means everywhere.
    std::string_view path() const { return text({"spec", "update", "path"}); }
    /// The branch that is written to: that of git.push, else the one that is checked out.
    std::string_view pushBranch() const
    {
        return textOr({"spec", "git", "push", "branch"},
                      text({"spec", "git", "checkout", "ref", "branch"}));
    }
    std::string_view lastPushedCommit() const { return text({"status", "lastPushCommit"}); }
};

} // namespace plumb::flux
