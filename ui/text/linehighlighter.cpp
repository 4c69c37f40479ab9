// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/linehighlighter.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <atomic>
#include <limits>
#include <mutex>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

// How far up the head of a block scalar is looked for.
constexpr int maxLookBack = 20'000;

// Longer lines are data, not text; they are shown plain.
constexpr qsizetype maxLineLength = 4'000;

std::atomic<bool> prepared = false;

const KSyntaxHighlighting::Definition &yamlDefinition()
{
    static const KSyntaxHighlighting::Repository repository;
    static const KSyntaxHighlighting::Definition definition =
        repository.definitionForName(u"YAML"_s);
    return definition;
}

SyntaxKind kindOf(const KSyntaxHighlighting::Format &format)
{
    using Style = KSyntaxHighlighting::Theme::TextStyle;
    switch (format.textStyle()) {
    case Style::Function:
    case Style::Variable: return SyntaxKind::Key;
    case Style::DecVal:
    case Style::BaseN:
    case Style::Float: return SyntaxKind::Number;
    case Style::String:
    case Style::VerbatimString:
    case Style::SpecialString: return SyntaxKind::String;
    case Style::Char:
    case Style::Constant:
    case Style::Keyword:
    case Style::DataType: return SyntaxKind::Keyword;
    case Style::Comment:
    case Style::Documentation:
    case Style::Annotation: return SyntaxKind::Comment;
    case Style::ControlFlow:
    case Style::Preprocessor:
    case Style::Others: return SyntaxKind::Meta;
    default: return SyntaxKind::Plain;
    }
}

/// Collects the spans of one line.
class SpanHighlighter final : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    SpanHighlighter() { setDefinition(yamlDefinition()); }

    KSyntaxHighlighting::State read(QStringView line, const KSyntaxHighlighting::State &from,
                                    std::vector<SyntaxSpan> *spans)
    {
        m_spans = spans;
        m_line = line;
        return highlightLine(line, from);
    }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        const SyntaxKind kind = kindOf(format);
        if (!m_spans)
            return;
        // The blanks around a key and the signs between keys and values are not what is read.
        while (length > 0 && m_line[offset].isSpace()) {
            ++offset;
            --length;
        }
        while (length > 0 && m_line[offset + length - 1].isSpace())
            --length;
        const bool isSign =
            length == 1 && !m_line[offset].isLetterOrNumber() && kind != SyntaxKind::Comment;
        if (length <= 0 || isSign || kind == SyntaxKind::Plain)
            return;
        if (!m_spans->empty() && m_spans->back().kind == kind
            && m_spans->back().start + m_spans->back().length == offset)
            m_spans->back().length += length;
        else
            m_spans->push_back({offset, length, kind});
    }

private:
    QStringView m_line;
    std::vector<SyntaxSpan> *m_spans = nullptr;
};

int indentOf(const QString &line)
{
    int indent = 0;
    while (indent < line.size() && line[indent] == u' ')
        ++indent;
    return indent == line.size() ? -1 : indent; // blank
}

bool opensBlockScalar(const QString &line)
{
    const QStringView text = QStringView(line).trimmed();
    const qsizetype sign = qMax(text.lastIndexOf(u'|'), text.lastIndexOf(u'>'));
    return sign > 0 && text[sign - 1] == u' ' && text.size() - sign <= 3;
}

} // namespace

class LineHighlighter::State
{
public:
    bool isReady(int line) const { return m_ready[std::size_t(line)]; }

    void setLines(const QStringList &lines)
    {
        m_lines = lines;
        const auto count = std::size_t(lines.size());
        m_spans.assign(count, {});
        m_ends.assign(count, {});
        m_ready.assign(count, false);
    }

    const std::vector<SyntaxSpan> &spans(int line)
    {
        if (!m_ready[std::size_t(line)])
            read(line);
        return m_spans[std::size_t(line)];
    }

    int lineCount() const { return int(m_lines.size()); }

private:
    void read(int line)
    {
        KSyntaxHighlighting::State from;
        if (line > 0 && m_ready[std::size_t(line - 1)]) {
            from = m_ends[std::size_t(line - 1)];
        } else if (const int head = blockScalarHead(line); head >= 0) {
            // Everything in a block scalar is in the state that its head leaves.
            if (!m_ready[std::size_t(head)])
                store(head, {});
            from = m_ends[std::size_t(head)];
        }
        store(line, from);
    }

    void store(int line, const KSyntaxHighlighting::State &from)
    {
        const auto at = std::size_t(line);
        m_ready[at] = true;
        if (m_lines[line].size() > maxLineLength) {
            m_ends[at] = from;
            return;
        }
        m_ends[at] = highlighter().read(m_lines[line], from, &m_spans[at]);
    }

    int blockScalarHead(int line) const
    {
        int indent = indentOf(m_lines[line]);
        if (indent < 0)
            indent = std::numeric_limits<int>::max();
        int head = -1;
        for (int i = line - 1; i >= qMax(0, line - maxLookBack) && indent > 0; --i) {
            const int above = indentOf(m_lines[i]);
            if (above < 0 || above >= indent)
                continue;
            indent = above;
            if (opensBlockScalar(m_lines[i]))
                head = i;
        }
        return head;
    }

    /// Made when the first line is asked for, when the rules are loaded.
    SpanHighlighter &highlighter()
    {
        if (!m_highlighter)
            m_highlighter = std::make_unique<SpanHighlighter>();
        return *m_highlighter;
    }

    std::unique_ptr<SpanHighlighter> m_highlighter;
    QStringList m_lines;
    std::vector<std::vector<SyntaxSpan>> m_spans;
    std::vector<KSyntaxHighlighting::State> m_ends;
    std::vector<bool> m_ready;
};

void LineHighlighter::prepare()
{
    // The rules are read when they are first used, which no two threads may do at once.
    static std::once_flag once;
    std::call_once(once, [] {
        SpanHighlighter().read(u"key: value", {}, nullptr);
        prepared = true;
    });
}

bool LineHighlighter::isPrepared()
{
    return prepared;
}

LineHighlighter::LineHighlighter()
    : m_state(std::make_unique<State>())
{
}

LineHighlighter::~LineHighlighter() = default;
LineHighlighter::LineHighlighter(LineHighlighter &&) noexcept = default;
LineHighlighter &LineHighlighter::operator=(LineHighlighter &&) noexcept = default;

void LineHighlighter::setLines(const QStringList &lines)
{
    m_state->setLines(lines);
}

bool LineHighlighter::isReady(int line) const
{
    return line >= 0 && line < m_state->lineCount() && m_state->isReady(line);
}

const std::vector<SyntaxSpan> &LineHighlighter::spans(int line)
{
    static const std::vector<SyntaxSpan> none;
    return line >= 0 && line < m_state->lineCount() ? m_state->spans(line) : none;
}

} // namespace plumb::ui
