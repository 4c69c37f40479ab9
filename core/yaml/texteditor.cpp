// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/texteditor.h"

#include <algorithm>
#include <utility>

namespace plumb::yaml {

namespace {

using NodeKind = SourceNode::Kind;

bool isJsonLike(const SourceNode &collection)
{
    if (collection.style != Style::Flow || collection.children.empty())
        return false;
    const std::size_t stride = collection.kind == NodeKind::Mapping ? 2 : 1;
    for (std::size_t i = 0; i < collection.children.size(); i += stride) {
        const SourceNode &child = collection.children[i];
        const bool isQuoted = child.kind == NodeKind::Scalar && child.style == Style::DoubleQuoted;
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

} // namespace

TextEditor::TextEditor(std::string_view text, const EditTarget &target,
                       std::vector<SourceDocument> documents)
    : m_text(text)
    , m_target(target)
    , m_documents(std::move(documents))
    , m_document(&m_documents[target.document])
    , m_layout(layoutOf(m_document->root))
{
}

Result<TextEditor> TextEditor::open(std::string_view text, const EditTarget &target)
{
    std::vector<SourceDocument> documents = PLUMB_TRY(readPositions(text, target.file));
    if (target.document >= documents.size()) {
        return std::unexpected(Error(ErrorCode::NotFound,
                                     "there is no document " + std::to_string(target.document + 1)
                                         + "; the file has " + std::to_string(documents.size()),
                                     SourcePosition{target.file, 1, 1}));
    }
    return TextEditor(text, target, std::move(documents));
}

Error TextEditor::unsupported(const SourceNode &node, std::string message) const
{
    return {ErrorCode::Unsupported, std::move(message) + "; edit the file by hand",
            SourcePosition{m_target.file, static_cast<int>(node.line) + 1,
                           static_cast<int>(node.column) + 1}};
}

Result<> TextEditor::checkShared(const SourceNode &node, bool isLast) const
{
    if (node.kind == NodeKind::Alias) {
        if (isLast)
            return {};
        return std::unexpected(unsupported(node, "the value comes from alias *" + node.anchor));
    }
    if (!node.anchor.empty() && m_document->aliases.contains(node.anchor)) {
        return std::unexpected(unsupported(node, "the value belongs to anchor &" + node.anchor
                                                     + ", which other places of the file use"));
    }
    return {};
}

Result<std::size_t> TextEditor::childOf(const SourceNode &node, const Step &step,
                                        const NodePath &path) const
{
    const auto notFound = [&] {
        return std::unexpected(Error(ErrorCode::NotFound, "there is no value at " + path.toString(),
                                     SourcePosition{m_target.file, static_cast<int>(node.line) + 1,
                                                    static_cast<int>(node.column) + 1}));
    };
    if (step.kind == Step::Kind::Key) {
        for (std::size_t i = 0; node.kind == NodeKind::Mapping && i < node.children.size(); i += 2) {
            if (node.children[i].text == step.key && node.children[i].kind == NodeKind::Scalar)
                return i + 1;
        }
        return notFound();
    }
    if (node.kind != NodeKind::Sequence)
        return notFound();
    if (step.kind == Step::Kind::Index) {
        if (step.index < node.children.size())
            return step.index;
        return notFound();
    }
    std::size_t found = node.children.size();
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const SourceNode &item = node.children[i];
        for (std::size_t k = 0; item.kind == NodeKind::Mapping && k < item.children.size(); k += 2) {
            if (item.children[k].text != step.key || item.children[k + 1].text != step.value)
                continue;
            if (found != node.children.size()) {
                return std::unexpected(
                    unsupported(item, "two items have " + step.key + " '" + step.value + "'"));
            }
            found = i;
        }
    }
    if (found == node.children.size())
        return notFound();
    return found;
}

Result<TextEditor::Place> TextEditor::find(const NodePath &path, bool forChange) const
{
    Place place{.node = &m_document->root};
    const auto &steps = path.steps();
    for (std::size_t i = 0; i <= steps.size(); ++i) {
        if (forChange)
            PLUMB_TRY(checkShared(*place.node, i == steps.size()));
        if (i == steps.size())
            break;
        const std::size_t child = PLUMB_TRY(childOf(*place.node, steps[i], path));
        place.isInFlow = place.isInFlow || place.node->isFlowCollection();
        place.parent = place.node;
        place.index = child;
        place.node = &place.parent->children[child];
    }
    return place;
}

Result<SourceRange> TextEditor::locate(const NodePath &path) const
{
    const Place place = PLUMB_TRY(find(path, false));
    return SourceRange{.begin = place.node->contentBegin,
                       .end = place.node->end,
                       .line = static_cast<int>(place.node->line) + 1,
                       .column = static_cast<int>(place.node->column) + 1};
}

// The '-' of an item: in the sequence's column, in the item's line or above it.
Result<std::size_t> TextEditor::dashOf(const SourceNode &sequence, std::size_t index) const
{
    const SourceNode &item = sequence.children[index];
    const std::string_view text = m_text.view();
    for (std::size_t line = m_text.lineStart(item.begin);;) {
        const std::size_t at = line + sequence.column;
        if (at < text.size() && at < std::max(item.begin, line + sequence.column + 1)
            && text[at] == '-' && at < item.begin) {
            return at;
        }
        if (line <= sequence.begin)
            break;
        line = m_text.lineStart(line - 1);
    }
    return std::unexpected(unsupported(item, "cannot find where the list item begins"));
}

// Behind the ':' or '-' that the node follows.
Result<std::size_t> TextEditor::introducerEnd(const Place &place) const
{
    if (place.parent->kind == NodeKind::Sequence)
        return PLUMB_TRY(dashOf(*place.parent, place.index)) + 1;
    const std::string_view text = m_text.view();
    const std::size_t colon = text.find_first_not_of(" \t", place.key().end);
    if (colon == text.npos || text[colon] != ':')
        return std::unexpected(unsupported(place.key(), "the key is written with a '?'"));
    return colon + 1;
}

TextEditor::Rendered TextEditor::render(const Place &place, const Value &value) const
{
    const bool isItem = place.parent->kind == NodeKind::Sequence;
    const Value wrapped = isItem ? Value::sequence({value}) : wrappedAsEntry("k", value);
    const std::string lines =
        indented(toReadableYaml(wrapped, m_layout), place.parent->column, m_text.lineBreak());
    const std::size_t prefix = isItem ? 1 : 2;
    const std::size_t firstEnd = std::min(lines.find(m_text.lineBreak()), lines.size());
    Rendered rendered{.onLine = lines.substr(prefix, firstEnd - prefix), .below = {}};
    if (firstEnd < lines.size())
        rendered.below = lines.substr(firstEnd);
    return rendered;
}

Result<std::string> TextEditor::replace(const NodePath &path, const Value &value) const
{
    const Place place = PLUMB_TRY(find(path, true));
    return replaceAt(place, value);
}

Result<std::string> TextEditor::replaceAt(const Place &place, Value value) const
{
    const bool keepsQuotes =
        value.isString() && place.node->kind == NodeKind::Scalar
        && (place.node->style == Style::SingleQuoted || place.node->style == Style::DoubleQuoted);
    if (keepsQuotes)
        value.setStyle(place.node->style);
    if (place.isInFlow)
        return replaceInFlow(place, value);
    if (place.parent)
        return replaceInBlock(place, value);
    const std::string lines =
        indented(toReadableYaml(value, m_layout), place.node->column, m_text.lineBreak());
    return m_text.with(place.node->begin, place.node->end, lines);
}

Result<std::string> TextEditor::replaceInFlow(const Place &place, const Value &value) const
{
    const SourceNode &node = *place.node;
    const std::string text = toFlow(value, isJsonLike(*place.parent));
    if (node.begin < node.end)
        return m_text.with(node.begin, node.end, text);
    if (place.parent->kind == NodeKind::Sequence)
        return std::unexpected(unsupported(node, "the list item is empty"));
    const std::size_t colon = m_text.view().find_first_not_of(" \t", place.key().end);
    const bool hasColon = colon != std::string_view::npos && m_text.view()[colon] == ':';
    const std::size_t at = hasColon ? colon + 1 : place.key().end;
    return m_text.with(at, at, (hasColon ? " " : ": ") + text);
}

Result<std::string> TextEditor::replaceInBlock(const Place &place, const Value &value) const
{
    const std::size_t introducer = PLUMB_TRY(introducerEnd(place));
    const Rendered rendered = render(place, value);
    if (place.node->kind == NodeKind::Scalar && place.node->isBlockScalar())
        return replaceBlockScalar(place, introducer, rendered);
    if (place.node->isBlockCollection())
        return replaceBlockCollection(place, introducer, rendered);
    return replaceInline(place, introducer, rendered);
}

// A comment behind the header of the old block scalar stays.
std::string TextEditor::replaceBlockScalar(const Place &place, std::size_t introducer,
                                           const Rendered &rendered) const
{
    const SourceNode &node = *place.node;
    const std::string_view text = m_text.view();
    const std::size_t headerEnd = text.find_first_not_of("|>+-0123456789", node.contentBegin);
    const std::size_t lineEnd = m_text.lineEnd(node.contentBegin);
    std::string replacement = rendered.onLine;
    if (headerEnd < lineEnd)
        replacement += text.substr(headerEnd, lineEnd - headerEnd);
    return m_text.with(introducer, node.end, replacement + rendered.below);
}

// A comment in the line of the key stays.
std::string TextEditor::replaceBlockCollection(const Place &place, std::size_t introducer,
                                               const Rendered &rendered) const
{
    const SourceNode &node = *place.node;
    const std::size_t lineEnd = m_text.lineEnd(introducer);
    std::string replacement = rendered.onLine;
    if (node.begin > lineEnd)
        replacement += m_text.view().substr(introducer, lineEnd - introducer);
    return m_text.with(introducer, node.end, replacement + rendered.below);
}

std::string TextEditor::replaceInline(const Place &place, std::size_t introducer,
                                      const Rendered &rendered) const
{
    const SourceNode &node = *place.node;
    const bool isEmpty = node.begin >= node.end;
    const std::size_t end = isEmpty ? introducer : node.end;
    if (rendered.below.empty()) {
        // The white space between key and value stays as it is.
        if (isEmpty)
            return m_text.with(introducer, introducer, rendered.onLine);
        return m_text.with(node.begin, node.end, rendered.onLine.substr(1));
    }
    const std::size_t lineEnd = m_text.lineEnd(end);
    std::string replacement = rendered.onLine;
    replacement += m_text.view().substr(end, lineEnd - end);
    return m_text.with(introducer, lineEnd, replacement + rendered.below);
}

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
