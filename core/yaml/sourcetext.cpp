// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/sourcetext.h"

#include "core/yaml/json.h"
#include "core/yaml/scalarstyle.h"
#include "core/yaml/scalarwriter.h"

#include <algorithm>
#include <optional>

namespace plumb::yaml {

namespace {

void lookForLayout(const SourceNode &node, std::optional<std::size_t> &step,
                   std::optional<bool> &indentsSequences)
{
    if (step && indentsSequences)
        return;
    if (node.kind == SourceNode::Kind::Mapping && node.style == Style::Block) {
        for (std::size_t i = 1; i < node.children.size(); i += 2) {
            const SourceNode &value = node.children[i];
            if (!value.isBlockCollection() || value.column < node.column)
                continue;
            if (value.kind == SourceNode::Kind::Mapping) {
                if (!step)
                    step = value.column - node.column;
            } else if (!indentsSequences) {
                indentsSequences = value.column > node.column;
            }
        }
    }
    for (const SourceNode &child : node.children)
        lookForLayout(child, step, indentsSequences);
}

std::string flowScalar(const Value &value)
{
    const std::string_view text = value.text();
    if (value.isNull())
        return "null";
    if (value.kind() == Kind::Bool)
        return value.asBool() == true ? "true" : "false";
    if (!value.isString())
        return std::string(text);
    const ScalarStyles styles = stylesFor(text);
    const bool isQuoted =
        value.style() == Style::SingleQuoted || value.style() == Style::DoubleQuoted;
    Style style = isQuoted ? value.style() : Style::Plain;
    if (style == Style::Plain && (!styles.flowPlain || !readsAsString(text)))
        style = Style::DoubleQuoted;
    if (style == Style::SingleQuoted && (!styles.singleQuoted || styles.isMultiline))
        style = Style::DoubleQuoted;
    std::string out;
    ScalarWriter(out, static_cast<std::size_t>(-1)).scalar(text, style, 0, false);
    return out;
}

} // namespace

std::string_view SourceText::lineBreak() const
{
    const std::size_t end = m_text.find('\n');
    return end != m_text.npos && end > 0 && m_text[end - 1] == '\r' ? "\r\n" : "\n";
}

std::size_t SourceText::lineStart(std::size_t at) const
{
    return at == 0 ? 0 : m_text.find_last_of('\n', at - 1) + 1;
}

std::size_t SourceText::lineEnd(std::size_t at) const
{
    const std::size_t end = std::min(m_text.find('\n', at), m_text.size());
    return end > at && m_text[end - 1] == '\r' ? end - 1 : end;
}

std::size_t SourceText::nextLine(std::size_t at) const
{
    const std::size_t end = m_text.find('\n', at);
    return end == m_text.npos ? m_text.size() : end + 1;
}

bool SourceText::isBlank(std::size_t begin, std::size_t end) const
{
    return m_text.substr(begin, end - begin).find_first_not_of(" \t\r") == m_text.npos;
}

std::string SourceText::with(std::size_t begin, std::size_t end, std::string_view replacement) const
{
    std::string result(m_text.substr(0, begin));
    result += replacement;
    return result += m_text.substr(end);
}

Layout layoutOf(const SourceNode &root)
{
    std::optional<std::size_t> step;
    std::optional<bool> indentsSequences;
    lookForLayout(root, step, indentsSequences);
    const std::size_t width = std::clamp<std::size_t>(step.value_or(2), 1, 8);
    return {.step = width, .indentsSequences = indentsSequences.value_or(false)};
}

bool isJsonLike(const SourceNode &collection)
{
    if (collection.style != Style::Flow || collection.children.empty())
        return false;
    const std::size_t stride = collection.kind == SourceNode::Kind::Mapping ? 2 : 1;
    for (std::size_t i = 0; i < collection.children.size(); i += stride) {
        const SourceNode &child = collection.children[i];
        const bool isQuoted =
            child.kind == SourceNode::Kind::Scalar && child.style == Style::DoubleQuoted;
        if (!isQuoted && !isJsonLike(child))
            return false;
    }
    return true;
}

Value wrappedAsEntry(std::string_view key, const Value &value)
{
    Value mapping = Value::mapping();
    mapping.set(Text(key), value);
    return mapping;
}

std::string indented(std::string_view lines, std::size_t columns, std::string_view lineBreak)
{
    std::string result;
    bool isFirst = true;
    if (lines.ends_with('\n'))
        lines.remove_suffix(1);
    while (true) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        if (!isFirst && !line.empty())
            result.append(columns, ' ');
        isFirst = false;
        result += line;
        if (line.size() == lines.size())
            return result;
        result += lineBreak;
        lines.remove_prefix(line.size() + 1);
    }
}

std::string toFlow(const Value &value, bool isJson)
{
    if (isJson)
        return toJson(value, HtmlEscaping::Off);
    if (value.isScalar())
        return flowScalar(value);
    std::string text = value.isMapping() ? "{" : "[";
    bool isFirst = true;
    const auto separate = [&] { text += std::exchange(isFirst, false) ? "" : ", "; };
    for (const Value &item : value.items()) {
        separate();
        text += toFlow(item, false);
    }
    for (const Entry &entry : value.entries()) {
        separate();
        text += flowScalar(Value::string(entry.key, entry.keyStyle)) + ": ";
        text += toFlow(entry.value, false);
    }
    return text += value.isMapping() ? "}" : "]";
}

} // namespace plumb::yaml
