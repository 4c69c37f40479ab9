// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/nodepath.h"

#include "core/kustomize/fieldspec.h"
#include "core/kustomize/scalarfield.h"

#include <charconv>

namespace plumb::kustomize {

using yaml::Value;

namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";
constexpr auto nowhere = static_cast<std::size_t>(-1);

std::unexpected<Error> mismatch(std::string_view part, std::string_view expected)
{
    return std::unexpected(
        Error(ErrorCode::InvalidInput,
              "'" + std::string(part) + "' of the path needs " + std::string(expected)));
}

std::optional<long> numberOf(std::string_view part)
{
    if (part.starts_with('+'))
        part.remove_prefix(1);
    long number = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    return error == std::errc() && end == part.data() + part.size() ? std::optional(number)
                                                                    : std::nullopt;
}

/// Parts without blanks at their ends; empty ones do not count.
std::vector<std::string> cleaned(const std::vector<std::string> &path)
{
    std::vector<std::string> parts;
    for (const std::string &part : path) {
        const std::size_t first = part.find_first_not_of(blanks);
        if (first != std::string::npos)
            parts.push_back(part.substr(first, part.find_last_not_of(blanks) - first + 1));
    }
    return parts;
}

/// The place in a list that a part names; nowhere when it has no such item.
Result<std::size_t> placeOf(const Value &node, std::string_view part)
{
    if (part == "*")
        return mismatch(part, "a path that may have wildcards");
    if (!node.isSequence() && !node.isNull())
        return mismatch(part, "a list");
    const std::size_t size = node.size();
    if (part == "-")
        return size == 0 ? Result<std::size_t>(mismatch(part, "a list with items")) : size - 1;
    if (const std::optional<long> number = numberOf(part)) {
        if (*number < 0)
            return mismatch(part, "an index that is not negative");
        const auto index = static_cast<std::size_t>(*number);
        return index < size ? index : nowhere;
    }
    const auto [name, value] = PLUMB_TRY(splitItemPart(part));
    for (std::size_t index = 0; index < size; ++index) {
        const Value &item = node.items()[index];
        const Value *field = name.empty() ? &item : item.find(name);
        if (field && field->text() == value)
            return index;
    }
    return nowhere;
}

bool isPlace(std::string_view part)
{
    return part == "-" || part == "*" || isItemPart(part) || numberOf(part);
}

/// An item that "[name=value]" finds.
Result<Value> itemFor(std::string_view part)
{
    const auto [name, value] = PLUMB_TRY(splitItemPart(part));
    if (name.empty())
        return untypedScalar(value, yaml::Style::Plain);
    Value item = Value::mapping();
    item.set(name, untypedScalar(value, yaml::Style::Plain));
    return item;
}

} // namespace

std::vector<std::string> splitNodePath(std::string_view path)
{
    const std::vector<std::string> parts = splitFieldPath(path, '.');
    std::vector<std::string> joined;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        if (!parts[at].starts_with('[') || parts[at].ends_with(']')) {
            joined.push_back(parts[at]);
            continue;
        }
        std::string bracketed = parts[at];
        while (at + 1 < parts.size()) {
            bracketed += '.' + parts[++at];
            if (parts[at].ends_with(']'))
                break;
        }
        if (bracketed.find('=') == std::string::npos) {
            const std::size_t first = bracketed.find_first_not_of("[]");
            const std::size_t last = bracketed.find_last_not_of("[]");
            bracketed = first == std::string::npos ? std::string()
                                                   : bracketed.substr(first, last - first + 1);
        }
        joined.push_back(std::move(bracketed));
    }
    return joined;
}

bool isItemPart(std::string_view part)
{
    return part.starts_with('[') && part.ends_with(']');
}

std::optional<std::size_t> indexOfPart(std::string_view part)
{
    const std::optional<long> number = numberOf(part);
    return number && *number >= 0 ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

Result<std::pair<std::string, std::string>> splitItemPart(std::string_view part)
{
    std::string_view inner = part;
    if (inner.ends_with(']'))
        inner.remove_suffix(1);
    if (inner.starts_with('['))
        inner.remove_prefix(1);
    const std::size_t equals = inner.find('=');
    if (equals == inner.npos)
        return mismatch(part, "the form [field=value]");
    return std::pair(std::string(inner.substr(0, equals)), std::string(inner.substr(equals + 1)));
}

NodeKind kindBefore(std::string_view nextPart, NodeKind last)
{
    if (isItemPart(nextPart) || indexOfPart(nextPart))
        return NodeKind::Sequence;
    return nextPart.empty() ? last : NodeKind::Mapping;
}

Value emptyNode(NodeKind kind)
{
    if (kind == NodeKind::Scalar)
        return untypedScalar({}, yaml::Style::Plain);
    return kind == NodeKind::Sequence ? Value::sequence() : Value::mapping();
}

Result<const Value *> lookUp(const Value &root, const std::vector<std::string> &path)
{
    const Value *node = &root;
    for (const std::string &part : cleaned(path)) {
        if (isPlace(part)) {
            const std::size_t place = PLUMB_TRY(placeOf(*node, part));
            if (place == nowhere)
                return nullptr;
            node = &node->items()[place];
            continue;
        }
        if (!node->isMapping() && !node->isNull())
            return mismatch(part, "a mapping");
        node = node->find(part);
        if (!node)
            return nullptr;
    }
    return node;
}

Result<Value *> lookUpOrCreate(Value &root, const std::vector<std::string> &path)
{
    Value *node = &root;
    const std::vector<std::string> parts = cleaned(path);
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const std::string &part = parts[at];
        if (isPlace(part)) {
            std::size_t place = PLUMB_TRY(placeOf(*node, part));
            if (place == nowhere && isItemPart(part)) {
                place = node->size();
                node->append(PLUMB_TRY(itemFor(part)));
            }
            if (place == nowhere)
                return nullptr;
            node = &node->mutableItems()[place];
            continue;
        }
        if (!node->isMapping())
            return mismatch(part, "a mapping");
        if (!std::as_const(*node).find(part)) {
            const std::string_view next =
                at + 1 < parts.size() ? std::string_view(parts[at + 1]) : std::string_view();
            node->set(part, emptyNode(kindBefore(next, NodeKind::Scalar)));
        }
        node = node->findMutable(part);
    }
    return node;
}

} // namespace plumb::kustomize
