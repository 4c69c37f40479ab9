// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/varresolver.h"

#include "core/kustomize/lookup.h"
#include "core/kustomize/scalarfield.h"
#include "core/yaml/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace plumb::kustomize {

namespace {

/// What a var stands for: a scalar to put in place of a whole string, and its text within one.
struct VarValue
{
    yaml::Value scalar;
    std::string text;
    bool isUsable = true; ///< Mappings and sequences are not put into strings.
};

std::string formatted(double number, std::chars_format format)
{
    std::array<char, 512> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format).ptr;
    return {buffer.data(), end};
}

// Go's %v of a float64: like %g, but with plain digits up to an exponent of 20.
std::string goText(double number)
{
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number > 0 ? "+Inf" : "-Inf";
    const std::string scientific = formatted(number, std::chars_format::scientific);
    const int exponent = std::atoi(scientific.c_str() + scientific.find('e') + 1);
    return exponent < -4 || exponent >= 21 ? scientific
                                           : formatted(number, std::chars_format::fixed);
}

Result<VarValue> valueOf(const Variable &variable, const Resource &resource,
                         const BuildContext &context)
{
    const auto missing = [&] {
        return std::unexpected(context.invalid(variable.definition,
                                               "the field '" + variable.fieldPath + "' of the var '"
                                                   + variable.name + "' is not found in "
                                                   + resource.id().toString()));
    };
    const auto found = lookUp(resource.fields(), variable.fieldPath);
    if (!found || !*found)
        return missing();
    const yaml::Value &value = **found;
    VarValue result{.scalar = yaml::Value::string(value.sharedText()),
                    .text = std::string(value.text()),
                    .isUsable = value.isScalar()};
    if (value.kind() == yaml::Kind::Integer) {
        std::int64_t number = 0;
        std::string_view digits = value.text();
        if (digits.starts_with('+'))
            digits.remove_prefix(1);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error != std::errc() || end != digits.data() + digits.size())
            return missing();
        result.text = std::to_string(number);
        result.scalar = yaml::Value::scalar(yaml::Kind::Integer, result.text);
    } else if (value.kind() == yaml::Kind::Float) {
        const double number = value.asDouble().value_or(0);
        result.text = goText(number);
        result.scalar = yaml::Value::scalar(
            yaml::Kind::Float, std::isfinite(number) ? formatted(number, std::chars_format::fixed)
                                                     : std::string(value.text()));
    } else if (value.kind() == yaml::Kind::Bool) {
        result.text = value.asBool().value_or(false) ? "true" : "false";
        result.scalar = yaml::Value::scalar(yaml::Kind::Bool, result.text);
    }
    result.scalar.setOrigin(value.origin(), value.column());
    return result;
}

class Replacer
{
public:
    Replacer(std::map<std::string, VarValue, std::less<>> values, const BuildContext &context)
        : m_values(std::move(values))
        , m_context(context)
    {
    }

    Result<> replace(yaml::Value &node)
    {
        if (node.isNull())
            return {};
        if (node.isScalar()) {
            if (node.isString())
                replaceString(node);
            return {};
        }
        if (node.isMapping())
            return replaceInMapping(node);
        for (std::size_t i = 0; i < node.size(); ++i) {
            const yaml::Value &item = node.items()[i];
            if (!item.isString())
                return std::unexpected(m_context.invalid(
                    item, "vars are put into lists of strings only; this item is none"));
            if (mentionsVariable(item))
                replaceString(node.mutableItems()[i]);
        }
        return {};
    }

    /// The names of the vars that were not used anywhere.
    std::vector<std::string> unused() const
    {
        std::vector<std::string> names;
        for (const auto &[name, value] : m_values) {
            if (!m_used.contains(name))
                names.push_back(name);
        }
        return names;
    }

private:
    static bool mentionsVariable(const yaml::Value &value)
    {
        return value.text().find('$') != std::string_view::npos;
    }

