// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/releasevalues.h"

#include "core/build/unitbuilder.h"
#include "core/build/variablesource.h"
#include "core/helm/setvalues.h"
#include "core/helm/values.h"
#include "core/helm/valuetable.h"
#include "core/yaml/base64.h"

#include <algorithm>

namespace plumb::build {

namespace {

using helm::TableRef;
using helm::ValueSlot;
using helm::ValueTable;
using yaml::Origin;
using yaml::Value;

/// A text of a ConfigMap or Secret.
struct Text
{
    std::string text;
    Origin origin = {};       ///< Of the entry that holds it.
    bool isBlock = false;     ///< Its lines are those below the entry's own.
    bool isHidden = false;    ///< It is encrypted.
    bool isWholeFile = false; ///< Its lines are those of a file.
};

class Composer
{
public:
    Composer(const flux::HelmRelease &release, yaml::SourceTable *sources)
        : m_release(release)
        , m_sources(sources)
        , m_given(release.values() ? ValueTable::from(*release.values())
                                   : std::make_shared<ValueTable>())
        , m_result(std::make_shared<ValueTable>())
    {
    }

    Result<> add(const ReferencedValues &referenced);
    ComposedValues take();

private:
    Result<std::optional<Text>> find(const ReferencedValues &referenced);
    Result<> addAll(const flux::ValuesReference &reference, const Text &text);
    Result<> setOne(const flux::ValuesReference &reference, const Text &text);
    TableRef merged(const TableRef &under, const TableRef &over) const;
    Value stacked(const Value &over, const Value &under) const;
    void assign(ValueTable &table, const Value &now, ValueTable *twin, Origin origin);
    void note(const flux::ValuesReference &reference, Severity severity, std::string what);
    Error refused(const flux::ValuesReference &reference, const std::string &why) const;

    const flux::HelmRelease &m_release;
    yaml::SourceTable *m_sources;
    TableRef m_given;
    TableRef m_result;
    std::vector<std::string> m_place; ///< Where assign() is.
    bool m_isSecret = false;          ///< Whether what it assigns is.
    ComposedValues m_composed;
};

// Gives the lines of a text inside of a file their places in the file.
void place(Value &value, const Text &text)
{
    const auto line = [&text](std::uint32_t within) {
        if (text.isWholeFile)
            return within;
        return text.isBlock ? text.origin.line + within : text.origin.line;
    };
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value.isMapping())
            place(value.mutableValue(i), text);
        else
            place(value.mutableItems()[i], text);
    }
    value.setOrigin({.source = text.origin.source, .line = line(value.origin().line)});
}

void stamp(Value &value, Origin origin)
{
    if (value.origin().source == 0)
        value.setOrigin(origin);
    for (std::size_t i = 0; i < value.size(); ++i)
        stamp(value.isMapping() ? value.mutableValue(i) : value.mutableItems()[i], origin);
}

// The places of all scalars and lists in a value at @p key below @p place.
void collectLeaves(const Value &value, const std::string &key, std::vector<std::string> &place,
                   std::set<std::vector<std::string>> &leaves)
{
    place.push_back(key);
    if (!value.isMapping())
        leaves.insert(place);
    for (const yaml::Entry &entry : value.entries())
        collectLeaves(entry.value, entry.key.toString(), place, leaves);
    place.pop_back();
}

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (std::string_view("\\,[]{}").contains(c))
            result += '\\';
        result += c;
    }
    return result;
}

Text textOf(const Value &value, bool isBase64, yaml::SourceTable *sources)
{
    Text text{.text = std::string(value.text()), .isHidden = isEncryptedText(value.text())};
    text.origin = definitionOf(value, sources);
    if (isBase64) {
        // What is no base64 the API server would refuse; it is taken as it is.
        text.text = yaml::decodeBase64(value.text()).value_or(text.text);
        return text;
    }
    text.isBlock = value.style() == yaml::Style::Literal;
    if (!sources)
        return text;
    const std::vector<yaml::Layer> layers = sources->layersOf(value.origin());
    text.isWholeFile = !layers.empty() && layers.front().kind == yaml::LayerKind::Generator
                       && layers.front().line == 1 && text.text.contains('\n');
    return text;
}

