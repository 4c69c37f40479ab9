// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/yamloutline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

// How far an item's name is looked for below its dash.
constexpr qsizetype lookAhead = 200;

/// What one line is, as far as indentation and its first signs tell.
struct Shape
{
    qsizetype indent = 0;
    bool isBlank = false;
    bool isComment = false;
    bool isMarker = false; ///< "---" or "..."
    bool isItem = false;
};

Shape shapeOf(QStringView line)
{
    Shape shape;
    while (shape.indent < line.size() && line[shape.indent] == u' ')
        ++shape.indent;
    const QStringView rest = line.mid(shape.indent);
    shape.isBlank = rest.trimmed().isEmpty();
    shape.isComment = rest.startsWith(u'#');
    shape.isMarker = shape.indent == 0 && (rest.startsWith("---"_L1) || rest == "..."_L1);
    shape.isItem = rest == "-"_L1 || rest.startsWith("- "_L1);
    return shape;
}

/// Items may be as far indented as the key that they belong to, so they count half a step deeper.
int depthOf(const Shape &shape)
{
    return int(2 * shape.indent) + (shape.isItem ? 1 : 0);
}

/// The key of "key: value", with its quotes; empty when the text is no entry of a mapping.
QStringView keyOf(QStringView text)
{
    if (text.startsWith(u'"') || text.startsWith(u'\'')) {
        const qsizetype close = text.indexOf(text.front(), 1);
        const QStringView rest = close < 0 ? QStringView() : text.mid(close + 1);
        return rest == ":"_L1 || rest.startsWith(": "_L1) ? text.left(close + 1) : QStringView();
    }
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u':' && (i + 1 == text.size() || text[i + 1] == u' '))
            return text.left(i);
        if (text[i] == u'#' && i > 0 && text[i - 1] == u' ')
            break;
    }
    return {};
}

QStringView unquoted(QStringView text)
{
    const bool quoted = text.size() >= 2 && (text.front() == u'"' || text.front() == u'\'')
                        && text.back() == text.front();
    return quoted ? text.mid(1, text.size() - 2) : text;
}

bool opensBlockScalar(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const qsizetype space = trimmed.lastIndexOf(u' ');
    const QStringView last = trimmed.mid(space + 1);
    if (space < 0 || last.isEmpty() || (last[0] != u'|' && last[0] != u'>') || last.size() > 3)
        return false;
    return std::all_of(last.begin() + 1, last.end(),
                       [](QChar sign) { return sign == u'-' || sign == u'+' || sign.isDigit(); });
}

bool isPlainKey(QStringView key)
{
    return std::ranges::all_of(key, [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'-' || c == u'_';
    });
}

/// Writes the steps as FieldPath does.
class PathReader
{
public:
    explicit PathReader(const QStringList &lines)
        : m_lines(lines)
    {
    }

    QStringList read()
    {
        QStringList paths;
        paths.reserve(m_lines.size());
        for (m_line = 0; m_line < m_lines.size(); ++m_line)
            paths += pathOfLine();
        return paths;
    }

private:
    struct Step
    {
        int depth = 0;
        QString path;
        int nextItem = 0; ///< Items seen directly below.
    };

    QString here() const { return m_open.empty() ? QString() : m_open.back().path; }

    QString pathOfLine()
    {
        const QStringView line(m_lines[m_line]);
        Shape shape = shapeOf(line);
        if (m_scalarIndent >= 0 && (shape.isBlank || shape.indent > m_scalarIndent))
            return here();
        m_scalarIndent = -1;
        if (shape.isBlank || shape.isComment)
            return here();
        if (shape.isMarker) {
            m_open.clear();
            return {};
        }
        qsizetype column = shape.indent;
        while (shape.isItem) {
            openItem(column);
            qsizetype next = column + 1;
            while (next < line.size() && line[next] == u' ')
                ++next;
            column = next;
            shape.isItem = line.mid(column) == "-"_L1 || line.mid(column).startsWith("- "_L1);
        }
        const QStringView rest = line.mid(column);
        const QStringView key = keyOf(rest);
        if (!key.isEmpty())
            openKey(column, unquoted(key));
        if (opensBlockScalar(rest) || (rest.size() <= 3 && opensBlockScalar(QString(u' ' + rest))))
            m_scalarIndent = key.isEmpty() ? shape.indent : column;
        return here();
    }

