// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/originpanel.h"

#include "ui/pages/age.h"
#include "ui/roles/text.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace plumb::ui {

using namespace Qt::StringLiterals;

QString layerText(yaml::LayerKind kind)
{
    switch (kind) {
    case yaml::LayerKind::File: return OriginPanel::tr("written");
    case yaml::LayerKind::Patch: return OriginPanel::tr("patch");
    case yaml::LayerKind::Transformer: return OriginPanel::tr("transformer");
    case yaml::LayerKind::Generator: return OriginPanel::tr("generator");
    case yaml::LayerKind::Values: return OriginPanel::tr("values");
    case yaml::LayerKind::Template: return OriginPanel::tr("template");
    case yaml::LayerKind::Substitution: return OriginPanel::tr("substitution");
    case yaml::LayerKind::Flux: return OriginPanel::tr("Flux");
    case yaml::LayerKind::Edit: return OriginPanel::tr("edit");
    }
    Q_UNREACHABLE_RETURN(QString());
}

OriginPanel::OriginPanel(FieldOriginLookup *lookup, QWidget *parent)
    : QWidget(parent)
    , m_lookup(lookup)
    , m_title(new ThemedLabel({}, ThemedLabel::Look::Strong))
    , m_layers(new QVBoxLayout)
{
    setObjectName("originPanel"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 10);
    column->setSpacing(5);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_title);
    m_layers->setSpacing(4);
    column->addLayout(m_layers);
    column->addStretch();
    connect(lookup, &FieldOriginLookup::changed, this, &OriginPanel::rebuild);
    rebuild();
}

void OriginPanel::rebuild()
{
    while (QLayoutItem *item = m_layers->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const FieldOrigin &origin = m_lookup->origin();
    if (origin.field.isRoot()) {
        m_title->setText(tr("Why it should be so"));
        m_layers->addWidget(
            new ThemedLabel(tr("Put the cursor on a changed line to see which files set it."),
                            ThemedLabel::Look::Muted));
        return;
    }
    const QString field = toQt(origin.field.toString());
    if (origin.layers.empty()) {
        m_title->setText(tr("%1 is not set in git").arg(field));
        return;
    }
    m_title->setText(origin.value.isEmpty()
                         ? tr("%1 is as it should be — because").arg(field)
                         : tr("%1 should be %2 — because").arg(field, origin.value));
    for (const OriginLayer &layer : origin.layers)
        m_layers->addWidget(makeLayer(layer));
}

QWidget *OriginPanel::makeLayer(const OriginLayer &layer)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    const QString file = toQt(layer.layer.path);
    const QString place = u"%1:%2"_s.arg(file).arg(layer.layer.line);
    auto *link = new QLabel;
    link->setTextFormat(Qt::RichText);
    link->setFont(themeFont(Theme::Font::Monospace));
    link->setText(file.isEmpty() ? tr("made by Plumbline")
                                 : u"<a href=\"#\" style=\"text-decoration: none\">%1</a>"_s.arg(
                                       place.toHtmlEscaped()));
    link->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    link->setAccessibleName(tr("Open %1").arg(place));
    connect(link, &QLabel::linkActivated, this,
            [this, file, line = static_cast<int>(layer.layer.line)] {
                Q_EMIT placeActivated(file, line);
            });
    layout->addWidget(link);
    layout->addWidget(new ThemedLabel(layerText(layer.layer.kind), ThemedLabel::Look::Muted));
    if (!layer.commit.isEmpty()) {
        auto *blame = new ElidedLabel(tr("%1 in %2 “%3”, %4")
                                          .arg(layer.author, layer.commit, layer.summary,
                                               ageText(layer.time, QDateTime::currentDateTime())));
        layout->addWidget(blame, 1);
    } else {
        layout->addStretch();
    }
    return row;
}

} // namespace plumb::ui
