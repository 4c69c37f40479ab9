// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/blocktext.h"

#include "core/yaml/emitter.h"

#include <string_view>

namespace plumb::kustomize {

using yaml::Entry;
using yaml::Value;

namespace {

constexpr std::size_t step = 2;

bool isBlock(const Value &value)
{
    return !value.isScalar() && value.size() != 0 && value.style() != yaml::Style::Flow;
}

std::string withoutEnd(std::string text)
{
    while (text.ends_with('\n'))
        text.pop_back();
    return text;
}

/// "key:", in quotes if it needs them.
std::string keyText(const Entry &entry)
{
    Value mapping = Value::mapping();
    mapping.appendEntry({.key = entry.key,
                         .keyKind = entry.keyKind,
                         .keyStyle = entry.keyStyle,
                         .value = Value::mapping()});
    const std::string text = withoutEnd(yaml::toReadableYaml(mapping));
    return text.substr(0, text.rfind(" {}"));
}

std::string flowText(const Value &value)
{
    if (value.isScalar())
        return withoutEnd(yaml::toReadableYaml(value));
    std::string text;
    for (const Value &item : value.items())
        text += (text.empty() ? "" : ", ") + flowText(item);
    for (const Entry &entry : value.entries())
        text += (text.empty() ? "" : ", ") + keyText(entry) + ' ' + flowText(entry.value);
    return value.isSequence() ? '[' + text + ']' : '{' + text + '}';
}

/// Lines of text, each one with blanks in front but for empty ones.
void appendIndented(std::string &out, std::string_view lines, std::size_t indent)
{
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        const std::string_view line = lines.substr(0, end);
        if (!line.empty())
            out.append(indent, ' ').append(line);
        out += '\n';
        lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
    }
}

void appendBlock(std::string &out, const Value &value, std::size_t indent);

void appendEntry(std::string &out, const Entry &entry, std::size_t indent)
{
    if (isBlock(entry.value)) {
        out.append(indent, ' ').append(keyText(entry)).append("\n");
        appendBlock(out, entry.value, entry.value.isSequence() ? indent : indent + step);
    } else if (entry.value.isScalar()) {
        Value mapping = Value::mapping();
        mapping.appendEntry(entry);
        appendIndented(out, yaml::toReadableYaml(mapping), indent);
    } else {
        out.append(indent, ' ')
            .append(keyText(entry))
            .append(" ")
            .append(flowText(entry.value))
            .append("\n");
    }
}

void appendItem(std::string &out, const Value &item, std::size_t indent)
{
    if (isBlock(item)) {
        std::string text;
        appendBlock(text, item, indent + step);
        out.append(indent, ' ').append("- ").append(text, indent + step);
    } else if (item.isScalar()) {
        appendIndented(out, yaml::toReadableYaml(Value::sequence({item})), indent);
    } else {
        out.append(indent, ' ').append("- ").append(flowText(item)).append("\n");
    }
}

void appendBlock(std::string &out, const Value &value, std::size_t indent)
{
    for (const Entry &entry : value.entries())
        appendEntry(out, entry, indent);
    for (const Value &item : value.items())
        appendItem(out, item, indent);
}

} // namespace

std::string toBlockText(const Value &document)
{
    if (!isBlock(document))
        return flowText(document) + '\n';
    std::string out;
    appendBlock(out, document, 0);
    return out;
}

} // namespace plumb::kustomize
