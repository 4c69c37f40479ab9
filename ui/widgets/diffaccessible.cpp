// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/diffaccessible.h"

#include "ui/widgets/diffcanvas.h"

#include <QAccessible>
#include <QAccessibleWidget>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

/// A comparison as a screen reader meets it: its value is the current change in words.
class DiffAccessible final : public QAccessibleWidget
{
public:
    explicit DiffAccessible(DiffCanvas *canvas)
        : QAccessibleWidget(canvas, QAccessible::Document)
        , m_canvas(canvas)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return m_canvas->spoken();
        return QAccessibleWidget::text(kind);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        return state;
    }

private:
    DiffCanvas *m_canvas;
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != "plumb::ui::DiffCanvas"_L1)
        return nullptr;
    auto *canvas = qobject_cast<DiffCanvas *>(object);
    return canvas ? new DiffAccessible(canvas) : nullptr;
}

} // namespace

void installDiffAccessible()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

void announce(QWidget *widget, const QString &text)
{
    if (text.isEmpty())
        return;
    QAccessibleAnnouncementEvent announcement(widget, text);
    QAccessible::updateAccessibility(&announcement);
    QAccessibleValueChangeEvent value(widget, text);
    QAccessible::updateAccessibility(&value);
}

} // namespace plumb::ui
