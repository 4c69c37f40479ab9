// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/objecttext.h"

#include "core/build/provenance.h"
#include "core/yaml/emitter.h"
#include "core/yaml/json.h"
#include "ui/roles/text.h"
#include "ui/text/yamloutline.h"

#include <QCoreApplication>
#include <QSet>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

AnnotatedText textOf(const yaml::Value &value)
{
    if (value.isNull())
        return {};
    AnnotatedText text = AnnotatedText::fromText(toQt(yaml::toReadableYaml(value)));
    text.paths = YamlOutline::of(text.lines).paths(text.lines);
    return text;
}

// Where each line's value was written; lines without a field of their own stay without a note.
void addOrigins(AnnotatedText &text, const yaml::Value &value, const yaml::SourceTable &sources)
{
    for (qsizetype i = 0; i < text.paths.size(); ++i) {
        const auto path = FieldPath::parse(text.paths[i].toStdString());
        const yaml::Value *field = path ? path->find(value) : nullptr;
        if (!field)
            continue;
        const SourcePosition place = build::placeOf(*field, sources);
        if (place.path.empty())
            continue;
        LineNote &note = text.notes[static_cast<int>(i)];
        note.file = toQt(place.path);
        note.line = place.line;
        note.tooltip = u"%1:%2"_s.arg(note.file).arg(note.line);
    }
}

// A value in one line; what is larger than a line of text is cut.
QString inlineText(const std::optional<yaml::Value> &value)
{
    if (!value)
        return {};
    if (value->isScalar())
        return toQt(value->text());
    constexpr qsizetype longest = 240;
    const QString json = toQt(yaml::toJson(*value));
    return json.size() > longest ? QString(json.first(longest) + u'…') : json;
}

DiffField::Kind fieldKind(drift::FieldChange::Kind kind, DesiredSide desired)
{
    using Kind = drift::FieldChange::Kind;
    if (kind == Kind::Changed || kind == Kind::Reordered)
        return DiffField::Kind::Changed;
    const bool isOnlyDesired = kind == Kind::Added;
    return isOnlyDesired == (desired == DesiredSide::Right) ? DiffField::Kind::Added
                                                            : DiffField::Kind::Removed;
}

DiffField fieldOf(const drift::ObjectDiff &diff, const drift::FieldChange &change,
                  DesiredSide desired, const yaml::SourceTable *sources)
{
    DiffField field;
    field.kind = fieldKind(change.kind, desired);
    field.object = objectTitle(diff.id);
    field.path = toQt(change.path.toString());
    field.before = inlineText(desired == DesiredSide::Left ? change.desired : change.live);
    field.after = inlineText(desired == DesiredSide::Left ? change.live : change.desired);
    field.secret = change.isMasked;
    if (change.kind == drift::FieldChange::Kind::Reordered) {
        field.chip = QCoreApplication::translate("plumb::ui::ObjectText", "order");
        field.tone = Tone::Neutral;
    }
    if (sources && change.desired) {
        const SourcePosition place = build::placeOf(*change.desired, *sources);
        field.file = toQt(place.path);
        field.line = place.line;
    }
    return field;
}

// Marks the lines that differ, so that the gutter leads to where git sets them.
void markChanges(AnnotatedText &text, const drift::ObjectDiff &diff)
{
    QSet<QString> changed;
    for (const drift::FieldChange &change : diff.changes)
        changed.insert(toQt(change.path.toString()));
    for (auto note = text.notes.begin(); note != text.notes.end(); ++note)
        note->marked = changed.contains(text.paths.value(note.key()));
}

} // namespace

AnnotatedText objectText(const Object &object, const yaml::SourceTable &sources,
                         const drift::Mask &mask)
{
    AnnotatedText text = textOf(mask.masked(object.fields()));
    addOrigins(text, object.fields(), sources);
    text.title = objectTitle(object.id());
    return text;
}

std::shared_ptr<const DiffDocument> diffDocument(const drift::ObjectDiff &diff,
                                                 const DiffHeadings &headings, DesiredSide desired,
                                                 const yaml::SourceTable *sources)
{
    AnnotatedText git = textOf(diff.desired);
    AnnotatedText other = textOf(diff.live);
    if (sources) {
        addOrigins(git, diff.desired, *sources);
        markChanges(git, diff);
    }
    AnnotatedText left = desired == DesiredSide::Left ? std::move(git) : std::move(other);
    AnnotatedText right = desired == DesiredSide::Left ? std::move(other) : std::move(git);
    left.title = headings.leftTitle;
    left.revision = headings.leftRevision;
    left.remark = headings.leftRemark;
    right.title = headings.rightTitle;
    right.revision = headings.rightRevision;
    right.remark = headings.rightRemark;

    std::vector<DiffField> fields;
    fields.reserve(diff.changes.size());
    for (const drift::FieldChange &change : diff.changes)
        fields.push_back(fieldOf(diff, change, desired, sources));
    return DiffDocument::between(std::move(left), std::move(right), std::move(fields));
}

QString objectTitle(const ResourceId &id)
{
    const QString name = id.namespaceName.empty()
                             ? toQt(id.name)
                             : QString(toQt(id.namespaceName) + u'/' + toQt(id.name));
    return toQt(id.kind) + u' ' + name;
}

QString kubectlCommand(const GroupVersionKind &gvk, const ResourceId &id, const QString &context)
{
    QStringList words{u"kubectl"_s};
    if (!context.isEmpty())
        words << u"--context"_s << context;
    const QString kind = toQt(gvk.kind).toLower();
    words << u"get"_s << (gvk.group.empty() ? kind : QString(kind + u'.' + toQt(gvk.group)))
          << toQt(id.name);
    if (!id.namespaceName.empty())
        words << u"--namespace"_s << toQt(id.namespaceName);
    words << u"--output"_s << u"yaml"_s;
    return words.join(u' ');
}

} // namespace plumb::ui
