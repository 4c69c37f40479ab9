// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/linediff.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace plumb::ui {

namespace {

// Depth of patience recursion, edits that one gap may have, and steps of the whole comparison:
// large enough for any honest file, small enough that 60,000 hostile lines take well under a
// second.
constexpr int maxDepth = 24;
constexpr int maxEdits = 4000;
constexpr std::int64_t maxSteps = 60'000'000;

struct Box
{
    int left = 0, leftEnd = 0, right = 0, rightEnd = 0;

    bool isEmpty() const { return left == leftEnd || right == rightEnd; }
};

struct Match
{
    int left = 0, right = 0;
};

class Comparison
{
public:
    Comparison(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right)
        : m_left(left)
        , m_right(right)
        , m_leftChanged(left.size(), true)
        , m_rightChanged(right.size(), true)
    {
    }

    std::vector<Hunk> run()
    {
        compare({0, int(m_left.size()), 0, int(m_right.size())}, 0);
        return hunks();
    }

private:
    bool same(int left, int right) const
    {
        return m_left[std::size_t(left)] == m_right[std::size_t(right)];
    }

    void keep(int left, int right)
    {
        m_leftChanged[std::size_t(left)] = false;
        m_rightChanged[std::size_t(right)] = false;
    }

    /// Takes what is equal at both ends out of the box.
    void trim(Box &box)
    {
        while (!box.isEmpty() && same(box.left, box.right))
            keep(box.left++, box.right++);
        while (!box.isEmpty() && same(box.leftEnd - 1, box.rightEnd - 1))
            keep(--box.leftEnd, --box.rightEnd);
    }

    void compare(Box box, int depth)
    {
        trim(box);
        if (box.isEmpty())
            return;
        const std::vector<Match> anchors =
            depth < maxDepth ? uniqueMatches(box) : std::vector<Match>();
        if (anchors.empty()) {
            compareBySnakes(box);
            return;
        }
        Box gap{box.left, 0, box.right, 0};
        for (const Match &anchor : anchors) {
            gap.leftEnd = anchor.left;
            gap.rightEnd = anchor.right;
            compare(gap, depth + 1);
            keep(anchor.left, anchor.right);
            gap.left = anchor.left + 1;
            gap.right = anchor.right + 1;
        }
        gap.leftEnd = box.leftEnd;
        gap.rightEnd = box.rightEnd;
        compare(gap, depth + 1);
    }

    /// Lines that occur once on each side, reduced to the longest run that is in order on both.
    std::vector<Match> uniqueMatches(const Box &box)
    {
        struct Seen
        {
            int left = -1, right = -1;
            int leftCount = 0, rightCount = 0;
        };
        std::unordered_map<std::uint32_t, Seen> seen;
        seen.reserve(std::size_t(box.leftEnd - box.left) + std::size_t(box.rightEnd - box.right));
        for (int i = box.left; i < box.leftEnd; ++i) {
            Seen &entry = seen[m_left[std::size_t(i)]];
            entry.left = i;
            ++entry.leftCount;
        }
        for (int i = box.right; i < box.rightEnd; ++i) {
            const auto found = seen.find(m_right[std::size_t(i)]);
            if (found == seen.end())
                continue;
            found->second.right = i;
            ++found->second.rightCount;
        }
        std::vector<Match> matches;
        for (int i = box.left; i < box.leftEnd; ++i) {
            const Seen &entry = seen.find(m_left[std::size_t(i)])->second;
            if (entry.leftCount == 1 && entry.rightCount == 1)
                matches.push_back({i, entry.right});
        }
        return longestIncreasing(matches);
    }

    static std::vector<Match> longestIncreasing(const std::vector<Match> &matches)
    {
        std::vector<int> tops; // index of the smallest end of each length
        std::vector<int> previous(matches.size(), -1);
        for (int i = 0; i < int(matches.size()); ++i) {
            const auto place =
                std::ranges::lower_bound(tops, matches[std::size_t(i)].right, {},
                                         [&](int at) { return matches[std::size_t(at)].right; });
            if (place != tops.begin())
                previous[std::size_t(i)] = *std::prev(place);
            if (place == tops.end())
                tops.push_back(i);
            else
                *place = i;
        }
        std::vector<Match> result;
        for (int i = tops.empty() ? -1 : tops.back(); i >= 0; i = previous[std::size_t(i)])
            result.push_back(matches[std::size_t(i)]);
        std::ranges::reverse(result);
        return result;
    }

