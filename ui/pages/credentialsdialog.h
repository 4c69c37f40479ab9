// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/credentialsprompt.h"

#include <QDialog>

class QLineEdit;

namespace plumb::ui {

/// Asks for what a remote or a key needs. Not modal: the window stays usable while it is open.
class CredentialsDialog final : public QDialog
{
    Q_OBJECT

public:
    CredentialsDialog(CredentialsPrompt *prompt, quint64 id, const CredentialsQuestion &question,
                      QWidget *parent = nullptr);

private:
    QLineEdit *m_user;
    QLineEdit *m_secret;
};

} // namespace plumb::ui
