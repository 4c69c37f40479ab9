// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/substitution.h"

#include "core/yaml/emitter.h"
#include "core/yaml/number.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <cctype>

namespace plumb::flux {

namespace {

constexpr std::string_view substituteKey = "kustomize.toolkit.fluxcd.io/substitute";

bool isName(std::string_view name)
{
    const auto isLetter = [](char c) {
        return c == '_' || std::isalpha(static_cast<unsigned char>(c));
    };
    return !name.empty() && isLetter(name.front()) && std::ranges::all_of(name, [&](char c) {
        return isLetter(c) || std::isdigit(static_cast<unsigned char>(c));
    });
}

bool holdsDollar(const yaml::Value &value)
{
    if (value.isScalar())
        return value.text().contains('$');
    if (value.isSequence())
        return std::ranges::any_of(value.items(), holdsDollar);
    return std::ranges::any_of(value.entries(), [](const yaml::Entry &entry) {
        return entry.key.view().contains('$') || holdsDollar(entry.value);
    });
}

/// Gives the nodes of an object that was written as text and read again the origins they had, and
/// those that changed the origin of the variable that changed them.
class OriginKeeper
{
public:
    OriginKeeper(const Variables &variables, yaml::SourceTable *sources)
        : m_variables(variables)
        , m_sources(sources)
    {
    }

    yaml::Value keep(const yaml::Value &now, const yaml::Value &before) const
    {
        if (now.isMapping())
            return keepMapping(now, before);
        if (now.isSequence())
            return keepSequence(now, before);
        const bool isNumber = now.kind() == yaml::Kind::Integer || now.kind() == yaml::Kind::Float;
        yaml::Value kept =
            isNumber ? yaml::Value::scalar(now.kind(), yaml::jsonNumber(now.text())) : now;
        const bool isSame =
            before.isScalar() && (now.text() == before.text() || now.sameData(before));
        kept.setOrigin(isSame ? before.origin() : changedOrigin(before), before.column());
        return kept;
    }

private:
    yaml::Value keepMapping(const yaml::Value &now, const yaml::Value &before) const
    {
        std::vector<yaml::Entry> entries;
        entries.reserve(now.size());
        for (const yaml::Entry &entry : now.entries()) {
            const yaml::Value *old = before.find(entry.key.view());
            yaml::Entry kept = entry;
            kept.value = keep(entry.value, old ? *old : before);
            entries.push_back(std::move(kept));
        }
        yaml::Value mapping = yaml::Value::mapping();
        mapping.setEntries(inOrderOf(before, std::move(entries)));
        mapping.setOrigin(before.origin(), before.column());
        return mapping;
    }

    // Text is written with sorted keys; the object keeps the order it had.
    static std::vector<yaml::Entry> inOrderOf(const yaml::Value &before,
                                              std::vector<yaml::Entry> entries)
    {
        std::map<std::string_view, std::size_t> positions;
        for (std::size_t i = 0; i < before.entries().size(); ++i)
            positions.emplace(before.entries()[i].key.view(), i);
        const auto position = [&positions](const yaml::Entry &entry) {
            const auto found = positions.find(entry.key.view());
            return found == positions.end() ? positions.size() : found->second;
        };
        std::ranges::stable_sort(entries, {}, position);
        return entries;
    }

    yaml::Value keepSequence(const yaml::Value &now, const yaml::Value &before) const
    {
        std::vector<yaml::Value> items;
        items.reserve(now.size());
        for (std::size_t i = 0; i < now.size(); ++i)
            items.push_back(
                keep(now.items()[i], i < before.items().size() ? before.items()[i] : before));
        yaml::Value sequence = yaml::Value::sequence(std::move(items));
        sequence.setOrigin(before.origin(), before.column());
        return sequence;
    }

    yaml::Origin changedOrigin(const yaml::Value &before) const
    {
        if (!m_sources)
            return before.origin();
        for (const std::string &name : variablesIn(before.text())) {
            const Variable *variable = m_variables.find(name);
            if (variable && variable->origin.source != 0)
                return m_sources->stack(variable->origin, yaml::LayerKind::Substitution,
                                        before.origin());
        }
        return before.origin();
    }

    const Variables &m_variables;
    yaml::SourceTable *m_sources;
};

VariableValue look(const Variables &variables, std::string_view name)
{
    const Variable *variable = variables.find(name);
    if (!variable)
        return {};
    if (variable->isHidden)
        return {.state = VariableValue::State::Hidden};
    return {.state = VariableValue::State::Set, .value = variable->value};
}

} // namespace

void Variables::set(std::string_view name, std::string_view value, yaml::Origin origin)
{
    Variable variable{.value = std::string(value), .origin = origin};
    std::erase(variable.value, '\n');
    m_variables.insert_or_assign(std::string(name), std::move(variable));
}

void Variables::hide(std::string_view name, yaml::Origin origin)
{
    m_variables.insert_or_assign(std::string(name), Variable{.isHidden = true, .origin = origin});
}

const Variable *Variables::find(std::string_view name) const
{
    const auto found = m_variables.find(name);
    return found == m_variables.end() ? nullptr : &found->second;
}

Result<> Variables::check() const
{
    for (const auto &[name, variable] : m_variables) {
        if (!isName(name))
            return std::unexpected(
                Error(ErrorCode::InvalidInput,
                      "'" + name
                          + "' is no name for a variable: expected letters, digits and '_', and no "
                            "digit at the start"));
    }
    return {};
}

Result<Substituted> substitute(const Object &object, const Variables &variables,
                               const SubstitutionOptions &options)
{
    if (object.label(substituteKey) == "disabled" || object.annotation(substituteKey) == "disabled")
        return Substituted{.object = object, .unknown = {}};
    if (variables.empty() && !options.always)
        return Substituted{.object = object, .unknown = {}};
    PLUMB_TRY(variables.check());
    if (!holdsDollar(object.fields()))
        return Substituted{.object = object, .unknown = {}};

    const auto text = PLUMB_TRY(SubstitutionTemplate::parse(yaml::toYaml(object.fields())));
    SubstitutionTemplate::Expansion expansion = PLUMB_TRY(text.expand(
        [&variables](std::string_view name) { return look(variables, name); }, options.unknown));

    // The line in an error would be one of a text that nobody has seen.
    Result<yaml::Value> read =
        yaml::parse(expansion.text, {}, {.dialect = yaml::Dialect::Kubernetes});
    if (!read)
        return std::unexpected(Error(read.error().code(), "no valid YAML after substitution: "
                                                              + read.error().message()));
    yaml::Value fields = OriginKeeper(variables, options.sources).keep(*read, object.fields());
    return Substituted{.object = PLUMB_TRY(Object::from(std::move(fields))),
                       .unknown = std::move(expansion.unknown)};
}

} // namespace plumb::flux
