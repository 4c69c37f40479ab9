// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/remedy/writtenvalue.h"

#include "core/build/provenance.h"
#include "core/drift/mask.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <vector>

namespace plumb::remedy {

namespace {

using yaml::Value;

constexpr yaml::ParseOptions options = {.source = 1, .keepDates = true};

struct Candidate
{
    yaml::NodePath path;
    Value value;
};

// Scalars that begin in a line, and the texts of several lines that go over it.
struct Found
{
    std::vector<Candidate> scalars = {};
    std::optional<Candidate> around = {};
};

void collect(const Value &value, const yaml::NodePath &path, std::uint32_t line, Found &found)
{
    for (const yaml::Entry &entry : value.entries())
        collect(entry.value, path.child(yaml::Step::toKey(entry.key)), line, found);
    for (std::size_t i = 0; i < value.items().size(); ++i)
        collect(value.items()[i], path.child(yaml::Step::toIndex(i)), line, found);
    if (!value.isScalar())
        return;
    if (value.origin().line == line)
        found.scalars.push_back({.path = path, .value = value});
    const auto lines = std::ranges::count(value.text(), '\n');
    if (lines > 0 && value.origin().line < line
        && line <= value.origin().line + static_cast<std::uint32_t>(lines))
        found.around = Candidate{.path = path, .value = value};
}

bool isAt(const Candidate &candidate, std::string_view key)
{
    return !candidate.path.isRoot() && candidate.path.steps().back().kind == yaml::Step::Kind::Key
           && candidate.path.steps().back().key == key;
}

const Candidate *best(const std::vector<Candidate> &candidates, std::string_view key,
                      std::string_view text)
{
    for (const Candidate &candidate : candidates) {
        if (isAt(candidate, key))
            return &candidate;
    }
    for (const Candidate &candidate : candidates) {
        if (candidate.value.text() == text)
            return &candidate;
    }
    return candidates.size() == 1 ? &candidates.front() : nullptr;
}

Error hasNoValue(const yaml::Layer &layer)
{
    return {ErrorCode::Unsupported, "this line does not hold the value by itself; edit it by hand",
            SourcePosition{layer.path, static_cast<int>(layer.line), 0}};
}

Error isSecretPlace(const yaml::Layer &layer)
{
    return {ErrorCode::Unsupported, "a Secret sets the value; change it where the Secret is made",
            SourcePosition{layer.path, static_cast<int>(layer.line), 0}};
}

std::uint32_t lineBehind(const Value &text)
{
    // A block scalar's text begins in the line below its indicator.
    const bool isBlock =
        text.style() == yaml::Style::Literal || text.style() == yaml::Style::Folded;
    return text.origin().line + (isBlock ? 1 : 0);
}

Result<> findInside(const Candidate &around, const yaml::Layer &layer, std::string_view key,
                    std::string_view text, WrittenValue &place)
{
    const auto documents =
        PLUMB_TRY(yaml::parseAll(around.value.text(), place.file.text(), options));
    const std::uint32_t line = layer.line - lineBehind(around.value) + 1;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        Found found;
        collect(documents[i], {}, line, found);
        if (const Candidate *chosen = best(found.scalars, key, text)) {
            place.path = around.path;
            place.innerDocument = i;
            place.innerPath = chosen->path;
            place.value = chosen->value;
            return {};
        }
    }
    return std::unexpected(hasNoValue(layer));
}

} // namespace

Result<WrittenValue> findWritten(const files::FileTree &tree, const yaml::Layer &layer,
                                 std::string_view key, std::string_view text)
{
    const auto path = files::TreePath::parse(layer.path);
    if (layer.path.empty() || layer.line == 0 || !path)
        return std::unexpected(hasNoValue(layer));
    const auto located = PLUMB_TRY(tree.locate(*path));
    if (!located)
        return std::unexpected(hasNoValue(layer)); // generated, or of another repository
    WrittenValue place{.file = *located, .text = *PLUMB_TRY(tree.read(*located))};
    const auto documents = PLUMB_TRY(yaml::parseAll(place.text, place.file.text(), options));
    for (std::size_t i = 0; i < documents.size(); ++i) {
        Found found;
        collect(documents[i], {}, layer.line, found);
        if ((!found.scalars.empty() || found.around) && drift::isSecretDocument(documents[i]))
            return std::unexpected(isSecretPlace(layer));
        place.document = i;
        if (const Candidate *chosen = best(found.scalars, key, text)) {
            place.path = chosen->path;
            place.value = chosen->value;
            return place;
        }
        if (found.around) {
            PLUMB_TRY(findInside(*found.around, layer, key, text, place));
            return place;
        }
    }
    return std::unexpected(hasNoValue(layer));
}

Result<Manifest> manifestOf(const reconcile::Snapshot &snapshot, const Object &object)
{
    const auto layers =
        build::layersOf(object, PLUMB_TRY(FieldPath::parse("kind")), *snapshot.sources);
    const auto path = files::TreePath::parse(layers.empty() ? "" : layers.back().path);
    const auto located = path && !path->isRoot() ? PLUMB_TRY(snapshot.tree->locate(*path))
                                                 : std::optional<files::TreePath>();
    if (!located) {
        return std::unexpected(Error(ErrorCode::Unsupported,
                                     object.displayName()
                                         + " is not written in a file of this repository; edit it "
                                           "where it comes from"));
    }
    Manifest manifest{.file = *located, .text = *PLUMB_TRY(snapshot.tree->read(*located))};
    const auto documents = PLUMB_TRY(yaml::parseAll(manifest.text, located->text(), options));
    const auto found = std::ranges::find_if(documents, [&object](const Value &document) {
        return document.textAt({"kind"}) == object.kind()
               && document.textAt({"metadata", "name"}) == object.name();
    });
    if (found == documents.end()) {
        return std::unexpected(
            Error(ErrorCode::Unsupported, object.displayName() + " has another name in "
                                              + located->text() + "; edit it by hand"));
    }
    manifest.document = static_cast<std::size_t>(found - documents.begin());
    manifest.content = *found;
    return manifest;
}

Result<std::string> rewritten(const WrittenValue &place, const std::optional<Value> &value)
{
    const yaml::EditTarget target{
        .file = place.file.text(), .document = place.document, .path = place.path};
    const auto edited = [&value](std::string_view text, const yaml::EditTarget &where) {
        return value ? yaml::setValue(text, where, *value) : yaml::removeValue(text, where);
    };
    if (!place.innerPath)
        return edited(place.text, target);
    const auto documents = PLUMB_TRY(yaml::parseAll(place.text, place.file.text(), options));
    const Value *const outer = place.path.find(documents.at(place.document));
    const std::string inner = PLUMB_TRY(edited(
        outer->text(),
        {.file = place.file.text(), .document = place.innerDocument, .path = *place.innerPath}));
    return yaml::setValue(place.text, target, Value::string(inner, outer->style()));
}

} // namespace plumb::remedy
