// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/changeset.h"

#include <QDateTime>
#include <QWidget>

namespace plumb::ui {

class ThemedLabel;

/// "It is 5 — because": who made a field of a cluster what it is, and when.
class CausePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CausePanel(QWidget *parent = nullptr);

    void showNothing();
    /// Why one field differs.
    void show(const drift::FieldChange &change);
    /// Why a whole object is missing or extra.
    void show(const drift::ObjectDiff &object);

private:
    void showCause(const QString &title, const QString &deed,
                   const std::optional<drift::Cause> &cause);

    ThemedLabel *m_title;
    ThemedLabel *m_text;
    ThemedLabel *m_kind;
};

/// "kubectl-edit changed it 6 min ago (field manager, Update)"; where nobody is known to have done
/// it, or @p deed ("changed it") is empty, what the cause itself says.
QString causeSentence(const drift::Cause &cause, const QString &deed, const QDateTime &now);

} // namespace plumb::ui
