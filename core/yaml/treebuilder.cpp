// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/treebuilder.h"

#include "core/yaml/mappingkeys.h"
#include "core/yaml/sourcetable.h"
#include "core/yaml/tag.h"
#include "core/yaml/timestamp.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace plumb::yaml {

namespace {

std::uint16_t columnOf(const yaml_mark_t &mark)
{
    const std::size_t column = mark.column + 1;
    return static_cast<std::uint16_t>(
        std::min<std::size_t>(column, std::numeric_limits<std::uint16_t>::max()));
}

// How much of a document may come from aliases: almost all of a small one, a tenth of a large
// one. These are go-yaml's numbers.
double allowedAliasRatio(std::uint64_t nodes)
{
    constexpr double low = 400000;
    constexpr double high = 4000000;
    const double count = static_cast<double>(nodes);
    if (count <= low)
        return 0.99;
    if (count >= high)
        return 0.10;
    return 0.99 - 0.89 * (count - low) / (high - low);
}

} // namespace

TreeBuilder::TreeBuilder(EventSource &reader, std::string_view text, const ParseOptions &options)
    : m_reader(reader)
    , m_options(options)
{
    if (options.comments && LineComments::mayHoldJson(text))
        m_comments.emplace(text);
}

Result<std::vector<Value>> TreeBuilder::build()
{
    Event event;
    do {
        PLUMB_TRY(m_reader.next(event));
        PLUMB_TRY(take(event));
    } while (event.type() != YAML_STREAM_END_EVENT);
    return std::move(m_documents);
}

Result<> TreeBuilder::take(const Event &event)
{
    switch (event.type()) {
    case YAML_DOCUMENT_START_EVENT: return startDocument(event);
    case YAML_DOCUMENT_END_EVENT: return endDocument();
    case YAML_SCALAR_EVENT: return takeScalar(event);
    case YAML_ALIAS_EVENT: return takeAlias(event);
    case YAML_SEQUENCE_START_EVENT: return startCollection(event, Kind::Sequence);
    case YAML_MAPPING_START_EVENT: return startCollection(event, Kind::Mapping);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: return endCollection(event);
    default: return {};
    }
}

Result<> TreeBuilder::startDocument(const Event &event)
{
    m_anchors.clear();
    m_nodes = 0;
    m_aliasNodes = 0;
    m_root.reset();
    const auto line = static_cast<std::uint32_t>(event.end().line);
    m_separatorLine.reset();
    if (m_options.dialect == Dialect::Kustomize && !event.isImplicit() && line > 0) {
        m_separatorLine = line;
    }
    return {};
}

Result<> TreeBuilder::endDocument()
{
    m_documents.push_back(m_root ? *std::move(m_root) : Value());
    return {};
}

// kustomize splits a file at its "---" lines before any YAML is read, and accepts nothing but a
// comment on such a line.
Result<> TreeBuilder::checkSeparator(const Event &event)
{
    const bool isOnLine = m_separatorLine && event.start().line == *m_separatorLine
                          && event.start().index < event.end().index;
    m_separatorLine.reset();
    if (isOnLine) {
        return std::unexpected(
            invalid(event, "invalid document separator: begin the document in the next line"));
    }
    return {};
}

Result<> TreeBuilder::startCollection(const Event &event, Kind kind)
{
    if (m_separatorLine)
        PLUMB_TRY(checkSeparator(event));
    if (expectsKey())
        return std::unexpected(invalidKey(event));
    if (m_frames.size() >= m_options.limits.maximumDepth) {
        Error error(ErrorCode::LimitExceeded,
                    "nested deeper than " + std::to_string(m_options.limits.maximumDepth)
                        + " levels; split the document or check where it comes from",
                    m_reader.position(event.start()));
        return std::unexpected(std::move(error));
    }
    ++m_nodes;
    const std::string_view anchor = event.anchor();
    m_frames.push_back({.kind = kind,
                        .style = event.style(),
                        .origin = originOf(event),
                        .column = columnOf(event.start()),
                        .firstItem = m_items.size(),
                        .firstEntry = m_entries.size(),
                        .nodesBefore = m_nodes});
    if (!anchor.empty()) {
        m_frames.back().anchor = anchor;
        m_anchors[m_frames.back().anchor] = {};
    }
    return {};
}

Result<> TreeBuilder::endCollection(const Event &event)
{
    Frame frame = std::move(m_frames.back());
    m_frames.pop_back();
    Value value;
    if (frame.kind == Kind::Sequence) {
        const auto first = m_items.begin() + static_cast<std::ptrdiff_t>(frame.firstItem);
        value = Value::sequence(
            {std::make_move_iterator(first), std::make_move_iterator(m_items.end())}, frame.style);
        m_items.erase(first, m_items.end());
    } else {
        value = PLUMB_TRY(closeMapping(frame));
    }
    value.setOrigin(frame.origin, frame.column);
    if (m_comments)
        takeComment(event, frame.style);
    const std::size_t depth = frame.depth + 1;
    if (!m_frames.empty())
        m_frames.back().depth = std::max(m_frames.back().depth, depth);
    if (!frame.anchor.empty()) {
        m_anchors[frame.anchor] = {.value = value,
                                   .nodes = m_nodes - frame.nodesBefore + 1,
                                   .depth = depth,
                                   .isComplete = true};
    }
    return complete(std::move(value));
}

