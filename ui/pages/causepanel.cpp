// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/causepanel.h"

#include "core/drift/render.h"
#include "ui/models/causetext.h"
#include "ui/pages/age.h"
#include "ui/roles/text.h"
#include "ui/widgets/labels.h"

#include <QVBoxLayout>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QString deedOf(drift::FieldChange::Kind kind)
{
    switch (kind) {
    case drift::FieldChange::Kind::Removed: return CausePanel::tr("added it");
    case drift::FieldChange::Kind::Changed: return CausePanel::tr("changed it");
    case drift::FieldChange::Kind::Added:
    case drift::FieldChange::Kind::Reordered: break; // left without a trace, mostly
    }
    return {};
}

/// Whether the manager of the cause is known to have done it.
bool isDoneByManager(const drift::Cause &cause)
{
    switch (cause.kind) {
    case drift::CauseKind::ManualEdit:
    case drift::CauseKind::OtherApplier:
    case drift::CauseKind::Controller:
    case drift::CauseKind::Status: return cause.manager.has_value();
    default: return false;
    }
}

QString managerText(const ssa::FieldManager &manager)
{
    const QString operation = toQt(ssa::nameOf(manager.operation));
    if (manager.subresource.empty())
        return CausePanel::tr("field manager, %1").arg(operation);
    return CausePanel::tr("field manager, %1 of %2").arg(operation, toQt(manager.subresource));
}

QString titleOf(const drift::FieldChange &change)
{
    if (!change.live)
        return CausePanel::tr("It is not there — because");
    const bool isShort = change.live->isScalar() && change.live->text().size() <= 60;
    if (!isShort || change.kind == drift::FieldChange::Kind::Reordered)
        return CausePanel::tr("It is different — because");
    return CausePanel::tr("It is %1 — because").arg(toQt(drift::toInlineText(*change.live)));
}

} // namespace

QString causeSentence(const drift::Cause &cause, const QString &deed, const QDateTime &now)
{
    if (deed.isEmpty() || !isDoneByManager(cause)) {
        QString text = toQt(cause.explanation);
        if (!cause.manager || !text.startsWith(toQt(cause.manager->name)))
            text = text.left(1).toUpper() + text.mid(1);
        return text + u'.';
    }
    const ssa::FieldManager &manager = *cause.manager;
    const QDateTime time = QDateTime::fromString(toQt(manager.time), Qt::ISODate);
    const QString when = time.isValid() ? u' ' + ageText(time, now) : QString();
    return CausePanel::tr("%1 %2%3 (%4)").arg(toQt(manager.name), deed, when, managerText(manager));
}

CausePanel::CausePanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new ThemedLabel({}, ThemedLabel::Look::Strong))
    , m_text(new ThemedLabel({}, ThemedLabel::Look::Body))
    , m_kind(new ThemedLabel({}, ThemedLabel::Look::Muted))
{
    setObjectName("causePanel"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 10);
    column->setSpacing(5);
    for (ThemedLabel *label : {m_title, m_text, m_kind}) {
        label->setTextFormat(Qt::PlainText); // names and values come from the cluster
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addStretch();
    showNothing();
}

void CausePanel::showNothing()
{
    showCause(tr("Why it is so"), {}, std::nullopt);
}

void CausePanel::show(const drift::FieldChange &change)
{
    showCause(titleOf(change), deedOf(change.kind), change.cause);
}

void CausePanel::show(const drift::ObjectDiff &object)
{
    const bool isMissing = object.action == drift::Action::Created;
    showCause(isMissing ? tr("It is missing — because") : tr("It is there — because"),
              isMissing ? tr("deleted it") : tr("made it"), object.cause);
}

void CausePanel::showCause(const QString &title, const QString &deed,
                           const std::optional<drift::Cause> &cause)
{
    m_title->setText(title);
    if (!cause) {
        m_text->setText(tr("Put the cursor on a changed line to see who made it so."));
        m_kind->clear();
        return;
    }
    m_text->setText(causeSentence(*cause, deed, QDateTime::currentDateTime()));
    m_kind->setText(cause->needsPerson
                        ? causeName(cause->kind)
                        : tr("%1; nobody needs to do anything").arg(causeName(cause->kind)));
}

} // namespace plumb::ui
