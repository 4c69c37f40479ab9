// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace plumb::ui {

/// What a piece of a line is; the theme has a colour for each.
enum class SyntaxKind : quint8 { Plain, Key, String, Number, Keyword, Comment, Meta };

struct SyntaxSpan
{
    int start = 0;
    int length = 0;
    SyntaxKind kind = SyntaxKind::Plain;

    bool operator==(const SyntaxSpan &) const = default;
};

/// Highlights single lines of a YAML text on demand and remembers them.
///
/// A line is read from the nearest line above at which the highlighter's state is known: the head
/// of the block scalar it is in, or itself. So jumping to line 50,000 costs as much as to line 5.
class LineHighlighter
{
public:
    LineHighlighter();
    ~LineHighlighter();
    LineHighlighter(LineHighlighter &&) noexcept;
    LineHighlighter &operator=(LineHighlighter &&) noexcept;

    /// Loads the rules of YAML, which takes some 50 ms the first time; from any thread.
    static void prepare();
    static bool isPrepared();

    void setLines(const QStringList &lines);

    /// True when spans() of the line costs nothing.
    bool isReady(int line) const;

    const std::vector<SyntaxSpan> &spans(int line);

private:
    class State;
    std::unique_ptr<State> m_state;
};

} // namespace plumb::ui