    /// Myers in linear space, with the boxes on a stack of our own.
    void compareBySnakes(const Box &whole)
    {
        std::vector<Box> open{whole};
        while (!open.empty()) {
            Box box = open.back();
            open.pop_back();
            trim(box);
            if (box.isEmpty())
                continue;
            const Match middle = middleOf(box);
            if (middle.left < 0)
                continue; // too different: all of it stays changed
            open.push_back({middle.left, box.leftEnd, middle.right, box.rightEnd});
            open.push_back({box.left, middle.left, box.right, middle.right});
        }
    }

    /// A point that the shortest path through the box goes through; left is -1 when it is too long.
    Match middleOf(const Box &box)
    {
        const int width = box.leftEnd - box.left;
        const int height = box.rightEnd - box.right;
        const int delta = width - height;
        const bool odd = delta & 1;
        const int limit = std::min((width + height + 1) / 2, maxEdits);
        const int offset = limit + 1;
        m_forward.assign(std::size_t(2 * offset + 1), -1);
        m_backward.assign(std::size_t(2 * offset + 1), -1);
        const auto forward = [&](int k) -> int & { return m_forward[std::size_t(offset + k)]; };
        const auto backward = [&](int k) -> int & { return m_backward[std::size_t(offset + k)]; };
        forward(1) = 0;
        backward(1) = 0;
        for (int d = 0; d <= limit; ++d) {
            m_steps += 2 * (d + 1);
            if (m_steps > maxSteps)
                return {-1, -1};
            for (int k = -d; k <= d; k += 2) {
                int x = furthest(forward(k - 1), forward(k + 1), k, d);
                while (x < width && x - k < height && x - k >= 0
                       && same(box.left + x, box.right + x - k))
                    ++x;
                forward(k) = x;
                const int mirrored = delta - k;
                if (odd && mirrored >= -(d - 1) && mirrored <= d - 1
                    && isInside(x, x - k, width, height) && x + backward(mirrored) >= width)
                    return {box.left + x, box.right + x - k};
            }
            for (int k = -d; k <= d; k += 2) {
                int x = furthest(backward(k - 1), backward(k + 1), k, d);
                while (x < width && x - k < height && x - k >= 0
                       && same(box.leftEnd - 1 - x, box.rightEnd - 1 - (x - k)))
                    ++x;
                backward(k) = x;
                const int mirrored = delta - k;
                if (!odd && mirrored >= -d && mirrored <= d && isInside(x, x - k, width, height)
                    && x + forward(mirrored) >= width)
                    return {box.leftEnd - x, box.rightEnd - (x - k)};
            }
        }
        return {-1, -1};
    }

    static int furthest(int below, int above, int k, int d)
    {
        return k == -d || (k != d && below < above) ? above : below + 1;
    }

    static bool isInside(int x, int y, int width, int height)
    {
        return x >= 0 && y >= 0 && x <= width && y <= height;
    }

    std::vector<Hunk> hunks() const
    {
        std::vector<Hunk> result;
        int left = 0;
        int right = 0;
        const int leftEnd = int(m_left.size());
        const int rightEnd = int(m_right.size());
        while (left < leftEnd || right < rightEnd) {
            Hunk hunk{left, 0, right, 0};
            while (left < leftEnd && m_leftChanged[std::size_t(left)])
                ++left;
            while (right < rightEnd && m_rightChanged[std::size_t(right)])
                ++right;
            hunk.leftCount = left - hunk.left;
            hunk.rightCount = right - hunk.right;
            if (hunk.leftCount || hunk.rightCount)
                result.push_back(hunk);
            while (left < leftEnd && right < rightEnd && !m_leftChanged[std::size_t(left)]
                   && !m_rightChanged[std::size_t(right)]) {
                ++left;
                ++right;
            }
        }
        return result;
    }

    std::span<const std::uint32_t> m_left;
    std::span<const std::uint32_t> m_right;
    std::vector<bool> m_leftChanged;
    std::vector<bool> m_rightChanged;
    std::vector<int> m_forward;
    std::vector<int> m_backward;
    std::int64_t m_steps = 0;
};

} // namespace

std::vector<Hunk> diffLines(std::span<const std::uint32_t> left,
                            std::span<const std::uint32_t> right)
{
    return Comparison(left, right).run();
}

} // namespace plumb::ui
