// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/diffview.h"

#include "ui/widgets/diffcanvas.h"
#include "ui/widgets/difffieldsview.h"
#include "ui/widgets/searchbar.h"

#include <QAction>
#include <QCoreApplication>
#include <QPointer>
#include <QStackedLayout>
#include <QThreadPool>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

// Up to so many lines, comparing takes less than a millisecond or two and is done at once.
constexpr qsizetype fewLines = 4000;

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_canvas(new DiffCanvas)
    , m_fields(new DiffFieldsView)
    , m_search(new SearchBar(m_canvas))
    , m_stack(new QStackedLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_stack->addWidget(m_canvas);
    m_stack->addWidget(m_fields);
    column->addLayout(m_stack, 1);
    column->addWidget(m_search);
    setFocusProxy(m_canvas);
    makeActions();

    connect(m_canvas, &DiffCanvas::currentChangeChanged, this,
            [this](int index) { Q_EMIT currentChangeChanged(index, changeCount()); });
    connect(m_canvas, &TextCanvas::caretMoved, this,
            [this] { Q_EMIT pathChanged(m_canvas->pathAtCaret()); });
    connect(m_canvas, &DiffCanvas::provenanceActivated, this, &DiffView::provenanceActivated);
    connect(m_canvas, &DiffCanvas::revealRequested, this, &DiffView::revealRequested);
    connect(m_fields, &DiffFieldsView::provenanceActivated, this, &DiffView::provenanceActivated);
    connect(m_fields, &DiffFieldsView::revealRequested, this, &DiffView::revealRequested);
    connect(m_fields, &DiffFieldsView::currentFieldChanged, this,
            [this](int field, const QString &path) {
                Q_EMIT pathChanged(path);
                Q_EMIT currentChangeChanged(field, changeCount());
            });
}

DiffView::~DiffView() = default;

int DiffView::changeCount() const
{
    return m_mode == Mode::Fields ? m_fields->fieldCount()
                                  : int(m_canvas->diffLayout().changes.size());
}

int DiffView::currentChange() const
{
    return m_mode == Mode::Fields ? m_fields->currentField() : m_canvas->currentChange();
}

void DiffView::setDocument(std::shared_ptr<const DiffDocument> document)
{
    ++m_request;
    const bool keepsPlace = document && m_document && document->left.title == m_document->left.title
                            && document->right.title == m_document->right.title
                            && document->left.paths.value(0) == m_document->left.paths.value(0)
                            && document->left.lines.size() == m_document->left.lines.size();
    m_document = std::move(document);
    m_canvas->setDocument(m_document, keepsPlace);
    m_fieldsAreOld = true;
    if (m_mode == Mode::Fields)
        updateFields();
    Q_EMIT documentShown();
    Q_EMIT currentChangeChanged(currentChange(), changeCount());
}

void DiffView::setTexts(AnnotatedText left, AnnotatedText right, std::vector<DiffField> fields)
{
    if (left.lines.size() + right.lines.size() <= fewLines) {
        setDocument(DiffDocument::between(std::move(left), std::move(right), std::move(fields)));
        return;
    }
    const quint64 request = ++m_request;
    QThreadPool::globalInstance()->start([view = QPointer<DiffView>(this), request,
                                          left = std::move(left), right = std::move(right),
                                          fields = std::move(fields)]() mutable {
        auto document = DiffDocument::between(std::move(left), std::move(right), std::move(fields));
        // Delivered in the main thread, where the view may be gone or waiting for something newer.
        QMetaObject::invokeMethod(qApp, [view, request, document = std::move(document)] {
            if (view && view->m_request == request)
                view->setDocument(document);
        });
    });
}

void DiffView::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    if (mode == Mode::Fields)
        updateFields();
    if (mode != Mode::Fields)
        m_canvas->setArrangement(mode == Mode::Inline ? DiffArrangement::Inline
                                                      : DiffArrangement::SideBySide);
    QWidget *shown = mode == Mode::Fields ? static_cast<QWidget *>(m_fields) : m_canvas;
    const bool focused = m_canvas->hasFocus() || m_fields->hasFocus();
    m_stack->setCurrentWidget(shown);
    setFocusProxy(shown);
    if (focused)
        shown->setFocus();
    if (mode == Mode::Fields)
        m_search->hide();
    Q_EMIT modeChanged(mode);
    Q_EMIT currentChangeChanged(currentChange(), changeCount());
}

/// The tree is filled when it is looked at; a large one takes longer than a frame.
void DiffView::updateFields()
{
    if (!m_fieldsAreOld)
        return;
    m_fieldsAreOld = false;
    m_fields->setDocument(m_document);
}

void DiffView::setContextLines(int count)
{
    m_canvas->setContextLines(count);
}

void DiffView::goToChange(int index)
{
    if (index < 0 || index >= changeCount())
        return;
    if (m_mode == Mode::Fields)
        m_fields->goToField(index);
    else
        m_canvas->goToChange(index);
}

void DiffView::nextChange()
{
    goToChange(qMin(currentChange() + 1, changeCount() - 1));
}

void DiffView::previousChange()
{
    goToChange(qMax(currentChange() - 1, 0));
}

void DiffView::openSearch()
{
    if (m_mode == Mode::Fields)
        setMode(Mode::SideBySide);
    m_search->open();
}

void DiffView::copy()
{
    if (m_mode == Mode::Fields)
        m_fields->copyCurrent();
    else
        m_canvas->copy();
}

void DiffView::makeActions()
{
    const auto add = [this](const QString &text, const QList<QKeySequence> &keys, auto action) {
        auto *result = new QAction(text, this);
        result->setShortcuts(keys);
        result->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(result, &QAction::triggered, this, action);
        addAction(result);
    };
    add(tr("Next change"), {Qt::Key_F7, Qt::ALT | Qt::Key_Down}, &DiffView::nextChange);
    add(tr("Previous change"), {Qt::SHIFT | Qt::Key_F7, Qt::ALT | Qt::Key_Up},
        &DiffView::previousChange);
    add(tr("Find in text"), {QKeySequence::Find}, &DiffView::openSearch);
}

} // namespace plumb::ui
