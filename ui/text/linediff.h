// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace plumb::ui {

/// A place where two sequences differ: leftCount lines from left are replaced by rightCount lines.
struct Hunk
{
    int left = 0;
    int leftCount = 0;
    int right = 0;
    int rightCount = 0;

    bool operator==(const Hunk &) const = default;
};

/// The differences of two sequences of line ids, in order, with something equal between any two.
///
/// Unique lines anchor the comparison first (patience), the gaps are solved by Myers' algorithm in
/// linear space. The work of one gap is bounded: beyond it, the rest of the gap is one hunk, so
/// that hostile input costs a coarser answer and never a hang.
std::vector<Hunk> diffLines(std::span<const std::uint32_t> left,
                            std::span<const std::uint32_t> right);

} // namespace plumb::ui