    Result<> replaceInMapping(yaml::Value &node)
    {
        for (std::size_t i = 0; i < node.size(); ++i) {
            const yaml::Entry &entry = node.entries()[i];
            const bool isText =
                entry.keyStyle != yaml::Style::Plain
                || yaml::resolvePlain(entry.key, yaml::Dialect::Kustomize) == yaml::Kind::String;
            if (!isText)
                return std::unexpected(m_context.invalid(
                    entry.value, "the key '" + entry.key.toString() + "' is not a string"));
            if (entry.value.isString() && mentionsVariable(entry.value))
                replaceString(node.mutableValue(i));
        }
        return {};
    }

    void replaceString(yaml::Value &node)
    {
        const std::string_view text = node.text();
        if (!mentionsVariable(node))
            return;
        const yaml::Origin under = node.origin();
        yaml::Origin over;
        yaml::Value replaced = expanded(text, over);
        if (over != yaml::Origin())
            replaced.setOrigin(m_context.stack(over, yaml::LayerKind::Transformer, under));
        else
            replaced.setOrigin(under, node.column());
        node = std::move(replaced);
    }

    // "$(NAME)" is a var's value, "$$" is "$", anything else stays as it is.
    yaml::Value expanded(std::string_view text, yaml::Origin &over)
    {
        std::string result;
        std::size_t done = 0;
        for (std::size_t at = text.find('$'); at + 1 < text.size() && at != text.npos;
             at = text.find('$', done)) {
            result += text.substr(done, at - done);
            const char next = text[at + 1];
            const std::size_t close = next == '(' ? text.find(')', at + 2) : text.npos;
            if (close == text.npos) {
                if (next != '$')
                    result += '$';
                result += next;
                done = at + 2;
                continue;
            }
            const std::string_view name = text.substr(at + 2, close - at - 2);
            const auto value = m_values.find(name);
            const bool isKnown = value != m_values.end() && value->second.isUsable;
            if (isKnown) {
                m_used.emplace(name);
                over = value->second.scalar.origin();
                if (at == 0 && close + 1 == text.size())
                    return value->second.scalar;
            }
            result +=
                isKnown ? std::string_view(value->second.text) : text.substr(at, close + 1 - at);
            done = close + 1;
        }
        result += text.substr(done);
        return yaml::Value::string(result);
    }

    std::map<std::string, VarValue, std::less<>> m_values;
    std::set<std::string, std::less<>> m_used;
    const BuildContext &m_context;
};

Result<std::map<std::string, VarValue, std::less<>>>
valuesOf(const ResourceMap &resources, const VariableSet &variables, const BuildContext &context)
{
    std::unordered_map<std::string_view, const Resource *> sources;
    for (std::size_t i = 0; i < resources.size(); ++i) {
        for (const std::string &name : resources.at(i).variables)
            sources.try_emplace(name, &resources.at(i));
    }
    std::map<std::string, VarValue, std::less<>> values;
    for (const auto &[name, variable] : variables) {
        const auto source = sources.find(name);
        if (source == sources.end()) {
            return std::unexpected(context.invalid(
                variable.definition, "the var '" + name + "' means " + variable.object.toString()
                                         + ", which is not in the build"));
        }
        values.emplace(name, PLUMB_TRY(valueOf(variable, *source->second, context)));
    }
    return values;
}

} // namespace

Result<> resolveVariables(ResourceMap &resources, const VariableSet &variables,
                          const FieldSpecs &specs, const BuildContext &context)
{
    if (variables.empty())
        return {};
    Replacer replacer(PLUMB_TRY(valuesOf(resources, variables, context)), context);
    const std::vector<FieldWalk> walks = makeFieldWalks(specs, Create::Nothing);
    for (std::size_t i = 0; i < resources.size(); ++i) {
        for (const FieldWalk &walk : walks) {
            if (!walk.appliesTo(resources.at(i).gvk()))
                continue;
            PLUMB_TRY(
                walk.visit(resources.change(i).mutableFields(),
                           [&replacer](yaml::Value &node) { return replacer.replace(node); }));
        }
    }
    for (const std::string &name : replacer.unused()) {
        context.warn("unused-var", "the var '" + name + "' is not used anywhere",
                     std::ranges::find_if(variables, [&name](const auto &entry) {
                         return entry.first == name;
                     })->second.definition);
    }
    return {};
}

} // namespace plumb::kustomize
