// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/fileeditspane.h"

#include "ui/pages/diffpane.h"
#include "ui/roles/text.h"

#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

// "+3 −2": how many lines a patch adds and removes.
QString lineCounts(const std::string &patch)
{
    qsizetype added = 0;
    qsizetype removed = 0;
    for (std::size_t start = 0; start < patch.size();) {
        const std::size_t end = std::min(patch.find('\n', start), patch.size());
        const std::string_view line = std::string_view(patch).substr(start, end - start);
        added += line.starts_with('+') && !line.starts_with("+++") ? 1 : 0;
        removed += line.starts_with('-') && !line.starts_with("---") ? 1 : 0;
        start = end + 1;
    }
    return FileEditsPane::tr("+%1 −%2, comments kept").arg(added).arg(removed);
}

std::shared_ptr<const DiffDocument> documentOf(const reconcile::FileEdit &edit)
{
    AnnotatedText before = AnnotatedText::fromText(toQt(edit.shownBefore.value_or("")));
    AnnotatedText after = AnnotatedText::fromText(toQt(edit.shownAfter.value_or("")));
    before.title = FileEditsPane::tr("Now");
    after.title = FileEditsPane::tr("After the commit");
    return DiffDocument::between(std::move(before), std::move(after));
}

} // namespace

FileEditsPane::FileEditsPane(QWidget *parent)
    : QWidget(parent)
    , m_files(new QTabBar)
    , m_diff(new DiffPane)
{
    m_files->setObjectName("editedFiles"_L1);
    m_files->setAccessibleName(tr("Edited files"));
    m_files->setDrawBase(false);
    m_files->setExpanding(false);
    m_files->setElideMode(Qt::ElideMiddle);
    m_files->setUsesScrollButtons(true);
    m_diff->view()->setMode(DiffView::Mode::Inline);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_files);
    column->addWidget(m_diff, 1);
    connect(m_files, &QTabBar::currentChanged, this, &FileEditsPane::showCurrent);
}

void FileEditsPane::setPlan(const Promotion::PlanPointer &plan, const QString &text)
{
    const QString current = m_files->tabToolTip(m_files->currentIndex());
    m_plan = plan;
    {
        const QSignalBlocker blocker(m_files);
        while (m_files->count() > 0)
            m_files->removeTab(0);
        if (plan) {
            for (const reconcile::FileEdit &edit : plan->files) {
                const QString path = toQt(edit.path.text());
                const int tab = m_files->addTab(path.section(u'/', -2));
                m_files->setTabToolTip(tab, path);
            }
        }
        showFile(current);
    }
    m_files->setVisible(m_files->count() > 1);
    if (m_files->count() == 0)
        m_diff->showNothing(Glyph::Promote, tr("Nothing is selected"), text);
    else
        showCurrent();
}

void FileEditsPane::showFile(const QString &path)
{
    for (int tab = 0; tab < m_files->count(); ++tab) {
        if (m_files->tabToolTip(tab) == path)
            m_files->setCurrentIndex(tab);
    }
}

void FileEditsPane::showCurrent()
{
    const auto tab = static_cast<std::size_t>(m_files->currentIndex());
    if (!m_plan || tab >= m_plan->files.size())
        return;
    m_job.start(
        [plan = m_plan, tab](const Run &) -> Result<std::shared_ptr<const DiffDocument>> {
            return documentOf(plan->files[tab]);
        },
        [this, plan = m_plan, tab](Result<std::shared_ptr<const DiffDocument>> document) {
            if (!document || plan != m_plan)
                return;
            const reconcile::FileEdit &edit = plan->files[tab];
            m_diff->show(toQt(edit.path.text()), lineCounts(edit.patch), *std::move(document));
        });
}

} // namespace plumb::ui
