// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/reviewdialog.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSyntaxHighlighter>
#include <QVBoxLayout>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

class PatchHighlighter final : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &line) override
    {
        QTextCharFormat format;
        if (line.startsWith("+++"_L1) || line.startsWith("---"_L1) || line.startsWith("diff "_L1))
            format.setFontWeight(QFont::DemiBold);
        else if (line.startsWith(u'+'))
            format.setForeground(themeColor(Theme::Color::AddedText));
        else if (line.startsWith(u'-'))
            format.setForeground(themeColor(Theme::Color::RemovedText));
        else if (line.startsWith("@@"_L1))
            format.setForeground(themeColor(Theme::Color::MutedText));
        setFormat(0, static_cast<int>(line.size()), format);
    }
};

} // namespace

ReviewDialog::ReviewDialog(const Review &review, QWidget *parent)
    : QDialog(parent)
{
    setObjectName("reviewDialog"_L1);
    setWindowTitle(review.title);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    auto *summary = new ThemedLabel(review.summary);
    summary->setTextFormat(Qt::PlainText);
    summary->setWordWrap(true);
    column->addWidget(summary);
    auto *message = new ThemedLabel(review.message.trimmed(), ThemedLabel::Look::Monospace);
    message->setTextFormat(Qt::PlainText); // what others wrote is part of it
    message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    message->setWordWrap(true);
    column->addWidget(message);
    auto *patch = new QPlainTextEdit(review.patch);
    patch->setObjectName("reviewPatch"_L1);
    patch->setAccessibleName(tr("What will be written"));
    patch->setReadOnly(true);
    patch->setLineWrapMode(QPlainTextEdit::NoWrap);
    patch->setFont(themeFont(Theme::Font::Monospace));
    new PatchHighlighter(patch->document());
    patch->setVisible(!review.patch.isEmpty());
    column->addWidget(patch, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *accept = buttons->addButton(review.verb, QDialogButtonBox::AcceptRole);
    accept->setObjectName("reviewAccept"_L1);
    makePrimary(accept);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    accept->setFocus();
    constexpr int width = 860;
    resize(width, review.patch.isEmpty() ? column->heightForWidth(width) : 640);
}

} // namespace plumb::ui
