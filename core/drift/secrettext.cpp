// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/secrettext.h"

#include "core/drift/mask.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>

namespace plumb::drift {

namespace {

using yaml::Value;

constexpr std::string_view hidden = "‹hidden›";
constexpr std::uint32_t lastLine = std::numeric_limits<std::uint32_t>::max();

/// The first line of a hidden value, and the one behind its last.
struct HiddenLines
{
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// Where anything begins, from which a value before it is known to have ended.
void collectStarts(const Value &value, std::set<std::uint32_t> &starts)
{
    for (const yaml::Entry &entry : value.entries()) {
        starts.insert(entry.keyLine);
        collectStarts(entry.value, starts);
    }
    for (const Value &item : value.items()) {
        starts.insert(item.origin().line);
        collectStarts(item, starts);
    }
}

void collectHidden(const Value &value, const Value &shown, const std::set<std::uint32_t> &starts,
                   std::vector<HiddenLines> &lines)
{
    if (value.isMapping() && shown.isMapping() && value.size() == shown.size()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            collectHidden(value.entries()[i].value, shown.entries()[i].value, starts, lines);
        return;
    }
    if (value.isSequence() && shown.isSequence() && value.size() == shown.size()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            collectHidden(value.items()[i], shown.items()[i], starts, lines);
        return;
    }
    if (value.sameData(shown))
        return;
    const auto next = starts.upper_bound(value.origin().line);
    lines.push_back({.begin = value.origin().line, .end = next == starts.end() ? lastLine : *next});
}

std::vector<HiddenLines> hiddenLinesOf(const std::vector<Value> &documents)
{
    std::set<std::uint32_t> starts;
    for (const Value &document : documents)
        collectStarts(document, starts);
    std::vector<HiddenLines> lines;
    for (Value document : documents) {
        // A patch of a Secret may leave out what it is of.
        if (document.textAt({"kind"}) == "Secret")
            document.set("apiVersion", Value::string("v1"));
        collectHidden(document, Mask().masked(document), starts, lines);
    }
    return lines;
}

// What a line says before its value: "  key:" of "  key: value".
std::string_view front(std::string_view line)
{
    const std::size_t colon = line.find(": ");
    return colon == line.npos ? line.substr(0, line.find_first_not_of(" \t-"))
                              : line.substr(0, colon + 2);
}

} // namespace

std::string withoutSecretLines(std::string_view text)
{
    const auto documents = yaml::parseAll(text, {}, {.source = 1, .keepDates = true});
    if (!documents && !text.contains("Secret"))
        return std::string(text); // no manifest
    const std::vector<HiddenLines> lines =
        documents ? hiddenLinesOf(*documents)
                  : std::vector<HiddenLines>{{.begin = 0, .end = lastLine}};
    if (lines.empty())
        return std::string(text);
    std::string result;
    std::uint32_t number = 1;
    for (std::size_t at = 0; at < text.size(); ++number) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        const bool isHidden = std::ranges::any_of(lines, [&](const HiddenLines &each) {
            return number >= each.begin && number < each.end;
        });
        const bool isFirst = std::ranges::contains(lines, number, &HiddenLines::begin);
        const bool endsDocument = line == "---" || line == "---\r";
        if (!isHidden || endsDocument || line.empty())
            result += line;
        else
            (isFirst ? result += front(line) : result) += hidden;
        if (end < text.size())
            result += '\n';
        at = end + 1;
    }
    return result;
}

} // namespace plumb::drift
