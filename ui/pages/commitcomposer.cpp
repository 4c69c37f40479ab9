// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/commitcomposer.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace plumb::ui {

using namespace Qt::StringLiterals;

CommitComposer::CommitComposer(RepositoryState *repository, QWidget *parent)
    : QWidget(parent)
    , m_repository(repository)
    , m_message(new QPlainTextEdit)
    , m_branch(new QComboBox)
    , m_review(new QPushButton(tr("Commit…")))
{
    m_message->setObjectName("commitMessage"_L1);
    m_message->setAccessibleName(tr("Commit message"));
    m_message->setFont(themeFont(Theme::Font::Monospace));
    m_message->setTabChangesFocus(true);
    m_message->setMinimumHeight(96);
    m_message->setMaximumHeight(150);
    m_branch->setObjectName("commitBranch"_L1);
    m_branch->setAccessibleName(tr("Branch"));
    m_branch->setEditable(true);
    m_branch->lineEdit()->setAccessibleName(tr("Branch"));
    m_branch->setInsertPolicy(QComboBox::NoInsert);
    m_review->setObjectName("commitReview"_L1);
    m_review->setToolTip(tr("Shows what will be written first"));
    makePrimary(m_review);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 0, 12, 12);
    column->setSpacing(8);
    auto *header = new SectionHeader(tr("Commit"));
    header->setSideMargins(0);
    column->addWidget(header);
    column->addWidget(m_message);
    auto *branch = new QHBoxLayout;
    branch->addWidget(new ThemedLabel(tr("Branch"), ThemedLabel::Look::Muted));
    branch->addWidget(m_branch, 1);
    column->addLayout(branch);
    column->addWidget(m_review, 0, Qt::AlignLeft);

    connect(repository, &RepositoryState::changed, this, &CommitComposer::fillBranches);
    connect(m_message, &QPlainTextEdit::textChanged, this, &CommitComposer::validate);
    connect(m_branch, &QComboBox::editTextChanged, this, &CommitComposer::validate);
    connect(m_review, &QPushButton::clicked, this, [this] {
        const QString branch = m_branch->currentText().trimmed();
        Q_EMIT reviewRequested(m_message->toPlainText(), branch == m_current ? QString() : branch);
    });
    fillBranches();
}

void CommitComposer::offer(const QString &message, const QString &newBranch)
{
    if (m_message->toPlainText() == m_offered)
        m_message->setPlainText(message);
    m_offered = message;
    const bool isNewChosen = !m_newBranch.isEmpty() && m_branch->currentText() == m_newBranch;
    m_newBranch = newBranch;
    if (isNewChosen)
        m_branch->setEditText(newBranch);
    fillBranches();
}

void CommitComposer::fillBranches()
{
    const QString chosen = m_branch->currentText();
    const bool isOwnChoice = !chosen.isEmpty() && chosen != m_current;
    m_current = m_repository->facts().branch.isEmpty() ? tr("HEAD") : m_repository->facts().branch;
    m_branch->clear();
    m_branch->addItem(m_current);
    if (!m_newBranch.isEmpty())
        m_branch->addItem(m_newBranch);
    m_branch->setEditText(isOwnChoice ? chosen : m_current);
    validate();
}

void CommitComposer::setReady(bool isReady)
{
    m_isReady = isReady;
    validate();
}

void CommitComposer::focusMessage()
{
    m_message->setFocus();
}

void CommitComposer::validate()
{
    const bool isGit = !m_repository->facts().commit.isEmpty();
    m_review->setEnabled(m_isReady && isGit && !m_message->toPlainText().trimmed().isEmpty()
                         && !m_branch->currentText().trimmed().isEmpty());
}

} // namespace plumb::ui
