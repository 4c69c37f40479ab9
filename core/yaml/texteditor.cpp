// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/texteditor.h"

#include <algorithm>
#include <utility>

namespace plumb::yaml {

namespace {

using NodeKind = SourceNode::Kind;

bool isItem(const SourceNode &item, const Step &step)
{
    if (step.key.empty())
        return item.kind == NodeKind::Scalar && item.text == step.value;
    for (std::size_t k = 0; item.kind == NodeKind::Mapping && k < item.children.size(); k += 2) {
        if (item.children[k].text == step.key && item.children[k + 1].text == step.value)
            return true;
    }
    return false;
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
        for (std::size_t i = 0; node.kind == NodeKind::Mapping && i < node.children.size();
             i += 2) {
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
        if (!isItem(node.children[i], step))
            continue;
        if (found != node.children.size()) {
            return std::unexpected(unsupported(node.children[i], "two items have " + step.key + " '"
                                                                     + step.value + "'"));
        }
        found = i;
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
    const bool isLine = value.isString() && value.text().find('\n') == std::string_view::npos;
    const bool isQuoted =
        place.node->kind == NodeKind::Scalar
        && (place.node->style == Style::SingleQuoted || place.node->style == Style::DoubleQuoted);
    if (isLine && isQuoted)
        value.setStyle(place.node->style);
    else if (value.isString() && !isLine)
        value.setStyle(Style::Literal);
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

} // namespace plumb::yaml
