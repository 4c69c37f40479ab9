// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/checkspane.h"

#include "ui/roles/text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

struct Mark
{
    Glyph glyph;
    Theme::Color color;
    QString word;
};

Mark markOf(promotion::Outcome outcome)
{
    switch (outcome) {
    case promotion::Outcome::Passed: break;
    case promotion::Outcome::Warned:
        return {Glyph::Warning, Theme::Color::WarningText, ChecksPane::tr("warning")};
    case promotion::Outcome::Failed:
        return {Glyph::Cross, Theme::Color::DangerText, ChecksPane::tr("failed")};
    }
    return {Glyph::Check, Theme::Color::SuccessText, ChecksPane::tr("passed")};
}

} // namespace

ChecksPane::ChecksPane(QWidget *parent)
    : QWidget(parent)
    , m_header(new SectionHeader(tr("Checks")))
    , m_rows(new QVBoxLayout)
{
    setObjectName("checks"_L1);
    setAccessibleName(tr("Checks"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 0, 12, 4);
    column->setSpacing(2);
    m_header->setSideMargins(0);
    m_rows->setSpacing(4);
    column->addWidget(m_header);
    column->addLayout(m_rows);
    hide();
}

void ChecksPane::setChecks(const std::vector<promotion::Check> &checks)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    std::vector<promotion::Check> sorted = checks;
    std::ranges::stable_sort(sorted, std::ranges::greater(), &promotion::Check::outcome);
    // On a small screen what passed is one line.
    promotion::Check passed;
    std::size_t count = 0;
    for (const promotion::Check &check : sorted) {
        if (check.outcome != promotion::Outcome::Passed) {
            addRow(check);
            continue;
        }
        ++count;
        passed.details.push_back(check.text);
    }
    if (count > 0) {
        passed.text = tr("%1 passed")
                          .arg(counted(static_cast<qsizetype>(count), tr("check"), tr("checks")))
                          .toStdString();
        addRow(passed);
    }
    setVisible(!checks.empty());
}

void ChecksPane::addRow(const promotion::Check &check)
{
    const Mark mark = markOf(check.outcome);
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->setSpacing(8);
    auto *glyph = new QLabel;
    glyph->setPixmap(icon(mark.glyph, mark.color).pixmap(14, 14));
    auto *text = new ElidedLabel(toQt(check.text));
    text->setElideMode(Qt::ElideRight);
    line->addWidget(glyph);
    line->addWidget(text, 1);
    QStringList details = {toQt(check.text)};
    for (const std::string &detail : check.details)
        details << toQt(detail);
    row->setToolTip(details.join(u'\n'));
    text->setToolTip(details.join(u'\n'));
    row->setAccessibleName(u"%1: %2"_s.arg(mark.word, details.join(u", "_s)));
    m_rows->addWidget(row);
}

} // namespace plumb::ui
