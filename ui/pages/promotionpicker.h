// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/selection.h"

#include <QStringList>
#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace plumb::ui {

class ThemedLabel;

/// From which environment to which one; or which commit is carried over, or taken back.
class PromotionPicker final : public QWidget
{
    Q_OBJECT

public:
    explicit PromotionPicker(QWidget *parent = nullptr);

    QString from() const;
    QString to() const;
    int count() const;

    /// Offers other environments; those that were chosen stay so when they are still there.
    void setEnvironments(const QStringList &environments);
    void setRequest(const PromotionRequest &request);

Q_SIGNALS:
    /// A person chose other environments.
    void environmentsChosen();
    /// A person wants all differences again instead of those of one commit.
    void commitLeft();

private:
    QComboBox *m_from;
    QComboBox *m_to;
    QLabel *m_arrow;
    ThemedLabel *m_commit;
    QToolButton *m_leaveCommit;
};

} // namespace plumb::ui
