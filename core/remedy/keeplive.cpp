// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/remedy/keeplive.h"

#include "core/build/provenance.h"
#include "core/remedy/builtobject.h"
#include "core/remedy/writtenvalue.h"

#include <algorithm>
#include <utility>

namespace plumb::remedy {

namespace {

using drift::FieldChange;
using yaml::Value;

const Object *builtObject(const reconcile::Snapshot &snapshot, const DriftedField &field)
{
    const auto built = findBuilt(snapshot, field.cluster, field.object);
    return built ? built->object : nullptr;
}

std::string_view lastKey(const FieldPath &path)
{
    return path.steps().back().kind == FieldStep::Kind::Key ? path.steps().back().text
                                                            : std::string_view();
}

// What has to be written so that a value of which @p written is a part becomes @p live: all of it,
// or the same part (a tag of an image, a variable in a text).
std::optional<Value> replacement(const Value &written, const Value &desired, const Value &live)
{
    if (written.text() == desired.text() || !desired.isScalar() || !live.isScalar()) {
        Value value = live;
        if (live.asString())
            value.setStyle(written.style());
        return value;
    }
    const std::string_view whole = desired.text();
    const std::string_view part = written.text();
    const std::size_t at = whole.find(part);
    if (part.empty() || at == whole.npos || whole.find(part, at + 1) != whole.npos)
        return {};
    const std::string_view front = whole.substr(0, at);
    const std::string_view back = whole.substr(at + part.size());
    const std::string_view now = live.text();
    if (now.size() <= front.size() + back.size() || !now.starts_with(front) || !now.ends_with(back))
        return {};
    const std::string_view middle =
        now.substr(front.size(), now.size() - front.size() - back.size());
    return Value::string(middle, written.style());
}

Error isOnlyPart(const WrittenValue &place)
{
    return {ErrorCode::Unsupported,
            "this line gives only a part of the value, and no other value of it gives what the "
            "cluster has; edit it by hand",
            SourcePosition{place.file.text(), static_cast<int>(place.value.origin().line), 0}};
}

Result<TriedProposal> tryPlace(const reconcile::TrialGround &ground, const WrittenValue &place,
                               const std::optional<Value> &value, const Run &run)
{
    return tryText(ground, place.file, PLUMB_TRY(rewritten(place, value)), run);
}

// The line that sets the value last.
Result<TriedProposal> changeWritten(const reconcile::TrialGround &ground, const DriftedField &field,
                                    const Object &object, const Run &run)
{
    const FieldPath &path = field.change.path;
    const Value *const desired = path.find(object.fields());
    const auto layers = build::layersOf(object, path, *ground.snapshot.sources);
    if (!desired || layers.empty()) {
        return std::unexpected(
            Error(ErrorCode::Unsupported,
                  "it is not known which line sets " + path.toString() + "; edit it by hand"));
    }
    const WrittenValue place = PLUMB_TRY(
        findWritten(*ground.snapshot.tree, layers.front(), lastKey(path), desired->text()));
    if (field.change.kind == FieldChange::Kind::Added)
        return tryPlace(ground, place, std::nullopt, run);
    const auto value = replacement(place.value, *desired, *field.change.live);
    if (!value)
        return std::unexpected(isOnlyPart(place));
    return tryPlace(ground, place, value, run);
}

yaml::NodePath nodePathOf(const FieldPath &path)
{
    yaml::NodePath result;
    for (const FieldStep &step : path.steps()) {
        switch (step.kind) {
        case FieldStep::Kind::Key: result = result.child(yaml::Step::toKey(step.text)); break;
        case FieldStep::Kind::Item:
            result = result.child(
                yaml::Step::toItem(step.match.front().first, step.match.front().second));
            break;
        case FieldStep::Kind::Member:
        case FieldStep::Kind::Index: result = result.child(yaml::Step::toIndex(step.index)); break;
        }
    }
    return result;
}

// The manifest of the object gets a field that no line sets.
Result<TriedProposal> addToManifest(const reconcile::TrialGround &ground, const DriftedField &field,
                                    const Object &object, const Run &run)
{
    const Manifest manifest = PLUMB_TRY(manifestOf(ground.snapshot, object));
    return tryText(ground, manifest.file,
                   PLUMB_TRY(yaml::setValue(manifest.text,
                                            {.file = manifest.file.text(),
                                             .document = manifest.document,
                                             .path = nodePathOf(field.change.path)},
                                            *field.change.live)),
                   run);
}

Result<> requireKept(const TriedProposal &trial, const DriftedField &field)
{
    const Object *const object = builtObject(*trial.after, field);
    const Value *const now = object ? field.change.path.find(object->fields()) : nullptr;
    const std::optional<Value> &live = field.change.live;
    if (live ? now && now->sameData(*live) : object && !now)
        return {};
    return std::unexpected(Error(ErrorCode::Unsupported,
                                 "an edit of this line would not be enough, something else sets "
                                     + field.change.path.toString() + " as well; edit it by hand",
                                 SourcePosition{trial.proposal.edit.path.text(), 0, 0}));
}

std::string titleFor(const DriftedField &field)
{
    const std::string object = field.object.kind + '/' + field.object.name;
    const std::string path = field.change.path.toString();
    if (!field.change.live)
        return "Remove " + path + " of " + object;
    return field.change.live->isScalar()
               ? "Set " + path + " of " + object + " to " + std::string(field.change.live->text())
               : "Keep " + path + " of " + object + " as it is live";
}

} // namespace

Result<Proposal> keepLiveValue(const reconcile::TrialGround &ground, const DriftedField &field,
                               const Run &run)
{
    if (field.change.isMasked || field.object.kind == "Secret") {
        return std::unexpected(Error(
            ErrorCode::Unsupported, "values of Secrets are not written to git in the clear; change "
                                    "the Secret where it is made or encrypted"));
    }
    if (field.change.kind == FieldChange::Kind::Reordered) {
        return std::unexpected(
            Error(ErrorCode::Unsupported, "an order of items is kept by editing the list by hand"));
    }
    const Object *const object = builtObject(ground.snapshot, field);
    if (!object)
        return std::unexpected(notBuilt(field.object));
    TriedProposal trial = field.change.kind == FieldChange::Kind::Removed
                              ? PLUMB_TRY(addToManifest(ground, field, *object, run))
                              : PLUMB_TRY(changeWritten(ground, field, *object, run));
    PLUMB_TRY(requireKept(trial, field));
    trial.proposal.title = titleFor(field);
    return std::move(trial.proposal);
}

} // namespace plumb::remedy
