// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Entries and items that come and go; values that change are in texteditor.cpp.

#include "core/yaml/texteditor.h"

#include <algorithm>

namespace plumb::yaml {

namespace {

using NodeKind = SourceNode::Kind;

} // namespace

std::string TextEditor::insertLine(std::size_t behind, std::size_t column,
                                   const Value &wrapped) const
{
    const std::size_t at = m_text.lineEnd(behind);
    std::string lines(m_text.lineBreak());
    lines.append(column, ' ');
    lines += indented(toReadableYaml(wrapped, m_layout), column, m_text.lineBreak());
    return m_text.with(at, at, lines);
}

Result<std::string> TextEditor::insertKey(const NodePath &mapping, std::string_view key,
                                          const Value &value, std::string_view after) const
{
    const Place place = PLUMB_TRY(find(mapping, true));
    const SourceNode &node = *place.node;
    if (node.kind == NodeKind::Alias)
        return std::unexpected(unsupported(node, "the value comes from alias *" + node.anchor));
    if (node.kind != NodeKind::Mapping || node.children.empty())
        return replaceAt(place, wrappedAsEntry(key, value));

    std::size_t last = node.children.size() - 1;
    for (std::size_t i = 0; i < node.children.size(); i += 2) {
        if (node.children[i].text == after)
            last = i + 1;
    }
    if (node.style == Style::Block) {
        const Place previous{.node = &node.children[last], .parent = &node, .index = last};
        return insertLine(endOf(previous), node.column, wrappedAsEntry(key, value));
    }
    const bool isJson = isJsonLike(node);
    const std::string quotedKey = toFlow(Value::string(Text(key)), isJson);
    return insertInFlow(node, last + 1, quotedKey + ": " + toFlow(value, isJson));
}

Result<std::string> TextEditor::insertItem(const NodePath &sequence, std::size_t index,
                                           const Value &item) const
{
    const Place place = PLUMB_TRY(find(sequence, true));
    const SourceNode &node = *place.node;
    if (node.kind == NodeKind::Alias)
        return std::unexpected(unsupported(node, "the value comes from alias *" + node.anchor));
    if (node.kind != NodeKind::Sequence || node.children.empty())
        return replaceAt(place, Value::sequence({item}));
    index = std::min(index, node.children.size());
    if (node.style == Style::Flow)
        return insertInFlow(node, index, toFlow(item, isJsonLike(node)));
    const Value wrapped = Value::sequence({item});
    if (index > 0) {
        const Place previous{
            .node = &node.children[index - 1], .parent = &node, .index = index - 1};
        return insertLine(endOf(previous), node.column, wrapped);
    }
    const std::size_t dash = PLUMB_TRY(dashOf(node, 0));
    const std::size_t line = m_text.lineStart(dash);
    if (!m_text.isBlank(line, dash))
        return std::unexpected(unsupported(node, "the list begins within a line"));
    std::string lines(node.column, ' ');
    lines += indented(toReadableYaml(wrapped, m_layout), node.column, m_text.lineBreak());
    return m_text.with(line, line, lines.append(m_text.lineBreak()));
}

// Puts text in front of the child at `before`, or behind the last one; a collection whose
// entries have lines of their own gets a new line.
Result<std::string> TextEditor::insertInFlow(const SourceNode &collection, std::size_t before,
                                             const std::string &text) const
{
    const auto &children = collection.children;
    const std::size_t stride = collection.kind == NodeKind::Mapping ? 2 : 1;
    const SourceNode &neighbour = children[children.size() - stride];
    const std::size_t line = m_text.lineStart(neighbour.begin);
    std::string separator = " ";
    if (m_text.isBlank(line, neighbour.begin)) {
        separator = m_text.lineBreak();
        separator += m_text.view().substr(line, neighbour.begin - line);
    }
    if (before < children.size()) {
        const std::size_t at = children[before].begin;
        return m_text.with(at, at, text + "," + separator);
    }
    const std::size_t end = std::max(children.back().end, neighbour.end);
    const std::size_t next = m_text.view().find_first_not_of(" \t\r\n", end);
    const bool hasComma = next < m_text.view().size() && m_text.view()[next] == ',';
    const std::size_t at = hasComma ? next + 1 : end;
    return m_text.with(at, at, (hasComma ? "" : ",") + separator + text);
}

std::size_t TextEditor::endOf(const Place &place) const
{
    const std::size_t end = place.node->end;
    if (place.parent->kind == NodeKind::Sequence || place.node->begin < end)
        return end;
    const Result<std::size_t> introducer = introducerEnd(place);
    return introducer ? std::max(*introducer, end) : end;
}

Result<std::string> TextEditor::remove(const NodePath &path) const
{
    if (path.isRoot()) {
        return std::unexpected(
            unsupported(m_document->root, "a document cannot be removed from its file here"));
    }
    const Place place = PLUMB_TRY(find(path, true));
    const std::size_t stride = place.parent->kind == NodeKind::Mapping ? 2 : 1;
    if (place.parent->children.size() == stride) {
        const Place parent = PLUMB_TRY(find(path.parent(), true));
        return replaceAt(parent, stride == 2 ? Value::mapping() : Value::sequence());
    }
    return place.parent->style == Style::Flow ? removeFromFlow(place) : removeFromBlock(place);
}

Result<std::string> TextEditor::removeFromFlow(const Place &place) const
{
    const auto &children = place.parent->children;
    const std::size_t stride = place.parent->kind == NodeKind::Mapping ? 2 : 1;
    const std::size_t first = place.index + 1 - stride;
    if (place.index + 1 < children.size())
        return m_text.with(children[first].begin, children[place.index + 1].begin, "");
    const SourceNode &previous = children[first - 1];
    const std::size_t previousEnd =
        stride == 2 ? std::max(previous.end, children[first - 2].end) : previous.end;
    return m_text.with(previousEnd, std::max(place.node->end, children[first].end), "");
}

Result<std::string> TextEditor::removeFromBlock(const Place &place) const
{
    const auto &children = place.parent->children;
    const bool isItem = place.parent->kind == NodeKind::Sequence;
    const std::size_t begin =
        isItem ? PLUMB_TRY(dashOf(*place.parent, place.index)) : place.key().begin;
    const std::size_t end = endOf(place);
    const std::size_t line = m_text.lineStart(begin);
    if (m_text.isBlank(line, begin)) {
        const std::size_t next = m_text.nextLine(end);
        const bool isUnfinishedLastLine =
            next == m_text.view().size() && !m_text.view().ends_with('\n');
        if (isUnfinishedLastLine && line > 0)
            return m_text.with(m_text.lineEnd(line - 1), next, "");
        return m_text.with(line, next, "");
    }
    // Lines that end with a lone carriage return, which only YAML takes for line breaks.
    if (place.index + 1 >= children.size()) {
        return std::unexpected(
            unsupported(children[place.index], "the entry does not begin in a line of its own"));
    }
    // The first entry in the line of an outer '-': the next one moves up to its place.
    const std::size_t nextBegin = isItem ? PLUMB_TRY(dashOf(*place.parent, place.index + 1))
                                         : children[place.index + 1].begin;
    if (m_text.isBlank(end, m_text.lineStart(nextBegin))
        || m_text.view().substr(end, nextBegin - end).find_first_not_of(" \t\r\n")
               == std::string_view::npos) {
        return m_text.with(begin, nextBegin, "");
    }
    return std::unexpected(
        unsupported(children[place.index], "a comment stands between the entry and the next one"));
}

} // namespace plumb::yaml
