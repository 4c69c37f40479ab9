// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/resourcereader.h"

#include "core/yaml/parser.h"

#include <deque>

namespace plumb::kustomize {

namespace {

bool isBlank(const yaml::Value &value)
{
    return value.isNull() || (!value.isScalar() && value.size() == 0);
}

std::string_view textOf(const yaml::Value *value)
{
    return value && !value->isNull() ? value->text() : std::string_view();
}

bool isKindOfList(const yaml::Value &document)
{
    return textOf(document.find("kind")).ends_with("List");
}

// kustomize cuts a stream at lines that begin with "---" before it parses: nothing but a comment
// may follow on such a line.
Result<> checkSeparators(std::string_view text, const std::string &path)
{
    if (text.starts_with('%') && text.contains("\n---")) {
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "kustomize takes the text above '---' for a document of its "
                                     "own; leave the directive out",
                                     SourcePosition{path, 1, 1}));
    }
    for (std::size_t at = text.find("\n---"); at != text.npos; at = text.find("\n---", at + 1)) {
        const std::size_t end = text.find('\n', at + 1);
        if (end == text.npos)
            return {};
        const std::string_view line = text.substr(at + 4, end - at - 4);
        const std::size_t first = line.find_first_not_of(" \t\r\v\f");
        if (first != line.npos && line[first] != '#') {
            const auto number =
                std::count(text.begin(), text.begin() + static_cast<long>(at), '\n');
            return std::unexpected(Error(ErrorCode::InvalidInput,
                                         "only a comment may follow '---' on its line",
                                         SourcePosition{path, static_cast<int>(number) + 2, 1}));
        }
    }
    return {};
}

Result<> checkIdentity(const yaml::Value &document, const BuildContext &context)
{
    if (!document.isMapping())
        return std::unexpected(context.invalid(document, "a Kubernetes object must be a mapping"));
    const auto isThere = [](const yaml::Value *value) { return value && !isBlank(*value); };
    const yaml::Value *const metadata = document.find("metadata");
    if (textOf(document.find("kind")).empty()) {
        return std::unexpected(context.invalid(
            document,
            isThere(document.find("apiVersion")) || isThere(metadata)
                ? "the object has no kind"
                : "this is no Kubernetes object: it has no apiVersion, kind or metadata"));
    }
    if (isKindOfList(document))
        return {};
    if (!metadata || textOf(metadata->find("name")).empty()) {
        return std::unexpected(context.invalid(
            document, "the " + std::string(document.textAt({"kind"})) + " has no metadata.name"));
    }
    return {};
}

// The items of a list of some kind go through JSON in kustomize: their strings are quoted then.
yaml::Value asFromJson(const yaml::Value &value)
{
    if (value.isSequence()) {
        std::vector<yaml::Value> items;
        items.reserve(value.size());
        for (const yaml::Value &item : value.items())
            items.push_back(asFromJson(item));
        yaml::Value copy = yaml::Value::sequence(std::move(items), yaml::Style::Flow);
        return copy.setOrigin(value.origin(), value.column());
    }
    if (value.isMapping()) {
        yaml::Value copy = yaml::Value::mapping(yaml::Style::Flow);
        for (const yaml::Entry &entry : value.entries()) {
            yaml::Entry quoted = entry;
            quoted.keyStyle = yaml::Style::DoubleQuoted;
            quoted.comment = 0;
            quoted.value = asFromJson(entry.value);
            copy.appendEntry(std::move(quoted));
        }
        return copy.setOrigin(value.origin(), value.column());
    }
    yaml::Value copy = value;
    return copy.setStyle(value.isString() ? yaml::Style::DoubleQuoted : yaml::Style::Plain);
}

// A file that holds one List is its items.
std::vector<yaml::Value> unwrapped(std::vector<yaml::Value> documents)
{
    if (documents.size() != 1)
        return documents;
    const yaml::Value &document = documents.front();
    const std::string_view kind = textOf(document.find("kind"));
    if (kind != "List" && kind != "ResourceList")
        return documents;
    const yaml::Value *const items = document.find("items");
    if (!items && !document.find("functionConfig"))
        return documents;
    if (!items)
        return {};
    return {items->items().begin(), items->items().end()};
}

Result<std::vector<yaml::Value>> withoutBlanks(std::vector<yaml::Value> documents,
                                               const BuildContext &context)
{
    std::erase_if(documents, isBlank);
    for (const yaml::Value &document : documents)
        PLUMB_TRY(checkIdentity(document, context));
    return documents;
}

// Lists of any kind that are left give way to their items, which come after everything else.
Result<std::vector<yaml::Value>> withoutLists(std::vector<yaml::Value> documents,
                                              const BuildContext &context)
{
    std::vector<yaml::Value> result;
    std::deque<yaml::Value> queue(std::make_move_iterator(documents.begin()),
                                  std::make_move_iterator(documents.end()));
    for (; !queue.empty(); queue.pop_front()) {
        const yaml::Value &document = queue.front();
        const yaml::Value *const items = document.find("items");
        if (!isKindOfList(document) || !items) {
            result.push_back(document);
            continue;
        }
        if (items->isNull())
            continue;
        if (!items->isSequence()) {
            return std::unexpected(
                context.invalid(*items, "'items' of a " + std::string(document.textAt({"kind"}))
                                            + " must be a sequence"));
        }
        std::vector<yaml::Value> inner;
        for (const yaml::Value &item : items->items())
            inner.push_back(asFromJson(item));
        inner = PLUMB_TRY(withoutBlanks(std::move(inner), context));
        queue.insert(queue.end(), inner.begin(), inner.end());
    }
    return result;
}

} // namespace

Result<std::vector<Resource>> readResources(std::string_view text, const std::string &path,
                                            const BuildContext &context)
{
    PLUMB_TRY(checkSeparators(text, path));
    std::vector<yaml::Value> documents =
        PLUMB_TRY(yaml::parseAll(context.parsed, text, path,
                                 {.source = context.files.add(path), .comments = &context.files}));
    documents = PLUMB_TRY(withoutBlanks(unwrapped(std::move(documents)), context));
    documents = PLUMB_TRY(withoutLists(std::move(documents), context));

    std::vector<Resource> resources;
    resources.reserve(documents.size());
    for (yaml::Value &document : documents)
        resources.emplace_back(std::move(document), context.schema);
    return resources;
}

} // namespace plumb::kustomize