Error Composer::refused(const flux::ValuesReference &reference, const std::string &why) const
{
    return {ErrorCode::InvalidInput,
            "could not resolve " + reference.kind + " chart values reference '"
                + std::string(m_release.namespaceName()) + '/' + reference.name + "' with key '"
                + reference.key + "': " + why};
}

void Composer::note(const flux::ValuesReference &reference, Severity severity, std::string what)
{
    m_composed.diagnostics.push_back({.severity = severity,
                                      .code = "values-not-in-git",
                                      .message = reference.toString() + ' ' + std::move(what)});
}

Result<std::optional<Text>> Composer::find(const ReferencedValues &referenced)
{
    const flux::ValuesReference &reference = referenced.reference;
    const bool isSecret = reference.kind == "Secret";
    if (!isSecret && reference.kind != "ConfigMap")
        return std::unexpected(refused(reference, "unsupported values reference kind"));
    if (!referenced.object) {
        m_composed.isIncomplete = m_composed.isIncomplete || !reference.isOptional;
        note(reference, reference.isOptional ? Severity::Note : Severity::Warning,
             "is not in this repository; name a file that has it with --variables");
        return std::nullopt;
    }
    const Object &object = *referenced.object;
    const bool isDocument = !object.fields().textAt({"sops", "mac"}).empty();
    for (const std::string_view field : {"stringData", "data"}) {
        if (field == "stringData" && !isSecret)
            continue;
        const Value *data = object.fields().find(field);
        const Value *found = data ? data->find(reference.key) : nullptr;
        if (!found)
            continue;
        Text text = textOf(*found, field == "data" && isSecret, m_sources);
        if (!text.isHidden && !isDocument)
            return text;
        m_composed.isIncomplete = true;
        note(reference, Severity::Warning, "is encrypted, so its values are not known here");
        return std::nullopt;
    }
    if (reference.isOptional)
        return std::nullopt;
    return std::unexpected(refused(reference, "key not found"));
}

// The value of the upper one, which remembers what it lies over.
Value Composer::stacked(const Value &over, const Value &under) const
{
    if (!m_sources || !over.isScalar() || !under.isScalar() || under.origin().source == 0
        || over.origin() == under.origin())
        return over;
    Value value = over;
    const yaml::Origin origin =
        m_sources->stack(over.origin(), yaml::LayerKind::Values, under.origin());
    // The same values are merged once more after each targetPath.
    const std::vector<yaml::Layer> below = m_sources->layersOf(under.origin());
    const SourcePosition here = m_sources->position(over.origin());
    const bool isKnown = !below.empty() && below.front().path == here.path
                         && static_cast<int>(below.front().line) == here.line;
    return value.setOrigin(isKnown ? under.origin() : origin, over.column());
}

TableRef Composer::merged(const TableRef &under, const TableRef &over) const
{
    TableRef result = under->copy();
    for (const ValueSlot &slot : over->slots()) {
        const ValueSlot *const old = under->find(slot.key);
        if (old && old->table && slot.table)
            result->set({.key = slot.key, .table = merged(old->table, slot.table)});
        else if (old && !old->table && !slot.table)
            result->set({.key = slot.key, .value = stacked(slot.value, old->value)});
        else
            result->set(slot);
    }
    return result;
}

Result<> Composer::addAll(const flux::ValuesReference &reference, const Text &text)
{
    auto values = helm::readValues(text.text, reference.key, 1);
    if (!values) {
        return std::unexpected(refused(
            reference, reference.kind == "Secret" ? "it is no YAML" : values.error().message()));
    }
    place(*values, text);
    if (reference.kind == "Secret") {
        for (const yaml::Entry &entry : values->entries())
            collectLeaves(entry.value, entry.key.toString(), m_place, m_composed.secrets);
    }
    m_result = merged(m_result, ValueTable::from(*values));
    return {};
}

