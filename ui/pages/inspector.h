// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/livemarks.h"
#include "ui/session/session.h"

#include <QScrollArea>

class QVBoxLayout;

namespace plumb::ui {

class KeyValueGrid;

/// What is selected on the fleet page, in detail, and what can be done with it.
class Inspector final : public QScrollArea
{
    Q_OBJECT

public:
    explicit Inspector(Session *session, QWidget *parent = nullptr);

    void setLiveMarks(const LiveMarks &marks);

private:
    void rebuild();
    QWidget *makeOverview(const reconcile::Snapshot &snapshot);
    QWidget *makeApp(const reconcile::Snapshot &snapshot, const fleet::App &app);
    QWidget *makeCell(const reconcile::Snapshot &snapshot, const fleet::App &app,
                      std::size_t environment);
    QWidget *makeObject(const reconcile::Snapshot &snapshot, const ObjectPlace &place);
    void addInstance(QVBoxLayout *column, const reconcile::Snapshot &snapshot,
                     const fleet::Instance &instance, bool isNamed);
    void addWaiting(QVBoxLayout *column, const fleet::Fleet &fleet, const fleet::App &app,
                    std::size_t environment);
    void addDependencies(QVBoxLayout *column, const reconcile::Snapshot &snapshot,
                         const build::UnitId &unit);
    void addRelease(QVBoxLayout *column, const reconcile::Snapshot &snapshot,
                    const ObjectPlace &place);
    void addUnitRows(KeyValueGrid *grid, const reconcile::Snapshot &snapshot,
                     const build::Unit &unit);
    void addLiveRow(KeyValueGrid *grid, const build::UnitId &unit, const ResourceId &object);

    Session *m_session;
    LiveMarks m_live;
};

} // namespace plumb::ui