void TreeBuilder::takeComment(const Event &end, Style style)
{
    if (m_frames.empty() || m_frames.back().kind != Kind::Mapping || m_frames.back().isMergeKey
        || m_frames.back().isIgnoredKey) {
        return;
    }
    // A block begins in a line of its own, so that what follows its key is the key's comment.
    const Frame &parent = m_frames.back();
    const yaml_mark_t &before = style == Style::Block ? parent.keyEnd : end.end();
    std::string_view comment = m_comments->behind(before.line, before.column);
    if (comment.empty())
        comment = m_comments->above(parent.keyBegin.line, parent.keyBegin.column);
    if (comment.starts_with('{'))
        m_entries.back().comment = m_options.comments->addComment(comment);
}

Result<Value> TreeBuilder::closeMapping(const Frame &frame)
{
    const auto first = m_entries.begin() + static_cast<std::ptrdiff_t>(frame.firstEntry);
    std::vector<Entry> entries(std::make_move_iterator(first),
                               std::make_move_iterator(m_entries.end()));
    m_entries.erase(first, m_entries.end());
    if (m_options.duplicateKeys == DuplicateKeys::KeepLast) {
        keepLastOfEachKey(entries);
    } else if (const auto duplicate = findDuplicateKey(entries)) {
        const Entry &second = entries[duplicate->second];
        return std::unexpected(
            invalidAt(second.keyLine, frame.style == Style::Block ? frame.column : 1,
                      "mapping key \"" + second.key.toString() + "\" already defined at line "
                          + std::to_string(entries[duplicate->first].keyLine)));
    }
    if (frame.merged && !mergeEntries(entries, *frame.merged)) {
        return std::unexpected(invalidAt(
            frame.mergeLine, 1, "map merge requires map or sequence of maps as the value"));
    }
    Value mapping = Value::mapping(frame.style);
    if (!entries.empty())
        mapping.setEntries(std::move(entries));
    return mapping;
}

Result<> TreeBuilder::takeScalar(const Event &event)
{
    if (m_separatorLine)
        PLUMB_TRY(checkSeparator(event));
    ++m_nodes;
    // go-yaml ends a word in a flow collection at any '?', and then misses a comma.
    if (isInFlow() && event.style() == Style::Plain
        && event.scalar().find('?', 1) != std::string_view::npos) {
        return std::unexpected(
            invalid(event, "a word within brackets or braces may hold no '?'; put it in quotes"));
    }
    if (expectsKey())
        return takeKey(event);
    Value value = PLUMB_TRY(scalarValue(event));
    return complete(std::move(value));
}

Result<> TreeBuilder::takeKey(const Event &event)
{
    Frame &frame = m_frames.back();
    frame.hasKey = true;
    frame.keyBegin = event.start();
    frame.keyEnd = event.end();
    const std::string_view text = event.scalar();
    const bool isPlain = event.style() == Style::Plain;
    if (!isPlain && text == "<<" && m_options.dialect == Dialect::Kustomize) {
        frame.isIgnoredKey = true; // kustomize loses it: it neither merges nor stays a key
        return {};
    }
    if (isPlain && text == "<<" && event.tag().empty()) {
        if (frame.merged)
            return std::unexpected(invalid(event, "duplicate merge key"));
        frame.isMergeKey = true;
        frame.mergeLine = static_cast<std::uint32_t>(event.start().line + 1);
        return {};
    }
    if (isPlain && event.tag().empty() && event.anchor().empty()) {
        const Kind kind = resolvePlain(text, m_options.dialect);
        // A date is not what it looks like.
        if (kind != Kind::String || text.size() < 8 || text[4] != '-') {
            m_entries.push_back({.key = m_texts.get(text),
                                 .keyLine = static_cast<std::uint32_t>(event.start().line + 1),
                                 .keyKind = kind});
            return {};
        }
    }
    Value key = PLUMB_TRY(scalarValue(event));
    m_entries.push_back({.key = m_texts.get(key.text()),
                         .keyLine = static_cast<std::uint32_t>(event.start().line + 1),
                         .keyKind = key.kind(),
                         .keyStyle = key.style()});
    return {};
}

