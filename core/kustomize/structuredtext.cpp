// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/structuredtext.h"

#include "core/kustomize/blocktext.h"
#include "core/kustomize/pathmatcher.h"
#include "core/kustomize/scalarassignment.h"
#include "core/kustomize/scalarfield.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"

namespace plumb::kustomize {

using yaml::Value;

namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

std::optional<Value> parsed(std::string_view text)
{
    Result<std::vector<Value>> documents = yaml::parseAll(text, {});
    if (!documents || documents->empty())
        return std::nullopt;
    return std::move(documents->front());
}

/// Indented JSON as Go writes it: with the letters escaped that mean something in HTML.
std::string escapedForHtml(const std::string &json)
{
    std::string text;
    for (const char letter : json) {
        if (letter == '<')
            text += "\\u003c";
        else if (letter == '>')
            text += "\\u003e";
        else if (letter == '&')
            text += "\\u0026";
        else
            text += letter;
    }
    return text;
}

/// The document written the way the text was: JSON or YAML, in one line or indented.
std::optional<std::string> rewritten(const Value &document, std::string_view original)
{
    const std::size_t first = original.find_first_not_of(blanks);
    if (first == original.npos)
        return std::nullopt;
    if (original[first] != '{' && original[first] != '[') {
        std::string text = toBlockText(document);
        const std::size_t end = text.find_last_not_of(blanks);
        const std::size_t begin = text.find_first_not_of(blanks);
        return begin == std::string::npos ? std::string() : text.substr(begin, end - begin + 1);
    }
    if (!yaml::requireJson(document, {}))
        return std::nullopt;
    const bool isIndented =
        original.find('\n') != original.npos && original.find("  ") != original.npos;
    if (!isIndented)
        return yaml::toJson(document);
    std::string text = escapedForHtml(yaml::toJsonPretty(document));
    while (text.ends_with('\n'))
        text.pop_back();
    return text;
}

/// A scalar whose new text is not of its type: YAML can say so, and kustomize does.
struct Mistyped
{
    std::string mark; ///< Stands for it until the document is written.
    std::string text;
};

std::string_view tagOf(yaml::Kind kind)
{
    switch (kind) {
    case yaml::Kind::Integer: return "!!int ";
    case yaml::Kind::Float: return "!!float ";
    case yaml::Kind::Bool: return "!!bool ";
    default: return "!!null ";
    }
}

Mistyped mistype(Value &scalar, std::string_view text, std::size_t number)
{
    Mistyped word{.mark = "MISTYPED-" + std::to_string(number) + "-VALUE",
                  .text = std::string(tagOf(scalar.kind()))};
    std::string plain = toBlockText(untypedScalar(text, yaml::Style::Plain));
    plain.pop_back();
    word.text += plain;
    scalar = Value::string(word.mark);
    return word;
}

/// How many parts of the path lead to a text that is a document; nothing when none do.
std::optional<std::size_t> partsToText(const Value &target, const std::vector<std::string> &path)
{
    for (std::size_t count = 1; count < path.size(); ++count) {
        const Result<const Value *> node =
            lookUp(target, {path.begin(), path.begin() + static_cast<std::ptrdiff_t>(count)});
        if (node && *node && (*node)->isScalar() && parsed((*node)->text()))
            return count;
    }
    return std::nullopt;
}

} // namespace

bool setInStructuredText(Value &target, const std::vector<std::string> &path, const Value &value,
                         std::optional<NodeKind> create, Value **changed)
{
    const std::optional<std::size_t> count = partsToText(target, path);
    if (!count)
        return false;
    const auto split = path.begin() + static_cast<std::ptrdiff_t>(*count);
    const Result<Value *> node = lookUpOrCreate(target, {path.begin(), split});
    if (!node || !*node)
        return false;
    Value &text = **node;
    const std::string original(text.text());
    Value document = *parsed(original);
    const bool isJson = original.find_first_of("{[") == original.find_first_not_of(blanks);
    PathMatcher matcher({split, path.end()}, create);
    const Result<std::vector<PathMatcher::Match>> matches = matcher.find(document);
    if (!matches || matches->empty())
        return false;
    std::vector<Mistyped> mistyped;
    for (const PathMatcher::Match &match : *matches) {
        if (!match.node->isScalar())
            *match.node = value;
        else if (!assignText(*match.node, value.text(), match.isNew)) {
            if (isJson)
                return false;
            mistyped.push_back(mistype(*match.node, value.text(), mistyped.size()));
        }
    }
    std::optional<std::string> result = rewritten(document, original);
    if (!result)
        return false;
    for (const Mistyped &word : mistyped)
        result->replace(result->find(word.mark), word.mark.size(), word.text);
    if (!assignText(text, *result, false))
        return false;
    *changed = &text;
    return true;
}

} // namespace plumb::kustomize
