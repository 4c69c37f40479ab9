// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/clonedialog.h"

#include "ui/widgets/style.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

// "https://host/group/fleet.git" and "git@host:group/fleet" are cloned into "fleet".
QString nameIn(const QString &url)
{
    static const QRegularExpression separators(u"[/:]"_s);
    QString name = url.trimmed().section(separators, -1, -1, QString::SectionSkipEmpty);
    if (name.endsWith(".git"_L1))
        name.chop(4);
    return name;
}

} // namespace

CloneDialog::CloneDialog(QWidget *parent)
    : QDialog(parent)
    , m_url(new QLineEdit)
    , m_folder(new QLineEdit)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Clone repository"));
    setMinimumWidth(560);
    m_url->setObjectName("cloneUrl"_L1);
    m_url->setPlaceholderText(tr("https://git.example.com/platform/fleet.git"));
    m_folder->setObjectName("cloneFolder"_L1);
    auto *browse = new QPushButton(tr("Choose…"));
    auto *place = new QHBoxLayout;
    place->addWidget(m_folder, 1);
    place->addWidget(browse);
    auto *form = new QFormLayout(this);
    form->addRow(tr("&URL"), m_url);
    form->addRow(tr("Into the &folder"), place);
    form->addRow(m_buttons);
    QPushButton *clone = m_buttons->addButton(tr("Clone"), QDialogButtonBox::AcceptRole);
    makePrimary(clone);

    connect(m_url, &QLineEdit::textChanged, this, &CloneDialog::suggestFolder);
    connect(m_folder, &QLineEdit::textEdited, this, [this] { m_isFolderChosen = true; });
    connect(m_folder, &QLineEdit::textChanged, this, &CloneDialog::validate);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString chosen =
            QFileDialog::getExistingDirectory(this, tr("Clone into"), QDir::homePath());
        if (!chosen.isEmpty())
            m_folder->setText(chosen + u'/' + nameIn(m_url->text()));
    });
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    validate();
}

QString CloneDialog::url() const
{
    return m_url->text().trimmed();
}

QString CloneDialog::folder() const
{
    return QDir::cleanPath(m_folder->text().trimmed());
}

void CloneDialog::suggestFolder()
{
    if (!m_isFolderChosen)
        m_folder->setText(QDir::homePath() + u'/' + nameIn(m_url->text()));
    validate();
}

void CloneDialog::validate()
{
    const bool isComplete =
        !nameIn(url()).isEmpty() && QDir::isAbsolutePath(m_folder->text().trimmed());
    for (QAbstractButton *button : m_buttons->buttons()) {
        if (m_buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->setEnabled(isComplete);
    }
}

} // namespace plumb::ui
