// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/fieldorigin.h"

#include "core/drift/mask.h"
#include "core/git/blame.h"
#include "ui/roles/text.h"

#include <algorithm>

namespace plumb::ui {

namespace {

// A field that is a whole tree says nothing in one line.
QString valueText(const yaml::Value *value)
{
    return value && value->isScalar() ? toQt(value->text()) : QString();
}

void addBlame(OriginLayer &origin, const git::Repository &repository, const git::Oid &revision,
              const Run &run)
{
    const auto file = files::TreePath::parse(origin.layer.path);
    if (!file || origin.layer.line == 0)
        return;
    const int line = static_cast<int>(origin.layer.line);
    const auto ranges =
        git::blame(repository,
                   {.file = *file, .revision = revision, .firstLine = line, .lastLine = line}, run);
    if (!ranges || ranges->empty())
        return;
    const git::Commit &commit = ranges->front().commit;
    origin.commit = toQt(commit.id.shortText());
    origin.author = toQt(commit.author.name);
    origin.summary = toQt(commit.summary());
    origin.time = QDateTime::fromSecsSinceEpoch(commit.author.time);
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
    for (const yaml::Layer &layer : build::layersOf(*object, field, *snapshot.sources))
        origin.layers.push_back({.layer = layer});
    std::ranges::reverse(origin.layers);

    // Outside git there is nobody to name; the layers are worth showing all the same.
    const auto repository = git::Repository::open(snapshot.repository);
    const auto revision = git::Oid::parse(snapshot.commit);
    if (!repository || !revision)
        return origin;
    for (OriginLayer &layer : origin.layers) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = layer.layer.path}));
        addBlame(layer, *repository, *revision, run);
    }
    return origin;
}

} // namespace

const Object *findObject(const reconcile::Snapshot &snapshot, const ObjectPlace &place)
{
    const build::Unit *unit = snapshot.desired->find(place.unit);
    return unit ? unit->known().find(place.object) : nullptr;
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
