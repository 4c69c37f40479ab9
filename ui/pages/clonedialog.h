// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

class QDialogButtonBox;
class QLineEdit;

namespace plumb::ui {

/// Asks what to clone, and where to.
class CloneDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit CloneDialog(QWidget *parent = nullptr);

    QString url() const;
    QString folder() const;

private:
    void suggestFolder();
    void validate();

    QLineEdit *m_url;
    QLineEdit *m_folder;
    QDialogButtonBox *m_buttons;
    bool m_isFolderChosen = false;
};

} // namespace plumb::ui
