// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/emitter.h"

#include "core/yaml/keyorder.h"
#include "core/yaml/kustomizetext.h"
#include "core/yaml/number.h"
#include "core/yaml/readable.h"
#include "core/yaml/scalar.h"
#include "core/yaml/scalarstyle.h"
#include "core/yaml/scalarwriter.h"
#include "core/yaml/utf8.h"

namespace plumb::yaml {

namespace {

enum class Purpose : std::uint8_t { Canonical, Kubernetes, Readable };

constexpr std::size_t kustomizeWidth = 80;
constexpr std::size_t unlimitedWidth = static_cast<std::size_t>(-1);

/// Writes the nodes of one document.
///
/// A node is written with the cursor behind what introduces it ("key:", "-" or nothing at all)
/// and leaves it at the end of its last line, or at the start of a new one after a block scalar.
class DocumentWriter
{
public:
    DocumentWriter(std::string &out, Purpose purpose, Layout layout = {})
        : m_out(out, purpose == Purpose::Readable ? unlimitedWidth : kustomizeWidth)
        , m_purpose(purpose)
        , m_layout(layout)
    {
    }

    void document(const Value &value)
    {
        if (value.size() == 0)
            scalarOrEmpty(value, 2);
        else
            collection(value, 0);
        m_out.indent(0);
    }

private:
    void scalarOrEmpty(const Value &value, std::size_t indent)
    {
        if (value.isMapping())
            m_out.indicator("{}");
        else if (value.isSequence())
            m_out.indicator("[]");
        else
            scalar(value, indent);
    }

    void scalar(const Value &value, std::size_t indent)
    {
        const std::string_view text = value.text();
        switch (value.kind()) {
        case Kind::Null:
            // kustomize quotes an empty scalar in a flow collection, which makes it a string.
            m_out.indicator(isCanonical() && m_flowDepth > 0 && text.empty() ? "\"\"" : "null");
            return;
        case Kind::Bool: m_out.indicator(isTrue(text) ? "true" : "false"); return;
        case Kind::Integer:
        case Kind::Float:
            m_out.indicator(isCanonical() ? yamlNumber(text) : std::string(text));
            return;
        default: string(text, value.style(), indent);
        }
    }

    void string(std::string_view text, Style written, std::size_t indent)
    {
        if (isCanonical() && written == Style::Folded && m_flowDepth == 0
            && stylesFor(text).block) {
            string(afterFolding(text), Style::Plain, indent);
            return;
        }
        if (isCanonical() && isChangedByJson(text)) {
            string(afterJson(text), Style::Plain, indent);
            return;
        }
        if (findInvalidUtf8(text) != text.npos) {
            string(validUtf8(text), written, indent);
            return;
        }
        const ScalarStyles styles = stylesFor(text);
        m_out.scalar(text, chooseStyle(text, styles, written), indent, true);
    }

    Style chooseStyle(std::string_view text, const ScalarStyles &styles, Style written) const
    {
        Style style = styles.hasNewline      ? Style::Literal
                      : !readsAsString(text) ? Style::DoubleQuoted
                                             : Style::Plain;
        const bool isQuoted = written == Style::SingleQuoted || written == Style::DoubleQuoted;
        if (!isCanonical() && isQuoted)
            style = written;
        if (style == Style::Plain && !styles.plain)
            style = Style::SingleQuoted;
        if (style == Style::SingleQuoted && !styles.singleQuoted)
            style = Style::DoubleQuoted;
        // The writer's indentation hint for a text that begins with a blank is always 2.
        const bool needsHint = !text.empty() && (text[0] == ' ' || isBreakAt(text, 0));
        if (style == Style::Literal && (!styles.block || (needsHint && m_layout.step != 2)))
            style = Style::DoubleQuoted;
        return style;
    }

    void collection(const Value &value, std::size_t indent)
    {
        const bool isFlow = value.style() == Style::Flow;
        m_flowDepth += isFlow ? 1 : 0;
        if (value.isMapping())
            mapping(value, indent);
        else
            sequence(value, indent);
        m_flowDepth -= isFlow ? 1 : 0;
    }

    void sequence(const Value &value, std::size_t indent)
    {
        for (const Value &item : value.items()) {
            m_out.indent(indent);
            m_out.blockIndicator("-");
            if (item.size() == 0)
                scalarOrEmpty(item, indent + 2);
            else
                collection(item, indent + 2);
        }
    }

    void mapping(const Value &value, std::size_t indent)
    {
        if (isCanonical()) {
            for (const Entry *const entry : sortedByKey(value.entries()))
                this->entry(*entry, indent);
            return;
        }
        for (const Entry &entry : value.entries())
            this->entry(entry, indent);
    }

    void entry(const Entry &entry, std::size_t indent)
    {
        m_out.indent(indent);
        const bool isSimple = key(entry, indent);
        const Value &value = entry.value;
        const bool isLevel = value.isSequence() && isSimple && !m_layout.indentsSequences;
        if (value.size() == 0)
            scalarOrEmpty(value, indent + m_layout.step);
        else
            collection(value, isLevel ? indent : indent + m_layout.step);
    }

    // A long key, or one of several lines, needs the form "? key" and ": value".
    bool key(const Entry &entry, std::size_t indent)
    {
        const std::string valid = findInvalidUtf8(entry.key) != std::string_view::npos
                                      ? validUtf8(entry.key)
                                      : std::string();
        const std::string_view text = valid.empty() ? entry.key.view() : std::string_view(valid);
        const ScalarStyles styles = stylesFor(text);
        Style style = chooseStyle(text, styles, entry.keyStyle);
        if (!isCanonical() && entry.keyKind != Kind::String)
            style = Style::Plain;
        else if (text == "<<" && m_purpose != Purpose::Kubernetes)
            style = Style::DoubleQuoted; // plain, it would merge
        constexpr std::size_t longestSimpleKey = 128;
        if (!styles.isMultiline && text.size() <= longestSimpleKey) {
            m_out.scalar(text, style, indent, false);
            m_out.append(":");
            return true;
        }
        m_out.blockIndicator("?");
        m_out.scalar(text, style, indent + 2, true);
        m_out.indent(indent);
        m_out.blockIndicator(":");
        return false;
    }

    bool isCanonical() const { return m_purpose != Purpose::Readable; }

    ScalarWriter m_out;
    Purpose m_purpose;
    Layout m_layout;
    unsigned m_flowDepth = 0; ///< How many of the open collections were written in flow style.
};

std::string written(const Value &value, Purpose purpose, Layout layout = {})
{
    std::string out;
    DocumentWriter(out, purpose, layout).document(value);
    return out;
}

} // namespace

std::string toYaml(const Value &value)
{
    return written(value, Purpose::Canonical);
}

std::string toKubernetesYaml(const Value &value)
{
    return written(value, Purpose::Kubernetes);
}

std::string toYamlStream(std::span<const Value> documents)
{
    std::string out;
    for (const Value &document : documents) {
        if (!out.empty())
            out += "---\n";
        DocumentWriter(out, Purpose::Canonical).document(document);
    }
    return out;
}

std::string toReadableYaml(const Value &value)
{
    return written(value, Purpose::Readable);
}

std::string toReadableYaml(const Value &value, Layout layout)
{
    return written(value, Purpose::Readable, layout);
}

} // namespace plumb::yaml