// Puts what --set has made of a table into the table itself: whoever shares it sees the change, as
// with Go's maps. So it is with the items of a list that keeps its length; @p twin is the table of
// the given values at the same place, which may hold the same list.
void Composer::assign(ValueTable &table, const Value &now, ValueTable *twin, Origin origin)
{
    for (const yaml::Entry &entry : now.entries()) {
        const ValueSlot *const slot = table.find(entry.key);
        if (slot && slot->table && entry.value.isMapping()) {
            const TableRef below = slot->table;
            const TableRef other = twin ? twin->tableAt(entry.key) : nullptr;
            m_place.push_back(entry.key.toString());
            assign(*below, entry.value, other == below ? nullptr : other.get(), origin);
            m_place.pop_back();
            continue;
        }
        // An int64 and a float64 that are equal print differently.
        if (slot && !slot->table && slot->value.sameData(entry.value)
            && helm::isTypedInteger(slot->value) == helm::isTypedInteger(entry.value))
            continue;
        Value value = entry.value;
        stamp(value, origin);
        if (m_isSecret)
            collectLeaves(value, entry.key.toString(), m_place, m_composed.secrets);
        const ValueSlot *const shared = twin ? twin->find(entry.key) : nullptr;
        const bool isShared = slot && shared && slot->value.isSequence() && value.isSequence()
                              && shared->value.items().data() == slot->value.items().data()
                              && slot->value.size() == value.size();
        if (isShared)
            twin->set(ValueTable::slotOf(entry.key, value));
        table.set(ValueTable::slotOf(entry.key, value));
    }
}

Result<> Composer::setOne(const flux::ValuesReference &reference, const Text &text)
{
    m_result = merged(m_result, m_given);
    constexpr std::string_view quotes = "'\"";
    std::string_view value = text.text;
    const auto isQuoted = [&value](char quote) {
        return value.starts_with(quote) && value.ends_with(quote);
    };
    helm::SetSyntax syntax = helm::SetSyntax::Typed;
    std::string assigned(value);
    if (reference.isLiteral) {
        syntax = helm::SetSyntax::Text;
        assigned = escaped(value);
    } else if (isQuoted('\'') || isQuoted('"')) {
        syntax = helm::SetSyntax::Text;
        value.remove_prefix(std::min(value.find_first_not_of(quotes), value.size()));
        assigned = value.substr(0, value.find_last_not_of(quotes) + 1);
    }
    Value now = m_result->toYaml();
    auto set = helm::applySet(reference.targetPath + '=' + assigned, syntax, now);
    if (!set) {
        return std::unexpected(
            refused(reference, reference.kind == "Secret"
                                   ? "it cannot be set at '" + reference.targetPath + "'"
                                   : set.error().message()));
    }
    m_isSecret = reference.kind == "Secret";
    assign(*m_result, now, m_given == m_result ? nullptr : m_given.get(), text.origin);
    return {};
}

Result<> Composer::add(const ReferencedValues &referenced)
{
    const std::optional<Text> text = PLUMB_TRY(find(referenced));
    if (!text)
        return {};
    return referenced.reference.targetPath.empty() ? addAll(referenced.reference, *text)
                                                   : setOne(referenced.reference, *text);
}

ComposedValues Composer::take()
{
    m_composed.values = merged(m_result, m_given)->toYaml();
    return std::move(m_composed);
}

} // namespace

Result<ComposedValues> composeValues(const flux::HelmRelease &release,
                                     const std::vector<ReferencedValues> &references,
                                     yaml::SourceTable *sources)
{
    Composer composer(release, sources);
    for (const ReferencedValues &referenced : references)
        PLUMB_TRY(composer.add(referenced));
    return composer.take();
}

} // namespace plumb::build
