// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/lookup.h"

#include "core/kustomize/fieldspec.h"

#include <charconv>
#include <optional>

namespace plumb::kustomize {

namespace {

std::optional<long> wholeNumber(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return number;
}

bool isBracketed(std::string_view text)
{
    return text.starts_with('[') && text.ends_with(']');
}

// Elements that begin with '[' go on to the one that ends with ']'; only a condition keeps its
// brackets.
std::vector<std::string> withBracketsJoined(const std::vector<std::string> &split)
{
    std::vector<std::string> result;
    for (std::size_t i = 0; i < split.size(); ++i) {
        if (!split[i].starts_with('[') || split[i].ends_with(']')) {
            result.push_back(split[i]);
            continue;
        }
        std::string joined = split[i];
        while (i + 1 < split.size()) {
            joined += '.' + split[++i];
            if (split[i].ends_with(']'))
                break;
        }
        if (joined.find('=') == std::string::npos) {
            const auto first = joined.find_first_not_of("[]");
            const auto last = joined.find_last_not_of("[]");
            joined =
                first == std::string::npos ? std::string() : joined.substr(first, last - first + 1);
        }
        result.push_back(std::move(joined));
    }
    return result;
}

std::unexpected<Error> misfit(std::string_view step, std::string_view expected)
{
    return std::unexpected(Error(ErrorCode::InvalidInput,
                                 "'" + std::string(step) + "' needs " + std::string(expected)));
}

Result<const yaml::Value *> itemAt(const yaml::Value &list, std::string_view step,
                                   std::optional<long> place)
{
    if (!list.isSequence())
        return misfit(step, "a list");
    if (place && *place < 0)
        return misfit(step, "a place that is not negative");
    if (list.size() == 0)
        return nullptr;
    if (!place)
        return &list.items().back();
    const auto index = static_cast<std::size_t>(*place);
    return index < list.size() ? &list.items()[index] : nullptr;
}

Result<const yaml::Value *> itemWith(const yaml::Value &list, std::string_view step)
{
    if (!list.isSequence())
        return misfit(step, "a list");
    const std::string_view condition = step.substr(1, step.size() - 2);
    const auto equals = condition.find('=');
    if (equals == condition.npos)
        return misfit(step, "the form [field=value]");
    const std::string_view field = condition.substr(0, equals);
    const std::string_view wanted = condition.substr(equals + 1);
    for (const yaml::Value &item : list.items()) {
        if (field.empty() ? item.text() == wanted
                          : item.find(field) && item.find(field)->text() == wanted)
            return &item;
    }
    return nullptr;
}

Result<const yaml::Value *> take(const yaml::Value &value, std::string_view step)
{
    if (const auto place = wholeNumber(step))
        return itemAt(value, step, place);
    if (step == "-")
        return itemAt(value, step, {});
    if (step == "*")
        return misfit(step, "a single value to look for");
    if (isBracketed(step))
        return itemWith(value, step);
    if (!value.isMapping())
        return misfit(step, "a mapping");
    return value.find(step);
}

} // namespace

std::vector<std::string> splitLookupPath(std::string_view path)
{
    std::vector<std::string> result;
    for (std::string &step : withBracketsJoined(splitFieldPath(path, '.'))) {
        const auto open = step.rfind('[');
        const bool isPlace = step.ends_with(']') && open != std::string::npos
                             && open + 2 < step.size()
                             && step.find_first_not_of("0123456789", open + 1) == step.size() - 1;
        if (!isPlace) {
            result.push_back(std::move(step));
            continue;
        }
        if (open != 0)
            result.push_back(step.substr(0, open));
        result.push_back(step.substr(open + 1, step.size() - open - 2));
    }
    return result;
}

Result<const yaml::Value *> lookUp(const yaml::Value &value, std::string_view path)
{
    const yaml::Value *here = &value;
    for (const std::string &step : splitLookupPath(path)) {
        if (step.empty())
            continue; // kyaml leaves empty steps out
        if (here->isNull())
            return nullptr;
        here = PLUMB_TRY(take(*here, step));
        if (!here)
            return nullptr;
    }
    return here;
}

} // namespace plumb::kustomize
