// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace plumb::semver {

/// What a version is written with: in a constraint, 'x', 'X', '*' (and, by a slip of the original
/// grammar, '|') may stand among the digits.
enum class Numbers : bool { Digits, Wildcards };

/// The parts of a version as they are written.
struct VersionText
{
    std::string_view whole;
    std::array<std::string_view, 3> numbers; ///< Without dots; an absent one is empty.
    std::string_view prerelease;             ///< Without '-'.
    std::string_view metadata;               ///< Without '+'.
};

/// The longest version at the start of the text; nothing when there is none.
std::optional<VersionText> versionAtStart(std::string_view text, Numbers numbers);

} // namespace plumb::semver
