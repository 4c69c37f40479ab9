// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/yamltab.h"

#include "ui/pages/objectactions.h"
#include "ui/pages/objecttext.h"
#include "ui/roles/text.h"
#include "ui/session/fieldorigin.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/yamlview.h"

#include <QHBoxLayout>
#include <QStackedLayout>

namespace plumb::ui {

using namespace Qt::StringLiterals;

YamlTab::YamlTab(Session *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new ElidedLabel)
    , m_detail(new ElidedLabel)
    , m_view(new YamlView)
    , m_empty(new EmptyState(
          Glyph::Object, tr("No object is open"),
          tr("Open an object from the tree or the table with Enter, and it is shown here as git "
             "builds it, each line with the file that set it.")))
    , m_stack(new QStackedLayout)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(12, 8, 12, 8);
    m_title->setFont(themeFont(Theme::Font::Title));
    m_detail->setFont(themeFont(Theme::Font::Small));
    header->addWidget(m_title, 1);
    header->addWidget(m_detail, 1);
    column->addLayout(header);
    column->addWidget(m_view, 1);
    m_view->setObjectName("yamlView"_L1);
    m_view->setAccessibleName(tr("Object as YAML"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    setLayout(m_stack);

    connect(session, &Session::snapshotChanged, this, &YamlTab::read);
    connect(m_view, &YamlView::provenanceActivated, this,
            [this](const QString &file, int line) { openFleetFile(m_session, file, line); });
}

void YamlTab::show(const ObjectPlace &place)
{
    m_place = place;
    read();
}

void YamlTab::read()
{
    const SnapshotPointer snapshot = m_session->snapshot();
    if (!m_place || !snapshot)
        return;
    if (!findObject(*snapshot, *m_place)) {
        m_empty->setTitle(tr("%1 is gone").arg(objectTitle(m_place->object)));
        m_empty->setText(tr("%1 no longer builds it.").arg(toQt(m_place->unit.toString())));
        m_stack->setCurrentIndex(0);
        return;
    }
    m_job.start(
        [snapshot, place = *m_place,
         mask = m_session->mask()](const Run &) -> Result<AnnotatedText> {
            return objectText(*findObject(*snapshot, place), *snapshot->sources, mask);
        },
        [this, place = *m_place](Result<AnnotatedText> text) {
            if (!text)
                return;
            m_title->setText(objectTitle(place.object));
            m_detail->setText(toQt(place.unit.toString()));
            m_view->setText(*std::move(text));
            m_stack->setCurrentIndex(1);
        });
}

} // namespace plumb::ui
