// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/jsonpatch.h"

#include "core/yaml/json.h"

#include <charconv>
#include <optional>

namespace plumb::yaml {

namespace {

using Op = JsonPatch::Op;

std::optional<Op> opNamed(std::string_view name)
{
    if (name == "add")
        return Op::Add;
    if (name == "remove")
        return Op::Remove;
    if (name == "replace")
        return Op::Replace;
    if (name == "move")
        return Op::Move;
    if (name == "copy")
        return Op::Copy;
    if (name == "test")
        return Op::Test;
    return {};
}

std::string_view nameOf(Op op)
{
    switch (op) {
    case Op::Add: return "add";
    case Op::Remove: return "remove";
    case Op::Replace: return "replace";
    case Op::Move: return "move";
    case Op::Copy: return "copy";
    case Op::Test: return "test";
    }
    return "";
}

std::optional<long> indexFrom(std::string_view token)
{
    if (token.starts_with('+'))
        token.remove_prefix(1);
    long index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    if (token.empty() || error != std::errc() || end != token.data() + token.size())
        return {};
    return index;
}

// The tokens of a path without looking at what stands before the first '/', as kustomize does.
std::vector<std::string> tokensOf(std::string_view path)
{
    const std::size_t slash = path.find('/');
    if (slash == path.npos)
        return {};
    auto pointer = JsonPointer::parse(path.substr(slash));
    return pointer ? pointer->tokens() : std::vector<std::string>();
}

void stackLayers(Value &value, const Value *under, SourceTable &sources)
{
    const Origin below = under ? under->origin() : Origin();
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value.isSequence()) {
            const bool isReplaced = under && under->isSequence() && i < under->size();
            stackLayers(value.mutableItems()[i], isReplaced ? &under->items()[i] : nullptr,
                        sources);
            continue;
        }
        const Text key = value.entries()[i].key;
        stackLayers(value.mutableValue(i), under ? under->find(key.view()) : nullptr, sources);
    }
    value.setOrigin(sources.stack(value.origin(), LayerKind::Patch, below), value.column());
}

/// Applies operations one after the other to a document.
class Patcher
{
public:
    Patcher(Value document, SourceTable *sources)
        : m_document(std::move(document))
        , m_sources(sources)
    {
    }

    Result<> apply(const JsonPatch::Operation &operation)
    {
        m_operation = &operation;
        switch (operation.op) {
        case Op::Add: return add(operation.path, operation.value);
        case Op::Remove: return remove(operation.path);
        case Op::Replace: return replace();
        case Op::Move: return move();
        case Op::Copy: return copy();
        case Op::Test: return test();
        }
        return {};
    }

