// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/fieldorigin.h"

#include "core/drift/mask.h"
#include "core/history/fieldblame.h"
#include "ui/roles/text.h"

#include <algorithm>

namespace plumb::ui {

namespace {

// A field that is a whole tree says nothing in one line.
QString valueText(const yaml::Value *value)
{
    return value && value->isScalar() ? toQt(value->text()) : QString();
}

OriginLayer originLayer(const history::BlamedLayer &blamed)
{
    OriginLayer origin{.layer = blamed.layer};
    if (blamed.commit) {
        origin.commit = toQt(blamed.commit->id.shortText());
        origin.author = toQt(blamed.commit->author.name);
        origin.summary = toQt(blamed.commit->summary());
        origin.time = QDateTime::fromSecsSinceEpoch(blamed.commit->author.time);
    }
    return origin;
}

Result<FieldOrigin> explain(const reconcile::Snapshot &snapshot, const ObjectPlace &place,
                            const FieldPath &field, const Run &run)
{
    FieldOrigin origin{.field = field};
    const Object *object = findObject(snapshot, place);
    if (!object)
        return origin;
    if (!drift::Mask::hides(object->fields(), field))
        origin.value = valueText(field.find(object->fields()));
    const auto layers = PLUMB_TRY(history::blameField(snapshot, *object, field, run));
    for (const history::BlamedLayer &layer : layers)
        origin.layers.push_back(originLayer(layer));
    std::ranges::reverse(origin.layers);
    return origin;
}

} // namespace

const Object *findObject(const reconcile::Snapshot &snapshot, const ObjectPlace &place)
{
    const build::Unit *unit = snapshot.desired->find(place.unit);
    const Object *built = unit ? unit->known().find(place.object) : nullptr;
    const build::ClusterState *cluster = snapshot.desired->cluster(place.unit.cluster);
    if (built || !cluster)
        return built;
    for (const auto &release : cluster->releases) {
        if (release->unit != place.unit)
            continue;
        for (const Object *object : release->everything()) {
            if (object->id() == place.object)
                return object;
        }
    }
    return nullptr;
}

FieldOriginLookup::FieldOriginLookup(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session->state() == Session::State::Closed)
            clear();
    });
}

void FieldOriginLookup::ask(const SnapshotPointer &snapshot, const ObjectPlace &place,
                            const FieldPath &field)
{
    m_job.start(
        [snapshot, place, field](const Run &run) { return explain(*snapshot, place, field, run); },
        [this](Result<FieldOrigin> origin) {
            if (!origin)
                return;
            m_origin = *std::move(origin);
            Q_EMIT changed();
        });
}

void FieldOriginLookup::clear()
{
    m_job.cancel();
    m_origin = {};
    Q_EMIT changed();
}

} // namespace plumb::ui
