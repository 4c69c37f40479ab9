// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/yamlview.h"

#include "ui/widgets/searchbar.h"
#include "ui/widgets/yamlcanvas.h"

#include <QAction>
#include <QVBoxLayout>

namespace plumb::ui {

YamlView::YamlView(QWidget *parent)
    : QWidget(parent)
    , m_canvas(new YamlCanvas)
    , m_search(new SearchBar(m_canvas))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_search);
    setFocusProxy(m_canvas);
    makeActions();
    connect(m_canvas, &YamlCanvas::provenanceActivated, this, &YamlView::provenanceActivated);
    connect(m_canvas, &YamlCanvas::revealRequested, this, &YamlView::revealRequested);
    connect(m_canvas, &TextCanvas::caretMoved, this,
            [this] { Q_EMIT pathChanged(m_canvas->pathAtCaret()); });
}

YamlView::~YamlView() = default;

int YamlView::lineCount() const
{
    return int(m_canvas->text().lines.size());
}

bool YamlView::isOriginsVisible() const
{
    return m_canvas->isOriginsVisible();
}

void YamlView::setText(AnnotatedText text)
{
    m_canvas->setText(std::move(text));
}

void YamlView::setOriginsVisible(bool visible)
{
    m_canvas->setOriginsVisible(visible);
}

void YamlView::goToLine(int line)
{
    m_canvas->goToLine(line);
}

bool YamlView::goToPath(const QString &path)
{
    const auto line = m_canvas->text().paths.indexOf(path);
    if (path.isEmpty() || line < 0)
        return false;
    m_canvas->goToLine(int(line));
    return true;
}

void YamlView::foldAll()
{
    m_canvas->foldAll();
}

void YamlView::unfoldAll()
{
    m_canvas->unfoldAll();
}

void YamlView::openSearch()
{
    m_search->open();
}

void YamlView::copy()
{
    m_canvas->copy();
}

void YamlView::makeActions()
{
    auto *find = new QAction(tr("Find in text"), this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, this, &YamlView::openSearch);
    addAction(find);
}

} // namespace plumb::ui
