// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/difffields.h"

#include "ui/text/difflayout.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

/// The value of a "key: value" or "- value" line; "…" when the value is on the lines below.
QString valueOf(const QString &line)
{
    QStringView text = QStringView(line).trimmed();
    while (text.startsWith("- "_L1))
        text = text.mid(2).trimmed();
    const bool quotedKey = text.startsWith(u'"') || text.startsWith(u'\'');
    const qsizetype from = quotedKey ? qMax(qsizetype(0), text.indexOf(text.front(), 1)) : 0;
    const qsizetype colon = text.indexOf(": "_L1, from);
    if (colon >= 0)
        return text.mid(colon + 2).trimmed().toString();
    return text.endsWith(u':') ? u"…"_s : text.toString();
}

bool isWithin(const QString &path, const QString &field)
{
    if (field.isEmpty() || !path.startsWith(field))
        return false;
    return path.size() == field.size() || path[field.size()] == u'.' || path[field.size()] == u'[';
}

QString fieldName(const QString &path)
{
    const qsizetype dot = path.lastIndexOf(u'.');
    const qsizetype bracket = path.lastIndexOf("[\""_L1);
    if (bracket > dot && path.endsWith("\"]"_L1))
        return path.mid(bracket + 2, path.size() - bracket - 4);
    return path.mid(dot + 1);
}

class FieldReader
{
public:
    explicit FieldReader(const DiffDocument &document)
        : m_document(document)
        , m_leftNames(document.left)
        , m_rightNames(document.right)
    {
    }

    std::vector<DiffField> read(std::span<const Hunk> hunks)
    {
        for (const Hunk &hunk : hunks) {
            m_whole.clear();
            for (const LinePair &pair : pairLines(m_document, hunk))
                add(pair);
        }
        return std::move(m_fields);
    }

private:
    void add(const LinePair &pair)
    {
        const bool inRight = pair.right >= 0;
        const AnnotatedText &side = inRight ? m_document.right : m_document.left;
        const int line = inRight ? pair.right : pair.left;
        const QString path = side.paths.value(line);
        if (isWithin(path, m_whole) || (!m_fields.empty() && isSameField(path)))
            return;
        DiffField field;
        field.path = path;
        field.object = inRight ? m_rightNames.at(line) : m_leftNames.at(line);
        if (pair.left >= 0)
            field.before = valueOf(m_document.left.lines[pair.left]);
        if (pair.right >= 0)
            field.after = valueOf(m_document.right.lines[pair.right]);
        field.kind = pair.left < 0    ? DiffField::Kind::Added
                     : pair.right < 0 ? DiffField::Kind::Removed
                                      : DiffField::Kind::Changed;
        const LineNote note = side.notes.value(line);
        field.chip = note.chip;
        field.tone = note.tone;
        field.tooltip = note.tooltip;
        field.file = note.file;
        field.line = note.line;
        field.secret = note.secret;
        m_whole = field.kind == DiffField::Kind::Changed ? QString() : path;
        m_fields.push_back(std::move(field));
    }

    /// The lines of one block scalar show one field.
    bool isSameField(const QString &path) const
    {
        return !path.isEmpty() && m_fields.back().path == path;
    }

    const DiffDocument &m_document;
    ObjectNames m_leftNames;
    ObjectNames m_rightNames;
    std::vector<DiffField> m_fields;
    QString m_whole; ///< The field that came or went with all that is in it.
};

} // namespace

std::vector<DiffField> readFields(const DiffDocument &document)
{
    return FieldReader(document).read(document.hunks);
}

std::vector<DiffField> readFields(const DiffDocument &document, const Hunk &hunk)
{
    return FieldReader(document).read({&hunk, 1});
}

ObjectNames::ObjectNames(const AnnotatedText &text)
{
    int start = 0;
    QString kind;
    QString name;
    QString nameSpace;
    const auto finish = [&] {
        const QString place = nameSpace.isEmpty() ? name : nameSpace + u'/' + name;
        if (!kind.isEmpty())
            m_objects.push_back({start, QString(kind + u' ' + place).trimmed()});
        kind.clear();
        name.clear();
        nameSpace.clear();
    };
    for (int i = 0; i < int(text.lines.size()); ++i) {
        const QString &line = text.lines[i];
        if (line.startsWith("---"_L1)) {
            finish();
            start = i;
            continue;
        }
        const QString path = text.paths.value(i);
        if (path == "kind"_L1)
            kind = valueOf(line);
        else if (path == "metadata.name"_L1)
            name = valueOf(line);
        else if (path == "metadata.namespace"_L1)
            nameSpace = valueOf(line);
    }
    finish();
}

QString ObjectNames::at(int line) const
{
    const auto after = std::ranges::upper_bound(m_objects, line, {}, &Entry::firstLine);
    return after == m_objects.begin() ? QString() : std::prev(after)->name;
}

QString spokenField(const DiffField &field)
{
    const auto translated = [](const char *text) {
        return QCoreApplication::translate("plumb::ui::DiffField", text);
    };
    QString change;
    if (field.secret)
        change = translated("%1, secret value changed");
    else if (field.kind == DiffField::Kind::Added)
        change = translated("%1, added, %3");
    else if (field.kind == DiffField::Kind::Removed)
        change = translated("%1, removed, was %2");
    else
        change = translated("%1, %2 to %3");
    change.replace("%1"_L1, fieldName(field.path));
    change.replace("%2"_L1, field.before);
    change.replace("%3"_L1, field.after);
    for (const QString &part : {field.object, field.chip}) {
        if (!part.isEmpty())
            change += u", " + part;
    }
    return change;
}

QString spokenChange(const DiffDocument &document, const Hunk &hunk)
{
    constexpr std::size_t spoken = 3;
    const std::vector<DiffField> fields = readFields(document, hunk);
    QStringList parts;
    for (std::size_t i = 0; i < std::min(fields.size(), spoken); ++i)
        parts += spokenField(fields[i]);
    if (fields.size() > spoken)
        parts += QCoreApplication::translate("plumb::ui::DiffField", "and %n more", nullptr,
                                             int(fields.size() - spoken));
    return parts.join("; "_L1);
}

} // namespace plumb::ui