Result<Value> TreeBuilder::scalarValue(const Event &event)
{
    const std::string_view text = event.scalar();
    const Style style = event.style();
    const std::string_view tag = event.tag();
    Value value;
    if (style != Style::Plain) {
        value = Value::string(text, style);
    } else {
        const Kind kind = resolvePlain(text, m_options.dialect);
        const bool mayBeDate = kind == Kind::String && text.size() >= 8 && text[4] == '-'
                               && m_options.dialect == Dialect::Kustomize && !m_options.keepDates;
        std::optional<std::string> date;
        // kustomize quotes what holds a ':' within a flow collection before it looks for dates.
        const bool isQuoted = text.find(':') != text.npos && isInFlow();
        if (mayBeDate && tag.empty() && !isQuoted)
            date = canonicalTimestamp(text);
        if (date)
            value = Value::string(*date, Style::DoubleQuoted);
        else
            value = Value::scalar(kind, m_texts.get(text));
    }
    if (!tag.empty() && tag != "!")
        value = PLUMB_TRY(taggedScalar(event, tag, style));
    value.setOrigin(originOf(event), columnOf(event.start()));
    if (const std::string_view anchor = event.anchor(); !anchor.empty())
        m_anchors[std::string(anchor)] = {.value = value, .nodes = 1, .isComplete = true};
    return value;
}

Result<Value> TreeBuilder::taggedScalar(const Event &event, std::string_view tag, Style style)
{
    std::expected<Value, std::string> value =
        resolveTagged(tag, Value::string(event.scalar(), style), m_options);
    if (!value)
        return std::unexpected(invalid(event, std::move(value).error()));
    return *std::move(value);
}

Result<> TreeBuilder::takeAlias(const Event &event)
{
    if (m_separatorLine)
        PLUMB_TRY(checkSeparator(event));
    const auto found = m_anchors.find(event.anchor());
    const std::string name(event.anchor());
    if (found == m_anchors.end())
        return std::unexpected(invalid(event, "unknown anchor '" + name + "' referenced"));
    const Anchor &anchor = found->second;
    if (!anchor.isComplete)
        return std::unexpected(invalid(event, "anchor '" + name + "' value contains itself"));
    m_nodes += anchor.nodes + 1;
    m_aliasNodes += anchor.nodes;
    PLUMB_TRY(checkAliases(event));
    if (m_frames.size() + anchor.depth > m_options.limits.maximumDepth) {
        return std::unexpected(Error(ErrorCode::LimitExceeded,
                                     "alias '" + name + "' nests deeper than "
                                         + std::to_string(m_options.limits.maximumDepth)
                                         + " levels",
                                     m_reader.position(event.start())));
    }
    if (!expectsKey()) {
        if (!m_frames.empty())
            m_frames.back().depth = std::max(m_frames.back().depth, anchor.depth);
        return complete(anchor.value);
    }
    if (!anchor.value.isScalar())
        return std::unexpected(invalidKey(event));
    m_frames.back().hasKey = true;
    m_frames.back().keyBegin = event.start();
    m_frames.back().keyEnd = event.end();
    m_entries.push_back({.key = anchor.value.sharedText(),
                         .keyLine = static_cast<std::uint32_t>(event.start().line + 1),
                         .keyKind = anchor.value.kind(),
                         .keyStyle = anchor.value.style()});
    return {};
}

Result<> TreeBuilder::checkAliases(const Event &event)
{
    const double ratio = static_cast<double>(m_aliasNodes) / static_cast<double>(m_nodes);
    const bool isExcessive =
        m_aliasNodes > 100 && m_nodes > 1000 && ratio > allowedAliasRatio(m_nodes);
    if (!isExcessive && m_aliasNodes <= m_options.limits.maximumAliasNodes)
        return {};
    return std::unexpected(
        Error(ErrorCode::LimitExceeded,
              "document contains excessive aliasing; write out what the aliases stand for",
              m_reader.position(event.start())));
}

Result<> TreeBuilder::complete(Value value)
{
    if (m_frames.empty()) {
        m_root = std::move(value);
        return {};
    }
    Frame &frame = m_frames.back();
    if (frame.kind == Kind::Sequence) {
        m_items.push_back(std::move(value));
        return {};
    }
    frame.hasKey = false;
    if (std::exchange(frame.isIgnoredKey, false))
        return {};
    if (std::exchange(frame.isMergeKey, false))
        frame.merged = std::move(value);
    else
        m_entries.back().value = std::move(value);
    return {};
}

Origin TreeBuilder::originOf(const Event &event) const
{
    return {.source = m_options.source, .line = static_cast<std::uint32_t>(event.start().line + 1)};
}

bool TreeBuilder::isInFlow() const
{
    return !m_frames.empty() && m_frames.back().style == Style::Flow;
}

Error TreeBuilder::invalid(const Event &event, std::string message) const
{
    return {ErrorCode::InvalidInput, std::move(message), m_reader.position(event.start())};
}

Error TreeBuilder::invalidKey(const Event &event) const
{
    return invalid(event, "invalid map key: a key must be a scalar; a value that begins with '{{' "
                          "needs quotes");
}

Error TreeBuilder::invalidAt(std::uint32_t line, int column, std::string message) const
{
    return {ErrorCode::InvalidInput, std::move(message),
            m_reader.position({.index = 0,
                               .line = line > 0 ? line - 1 : 0,
                               .column = column > 0 ? static_cast<std::size_t>(column) - 1 : 0})};
}

} // namespace plumb::yaml