    Value take() { return std::move(m_document); }

private:
    // The collection that holds the last token's value; null when a part of the path is missing.
    Value *container(const std::vector<std::string> &tokens)
    {
        if (tokens.empty())
            return nullptr;
        Value *value = &m_document;
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
            if (value->isMapping()) {
                value = value->findMutable(tokens[i]);
            } else {
                const std::optional<std::size_t> index = existingIndex(*value, tokens[i]);
                value = index ? &value->mutableItems()[*index] : nullptr;
            }
            if (!value || value->isScalar())
                return nullptr;
        }
        return value->isScalar() ? nullptr : value;
    }

    static std::optional<std::size_t> indexWithin(std::string_view token, std::size_t count)
    {
        std::optional<long> index = indexFrom(token);
        if (index && *index < 0)
            *index += static_cast<long>(count);
        if (!index || *index < 0 || *index >= static_cast<long>(count))
            return {};
        return static_cast<std::size_t>(*index);
    }

    static std::optional<std::size_t> existingIndex(const Value &sequence, std::string_view token)
    {
        return indexWithin(token, sequence.size());
    }

    static const Value *child(const Value &container, const std::string &token)
    {
        if (container.isMapping())
            return container.find(token);
        const std::optional<std::size_t> index = existingIndex(container, token);
        return index ? &container.items()[*index] : nullptr;
    }

    Value layered(Value value, const Value *under) const
    {
        if (m_sources)
            stackLayers(value, under, *m_sources);
        return value;
    }

    Result<> add(const std::string &path, const Value &value)
    {
        const std::vector<std::string> tokens = tokensOf(path);
        Value *const parent = container(tokens);
        if (!parent)
            return fail("does not apply: doc is missing path: \"" + path + "\"");
        const std::string &key = tokens.back();
        if (parent->isMapping()) {
            Value layeredValue = layered(value, parent->find(key));
            parent->set(Text(key), std::move(layeredValue));
            return {};
        }
        std::size_t at = parent->size();
        if (key != "-") {
            if (!indexFrom(key)) {
                return fail("at path '" + path + "': value was not a proper array index: '" + key
                            + "'");
            }
            const std::optional<std::size_t> index = indexWithin(key, parent->size() + 1);
            if (!index)
                return invalidIndex(path, key);
            at = *index;
        }
        auto &items = parent->mutableItems();
        items.insert(items.begin() + static_cast<std::ptrdiff_t>(at), layered(value, nullptr));
        return {};
    }

    Result<> remove(const std::string &path)
    {
        const std::vector<std::string> tokens = tokensOf(path);
        Value *const parent = container(tokens);
        if (!parent)
            return fail("does not apply: doc is missing path: \"" + path + "\"");
        const std::string &key = tokens.back();
        if (parent->isMapping()) {
            if (!parent->remove(key)) {
                return fail("at path '" + path + "': unable to remove nonexistent key: " + key);
            }
            return {};
        }
        const std::optional<std::size_t> index = existingIndex(*parent, key);
        if (!index)
            return invalidIndex(path, key);
        auto &items = parent->mutableItems();
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(*index));
        return {};
    }

    Result<> replace()
    {
        const std::string &path = m_operation->path;
        const Value &value = m_operation->value;
        if (path.empty()) {
            if (value.isScalar())
                return fail("value must be object or array");
            m_document = layered(value, &m_document);
            return {};
        }
        const std::vector<std::string> tokens = tokensOf(path);
        Value *const parent = container(tokens);
        if (!parent)
            return fail("does not apply: doc is missing path: " + path);
        if (parent->isMapping()) {
            Value layeredValue = layered(value, parent->find(tokens.back()));
            parent->set(Text(tokens.back()), std::move(layeredValue));
            return {};
        }
        const std::optional<std::size_t> index = existingIndex(*parent, tokens.back());
        if (!index)
            return fail("does not apply: doc is missing key: " + path);
        Value &place = parent->mutableItems()[*index];
        place = layered(value, &place);
        return {};
    }

    Result<Value> source()
    {
        const std::vector<std::string> tokens = tokensOf(m_operation->from);
        Value *const parent = container(tokens);
        if (!parent) {
            return std::unexpected(
                failure("does not apply: doc is missing from path: " + m_operation->from));
        }
        const Value *const value = child(*parent, tokens.back());
        if (!value && parent->isSequence())
            return std::unexpected(failure("invalid index in '" + m_operation->from + "'"));
        return value ? *value : Value();
    }

    Result<> move()
    {
        const Value value = PLUMB_TRY(source());
        PLUMB_TRY(remove(m_operation->from));
        return add(m_operation->path, value);
    }

    Result<> copy()
    {
        const Value value = PLUMB_TRY(source());
        return add(m_operation->path, value);
    }

    Result<> test()
    {
        const std::string &path = m_operation->path;
        const Value *found = &m_document;
        if (!path.empty()) {
            const std::vector<std::string> tokens = tokensOf(path);
            Value *const parent = container(tokens);
            if (!parent)
                return fail("does not apply: is missing path: " + path);
            found = child(*parent, tokens.back());
            if (!found && parent->isSequence())
                return invalidIndex(path, tokens.back());
        }
        // An absent value and a null are the same.
        const Value actual = found ? *found : Value();
        if (toJson(actual) != toJson(m_operation->value))
            return fail("failed: the value at '" + path + "' is another one");
        return {};
    }

    Result<> invalidIndex(const std::string &path, const std::string &key) const
    {
        return fail("at path '" + path + "': unable to access invalid index: " + key);
    }

    Result<> fail(const std::string &what) const { return std::unexpected(failure(what)); }

    Error failure(const std::string &what) const
    {
        return {ErrorCode::InvalidInput,
                std::string(nameOf(m_operation->op)) + " operation " + what};
    }

    Value m_document;
    SourceTable *m_sources;
    const JsonPatch::Operation *m_operation = nullptr;
};

SourcePosition placeOf(const Value &value, const std::string &path)
{
    return {path, static_cast<int>(value.origin().line), value.column()};
}

Result<JsonPatch::Operation> readOperation(const Value &value, const std::string &path)
{
    const auto invalid = [&](std::string message) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, std::move(message), placeOf(value, path)));
    };
    if (!value.isMapping())
        return invalid("a JSON patch must be a list of operations with op and path");
    const std::string_view name = value.textAt({"op"});
    const std::optional<Op> op = opNamed(name);
    if (!op) {
        return invalid("unexpected kind of operation '" + std::string(name)
                       + "'; use add, remove, replace, move, copy or test");
    }
    const Value *const target = value.find("path");
    if (!target || !target->isString())
        return invalid(std::string(name) + " operation is missing its path field");
    JsonPatch::Operation operation{.op = *op,
                                   .path = std::string(target->text()),
                                   .from = std::string(value.textAt({"from"})),
                                   .origin = value.origin()};
    const bool needsFrom = *op == Op::Move || *op == Op::Copy;
    if (needsFrom && !value.find("from"))
        return invalid(std::string(name) + " operation is missing its from field");
    if (const Value *const given = value.find("value"))
        operation.value = *given;
    return operation;
}

} // namespace

Result<JsonPatch> JsonPatch::from(const Value &value, const std::string &path)
{
    if (!value.isSequence()) {
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "a JSON patch must be a list of operations",
                                     placeOf(value, path)));
    }
    JsonPatch patch;
    patch.m_path = path;
    for (const Value &item : value.items())
        patch.m_operations.push_back(PLUMB_TRY(readOperation(item, path)));
    return patch;
}

Result<> JsonPatch::apply(Value &document, SourceTable *sources) const
{
    Patcher patcher(document, sources);
    for (const Operation &operation : m_operations) {
        Result<> done = patcher.apply(operation);
        if (done)
            continue;
        const Error &error = done.error();
        if (operation.origin.line == 0)
            return done;
        return std::unexpected(
            Error(error.code(), error.message(),
                  SourcePosition{m_path, static_cast<int>(operation.origin.line), 1}));
    }
    document = patcher.take();
    return {};
}

} // namespace plumb::yaml
