// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/promotionpicker.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

PromotionPicker::PromotionPicker(QWidget *parent)
    : QWidget(parent)
    , m_from(new QComboBox)
    , m_to(new QComboBox)
    , m_arrow(new QLabel)
    , m_commit(new ThemedLabel({}, ThemedLabel::Look::Strong))
    , m_leaveCommit(new QToolButton)
{
    m_from->setObjectName("promoteFrom"_L1);
    m_from->setAccessibleName(tr("From environment"));
    m_to->setObjectName("promoteTo"_L1);
    m_to->setAccessibleName(tr("To environment"));
    for (QComboBox *box : {m_from, m_to}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        box->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
        box->setMaximumWidth(220);
        connect(box, &QComboBox::activated, this, &PromotionPicker::environmentsChosen);
    }
    m_arrow->setPixmap(icon(Glyph::ArrowRight, Theme::Color::Accent).pixmap(20, 20));
    m_commit->setObjectName("promotedCommit"_L1);
    m_commit->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_leaveCommit->setObjectName("leaveCommit"_L1);
    m_leaveCommit->setAccessibleName(tr("Back to all differences"));
    m_leaveCommit->setToolTip(tr("Back to all differences"));
    m_leaveCommit->setIcon(icon(Glyph::Close));
    m_leaveCommit->setAutoRaise(true);
    connect(m_leaveCommit, &QToolButton::clicked, this, &PromotionPicker::commitLeft);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(10);
    row->addWidget(m_from);
    row->addWidget(m_arrow);
    row->addWidget(m_to);
    row->addWidget(m_leaveCommit);
    row->addWidget(m_commit, 1);
    row->addStretch();
    setRequest({});
}

QString PromotionPicker::from() const
{
    return m_from->currentText();
}

QString PromotionPicker::to() const
{
    return m_to->currentText();
}

int PromotionPicker::count() const
{
    return m_from->count();
}

void PromotionPicker::setEnvironments(const QStringList &environments)
{
    const QString from = this->from();
    const QString to = this->to();
    for (QComboBox *box : {m_from, m_to}) {
        box->clear();
        box->addItems(environments);
    }
    // The step that people take most often: into the first environment behind a test of its own.
    const int last = std::min(2, m_to->count() - 1);
    const int known = m_to->findText(to);
    m_to->setCurrentIndex(known >= 0 ? known : last);
    const int knownFrom = m_from->findText(from);
    m_from->setCurrentIndex(knownFrom >= 0 ? knownFrom : std::max(0, last - 1));
}

void PromotionPicker::setRequest(const PromotionRequest &request)
{
    if (!request.from.isEmpty() && !request.to.isEmpty()) {
        m_from->setCurrentText(request.from);
        m_to->setCurrentText(request.to);
    }
    const QString commit = request.commit.left(7) + u' ' + request.subject;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_from, m_arrow, m_to})
        widget->setVisible(!request.reverts());
    m_commit->setVisible(!request.commit.isEmpty());
    m_leaveCommit->setVisible(!request.commit.isEmpty());
    m_commit->setText(request.reverts() ? tr("Revert %1").arg(commit) : commit);
    m_commit->setToolTip(m_commit->text());
}

} // namespace plumb::ui