    void close(int depth)
    {
        while (!m_open.empty() && m_open.back().depth >= depth)
            m_open.pop_back();
    }

    void openKey(qsizetype column, QStringView key)
    {
        const int depth = int(2 * column);
        close(depth);
        QString path = here();
        if (!isPlainKey(key))
            path += "[\""_L1 + key + "\"]"_L1;
        else
            path += (path.isEmpty() ? ""_L1 : "."_L1) + key;
        m_open.push_back({depth, path});
    }

    void openItem(qsizetype column)
    {
        const int depth = int(2 * column) + 1;
        close(depth);
        const int index = m_open.empty() ? m_rootItems++ : m_open.back().nextItem++;
        m_open.push_back({depth, here() + u'[' + nameOfItem(column, index) + u']'});
    }

    /// "name=web" where the item has a key that tells it apart, else its index.
    QString nameOfItem(qsizetype column, int index) const
    {
        static const QString keys[] = {u"name"_s, u"key"_s, u"containerPort"_s, u"mountPath"_s,
                                       u"ip"_s};
        QString best;
        int bestKey = int(std::size(keys));
        const qsizetype end = qMin(m_line + lookAhead, m_lines.size());
        qsizetype inner = -1;
        for (qsizetype i = m_line; i < end; ++i) {
            const QStringView line(m_lines[i]);
            const Shape shape = shapeOf(line);
            if (shape.isBlank || shape.isComment)
                continue;
            if (i > m_line && (shape.indent <= column || shape.isMarker))
                break;
            qsizetype at = i == m_line ? column + 1 : shape.indent;
            while (at < line.size() && line[at] == u' ')
                ++at;
            if (inner < 0)
                inner = at;
            if (at != inner)
                continue;
            const QStringView rest = line.mid(at);
            const QStringView key = keyOf(rest);
            for (int candidate = 0; candidate < bestKey; ++candidate) {
                const QStringView value = rest.mid(key.size() + 1).trimmed();
                if (key == keys[candidate] && !value.isEmpty()) {
                    best = keys[candidate] + u'=' + unquoted(value);
                    bestKey = candidate;
                }
            }
            if (bestKey == 0)
                break;
        }
        return best.isEmpty() ? QString::number(index) : best;
    }

    const QStringList &m_lines;
    std::vector<Step> m_open;
    qsizetype m_line = 0;
    qsizetype m_scalarIndent = -1; ///< Of the line whose block scalar is being read.
    int m_rootItems = 0;
};

} // namespace

YamlOutline YamlOutline::of(const QStringList &lines)
{
    struct Open
    {
        int depth = 0;
        int line = 0;
    };
    YamlOutline outline;
    std::vector<Open> open;
    int lastContent = -1;
    const auto close = [&](int depth) {
        while (!open.empty() && open.back().depth >= depth) {
            if (lastContent > open.back().line)
                outline.m_folds.push_back({open.back().line, lastContent});
            open.pop_back();
        }
    };
    for (int i = 0; i < int(lines.size()); ++i) {
        const Shape shape = shapeOf(lines[i]);
        if (shape.isBlank)
            continue;
        if (shape.isMarker) {
            close(0);
        } else if (!shape.isComment || open.empty() || depthOf(shape) > open.back().depth) {
            close(depthOf(shape));
            open.push_back({depthOf(shape), i});
        }
        lastContent = i;
    }
    close(0);
    std::ranges::sort(outline.m_folds, {}, &FoldRange::header);
    return outline;
}

const FoldRange *YamlOutline::foldAt(int line) const
{
    const auto found = std::ranges::lower_bound(m_folds, line, {}, &FoldRange::header);
    return found != m_folds.end() && found->header == line ? &*found : nullptr;
}

QStringList YamlOutline::paths(const QStringList &lines)
{
    return PathReader(lines).read();
}

} // namespace plumb::ui
