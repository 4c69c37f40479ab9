// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/diffpane.h"

#include "ui/models/changelist.h"
#include "ui/roles/text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QToolButton>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QToolButton *arrow(Glyph glyph, const QString &name, const QString &toolTip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(icon(glyph));
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    return button;
}

Chip changesChip(const drift::ObjectDiff &diff)
{
    if (diff.action != drift::Action::Configured)
        return Chip::ofStatus(changeStatus(diff.action));
    return {.text = counted(static_cast<int>(diff.changes.size()), DiffPane::tr("field differs"),
                            DiffPane::tr("fields differ")),
            .tone = Tone::Warning};
}

} // namespace

DiffPane::DiffPane(QWidget *parent)
    : QWidget(parent)
    , m_view(new DiffView)
    , m_empty(new EmptyState(Glyph::Compare, {}, {}))
    , m_stack(new QStackedLayout)
{
    setObjectName("diffPane"_L1);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(m_view, 1);
    m_view->setObjectName("diffView"_L1);
    m_view->setAccessibleName(tr("Differences"));

    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    setLayout(m_stack);

    connect(m_view, &DiffView::currentChangeChanged, this, &DiffPane::showChangeCount);
    connect(m_view, &DiffView::documentShown, this,
            [this] { showChangeCount(m_view->currentChange(), m_view->changeCount()); });
    connect(m_view, &DiffView::provenanceActivated, this, &DiffPane::placeActivated);
    connect(m_view, &DiffView::pathChanged, this, &DiffPane::fieldActivated);
    connect(m_view, &DiffView::modeChanged, this, [this](DiffView::Mode mode) {
        const QSignalBlocker blocker(m_mode);
        m_mode->setCurrentIndex(static_cast<int>(mode));
    });
}

QWidget *DiffPane::makeHeader()
{
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(12, 6, 8, 6);
    m_title = new ElidedLabel;
    m_title->setFont(themeFont(Theme::Font::Title));
    m_chip = new ChipLabel;
    m_place = new ElidedLabel;
    m_place->setFont(themeFont(Theme::Font::Small));
    m_previous =
        arrow(Glyph::ChevronUp, u"previousChange"_s, tr("Previous change (Shift+F7)"), header);
    m_next = arrow(Glyph::ChevronDown, u"nextChange"_s, tr("Next change (F7)"), header);
    m_count = new ThemedLabel({}, ThemedLabel::Look::Small);
    m_mode = new QComboBox;
    m_mode->setObjectName("diffMode"_L1);
    m_mode->setAccessibleName(tr("Arrangement of the differences"));
    m_mode->addItems({tr("Side by side"), tr("Inline"), tr("Fields")});
    row->addWidget(m_title, 2);
    row->addWidget(m_chip);
    row->addWidget(m_place, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_count);
    row->addWidget(m_mode);

    connect(m_previous, &QToolButton::clicked, m_view, &DiffView::previousChange);
    connect(m_next, &QToolButton::clicked, m_view, &DiffView::nextChange);
    connect(m_mode, &QComboBox::activated, this,
            [this](int index) { m_view->setMode(static_cast<DiffView::Mode>(index)); });
    return header;
}

void DiffPane::show(const DiffSubject &subject)
{
    Q_ASSERT(subject.diff);
    m_job.start(
        [subject](const Run &) -> Result<std::shared_ptr<const DiffDocument>> {
            return diffDocument(*subject.diff, subject.headings, subject.desired,
                                subject.sources.get());
        },
        [this, subject](Result<std::shared_ptr<const DiffDocument>> document) {
            if (!document)
                return;
            show(objectTitle(subject.diff->id), subject.place, *std::move(document));
            m_chip->setChip(changesChip(*subject.diff));
            m_chip->show();
        });
}

void DiffPane::show(const QString &title, const QString &detail,
                    std::shared_ptr<const DiffDocument> document)
{
    m_title->setText(title);
    m_place->setText(detail);
    m_chip->hide();
    m_stack->setCurrentIndex(1);
    m_view->setDocument(std::move(document));
}

void DiffPane::showNothing(Glyph glyph, const QString &title, const QString &text)
{
    m_job.cancel();
    m_empty->setGlyph(glyph);
    m_empty->setTitle(title);
    m_empty->setText(text);
    m_stack->setCurrentIndex(0);
}

void DiffPane::showChangeCount(int index, int count)
{
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
    m_count->setText(index < 0 ? counted(count, tr("change"), tr("changes"))
                               : tr("%1 of %2").arg(index + 1).arg(count));
}

} // namespace plumb::ui
