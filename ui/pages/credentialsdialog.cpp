// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/credentialsdialog.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/style.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace plumb::ui {

using namespace Qt::StringLiterals;

CredentialsDialog::CredentialsDialog(CredentialsPrompt *prompt, quint64 id,
                                     const CredentialsQuestion &question, QWidget *parent)
    : QDialog(parent)
    , m_user(new QLineEdit(question.user))
    , m_secret(new QLineEdit)
{
    const bool isKey = question.kind == CredentialsQuestion::Kind::KeyPassphrase;
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(isKey ? tr("Passphrase needed") : tr("Credentials needed"));
    setMinimumWidth(460);
    m_user->setObjectName("credentialsUser"_L1);
    m_secret->setObjectName("credentialsSecret"_L1);
    m_secret->setEchoMode(QLineEdit::Password);
    auto *form = new QFormLayout(this);
    auto *text =
        new ThemedLabel(isKey ? tr("The key %1 is protected by a passphrase.").arg(question.keyFile)
                              : tr("%1 asks who you are.").arg(question.url));
    text->setWordWrap(true);
    form->addRow(text);
    if (!isKey)
        form->addRow(tr("&User"), m_user);
    else
        m_user->hide();
    form->addRow(isKey ? tr("&Passphrase") : tr("&Password or token"), m_secret);
    form->addRow(new ThemedLabel(tr("It is used once and not kept."), ThemedLabel::Look::Small));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *use = buttons->addButton(tr("Continue"), QDialogButtonBox::AcceptRole);
    makePrimary(use);
    form->addRow(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, prompt, [prompt, id, user = m_user, secret = m_secret] {
        prompt->answer(id, {.user = user->text(), .secret = secret->text()});
    });
    connect(this, &QDialog::rejected, prompt, [prompt, id] { prompt->decline(id); });
    connect(prompt, &CredentialsPrompt::withdrawn, this, [this, id](quint64 withdrawn) {
        if (withdrawn == id)
            close();
    });
    (m_user->text().isEmpty() && !isKey ? m_user : m_secret)->setFocus();
}

} // namespace plumb::ui
