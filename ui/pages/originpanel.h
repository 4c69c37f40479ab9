// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/fieldorigin.h"

#include <QWidget>

class QVBoxLayout;

namespace plumb::ui {

class ThemedLabel;

/// "spec.replicas should be 3 — because": the layers that set a field, each a link to its line, and
/// who wrote it last.
class OriginPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit OriginPanel(FieldOriginLookup *lookup, QWidget *parent = nullptr);

Q_SIGNALS:
    void placeActivated(const QString &file, int line);

private:
    void rebuild();
    QWidget *makeLayer(const OriginLayer &layer);

    FieldOriginLookup *m_lookup;
    ThemedLabel *m_title;
    QVBoxLayout *m_layers;
};

/// What a layer did: "written", "patch", "substitution" …
QString layerText(yaml::LayerKind kind);

} // namespace plumb::ui
