// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/provenance.h"
#include "core/object/fieldpath.h"
#include "core/reconcile/snapshot.h"
#include "ui/session/session.h"

#include <QDateTime>
#include <QObject>

#include <vector>

namespace plumb::ui {

/// One step that set a field, and who wrote that line last.
struct OriginLayer
{
    yaml::Layer layer = {};
    QString commit = {}; ///< Short; empty when the line is not committed.
    QString author = {};
    QString summary = {};
    QDateTime time = {};
};

/// Why a field has the value that git gives it.
struct FieldOrigin
{
    FieldPath field = {};
    QString value = {};
    std::vector<OriginLayer> layers = {}; ///< In the order they were applied, the last one wins.
};

/// Finds the layers of fields and blames their lines, in the background; the newest question wins.
class FieldOriginLookup final : public QObject
{
    Q_OBJECT

public:
    explicit FieldOriginLookup(Session *session, QObject *parent = nullptr);

    const FieldOrigin &origin() const { return m_origin; }

    /// Asks for one field of one object of the snapshot.
    void ask(const SnapshotPointer &snapshot, const ObjectPlace &place, const FieldPath &field);
    void clear();

Q_SIGNALS:
    void changed();

private:
    Session *m_session;
    FieldOrigin m_origin;
    LatestJob<FieldOrigin> m_job;
};

/// The object at a place of a snapshot, which a HelmRelease of the place's unit may have rendered;
/// null when there is none.
const Object *findObject(const reconcile::Snapshot &snapshot, const ObjectPlace &place);

} // namespace plumb::ui
