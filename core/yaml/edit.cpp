// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/edit.h"

#include "core/yaml/parser.h"
#include "core/yaml/texteditor.h"

#include <algorithm>
#include <span>

namespace plumb::yaml {

namespace {

using Steps = std::span<const Step>;

Result<std::vector<Value>> readAgain(std::string_view text, const EditTarget &target)
{
    return parseAll(text, target.file, {.keepDates = true});
}

Value *findMutable(Value &value, const Step &step)
{
    if (step.kind == Step::Kind::Key)
        return value.findMutable(step.key);
    const Value *const found = findStep(value, step);
    if (!found)
        return nullptr;
    const auto index = static_cast<std::size_t>(found - value.items().data());
    return &value.mutableItems()[index];
}

// What the data is expected to be after the edit.
bool setIn(Value &document, Steps steps, const Value &value)
{
    if (steps.empty()) {
        document = value;
        return true;
    }
    const Step &step = steps.front();
    Value *child = findMutable(document, step);
    if (!child && step.kind == Step::Kind::Key && (document.isMapping() || document.isNull()))
        child = &document.set(Text(step.key), Value());
    else if (!child && step.kind != Step::Kind::Key
             && (document.isSequence() || document.isNull())) {
        child = &document.append(Value());
        if (step.kind == Step::Kind::Item && !step.key.empty())
            child->set(Text(step.key), Value::string(Text(step.value)));
    }
    return child && setIn(*child, steps.subspan(1), value);
}

bool removeIn(Value &document, Steps steps)
{
    const Step &step = steps.front();
    Value *const child = findMutable(document, step);
    if (!child)
        return false;
    if (steps.size() > 1)
        return removeIn(*child, steps.subspan(1));
    if (step.kind == Step::Kind::Key)
        return document.remove(step.key);
    auto &items = document.mutableItems();
    items.erase(items.begin() + (child - items.data()));
    return true;
}

bool sameDocuments(const std::vector<Value> &a, const std::vector<Value> &b)
{
    return std::ranges::equal(a, b, &Value::sameData);
}

Result<std::string> checked(std::string newText, const EditTarget &target,
                            const std::vector<Value> &expected)
{
    const auto holdsWhatIsExpected = [&] {
        const Result<std::vector<Value>> actual = readAgain(newText, target);
        return actual && sameDocuments(*actual, expected);
    };
    if (holdsWhatIsExpected())
        return newText;
    // A block scalar at the end of a file has its final line break only when the file has one.
    if (!newText.ends_with('\n')) {
        newText += SourceText(newText).lineBreak();
        if (holdsWhatIsExpected())
            return newText;
    }
    return std::unexpected(Error(ErrorCode::Unsupported,
                                 "cannot change " + target.path.toString()
                                     + " without changing other values; edit the file by hand",
                                 SourcePosition{target.file, 1, 1}));
}

/// Makes the edits that turn one value into another, each on the result of the one before.
class TreeEdit
{
public:
    TreeEdit(std::string_view text, const EditTarget &target)
        : m_text(text)
        , m_target(target)
    {
    }

    Result<> change(const NodePath &path, const Value &from, const Value &to)
    {
        if (from.sameData(to))
            return {};
        if (from.isMapping() && to.isMapping() && from.size() > 0 && to.size() > 0)
            return changeMapping(path, from, to);
        if (from.isSequence() && to.isSequence() && from.size() > 0 && to.size() > 0)
            return changeSequence(path, from, to);
        return apply([&](const TextEditor &editor) { return editor.replace(path, to); });
    }

    Result<> insertKey(const NodePath &mapping, std::string_view key, const Value &value,
                       std::string_view after)
    {
        return apply(
            [&](const TextEditor &editor) { return editor.insertKey(mapping, key, value, after); });
    }

    Result<> insertItem(const NodePath &sequence, std::size_t index, const Value &item)
    {
        return apply(
            [&](const TextEditor &editor) { return editor.insertItem(sequence, index, item); });
    }

    std::string take() { return std::move(m_text); }

private:
    Result<> changeMapping(const NodePath &path, const Value &from, const Value &to)
    {
        std::string_view previous;
        for (const Entry &entry : to.entries()) {
            const Value *const present = from.find(entry.key.view());
            const NodePath child = path.child(Step::toKey(entry.key.view()));
            if (present)
                PLUMB_TRY(change(child, *present, entry.value));
            else
                PLUMB_TRY(insertKey(path, entry.key.view(), entry.value, previous));
            previous = entry.key.view();
        }
        for (const Entry &entry : from.entries()) {
            if (!to.find(entry.key.view()))
                PLUMB_TRY(remove(path.child(Step::toKey(entry.key.view()))));
        }
        return {};
    }

    Result<> changeSequence(const NodePath &path, const Value &from, const Value &to)
    {
        const std::size_t shared = std::min(from.size(), to.size());
        for (std::size_t i = 0; i < shared; ++i)
            PLUMB_TRY(change(path.child(Step::toIndex(i)), from.items()[i], to.items()[i]));
        for (std::size_t i = shared; i < to.size(); ++i)
            PLUMB_TRY(insertItem(path, i, to.items()[i]));
        for (std::size_t i = from.size(); i > shared; --i)
            PLUMB_TRY(remove(path.child(Step::toIndex(i - 1))));
        return {};
    }

    Result<> remove(const NodePath &path)
    {
        return apply([&](const TextEditor &editor) { return editor.remove(path); });
    }

    template<typename Edit>
    Result<> apply(const Edit &edit)
    {
        const TextEditor editor = PLUMB_TRY(TextEditor::open(m_text, m_target));
        std::string text = PLUMB_TRY(edit(editor));
        m_text = std::move(text);
        return {};
    }

    std::string m_text;
    const EditTarget &m_target;
};

Error noDocument(const EditTarget &target)
{
    return {ErrorCode::NotFound,
            "there is no document " + std::to_string(target.document + 1) + " in the file",
            SourcePosition{target.file, 1, 1}};
}

Error wrongPath(const EditTarget &target)
{
    return {ErrorCode::NotFound,
            target.path.toString() + " leads through a value that is no collection",
            SourcePosition{target.file, 1, 1}};
}

} // namespace

Result<SourceRange> locate(std::string_view text, const EditTarget &target)
{
    const TextEditor editor = PLUMB_TRY(TextEditor::open(text, target));
    return editor.locate(target.path);
}

Result<std::string> setValue(std::string_view text, const EditTarget &target, const Value &value,
                             std::string_view after)
{
    std::vector<Value> documents = PLUMB_TRY(readAgain(text, target));
    if (target.document >= documents.size())
        return std::unexpected(noDocument(target));
    const Value before = documents[target.document];
    const Steps steps = target.path.steps();
    if (!setIn(documents[target.document], steps, value))
        return std::unexpected(wrongPath(target));

    // As much of the path as exists stays; what is missing is inserted as a whole.
    std::size_t existing = 0;
    const Value *present = &before;
    while (existing < steps.size()) {
        const Value *const next = findStep(*present, steps[existing]);
        if (!next)
            break;
        present = next;
        ++existing;
    }
    TreeEdit edit(text, target);
    const NodePath parent(
        std::vector<Step>(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(existing)));
    if (existing == steps.size()) {
        PLUMB_TRY(edit.change(target.path, *present, value));
    } else {
        const Value *const changed = parent.find(documents[target.document]);
        const Step &step = steps[existing];
        if (step.kind == Step::Kind::Key)
            PLUMB_TRY(edit.insertKey(parent, step.key, *changed->find(step.key), after));
        else
            PLUMB_TRY(edit.insertItem(parent, present->size(), changed->items().back()));
    }
    return checked(edit.take(), target, documents);
}

Result<std::string> insertItem(std::string_view text, const EditTarget &target, std::size_t index,
                               const Value &item)
{
    std::vector<Value> documents = PLUMB_TRY(readAgain(text, target));
    if (target.document >= documents.size())
        return std::unexpected(noDocument(target));
    const Value *const present = target.path.find(documents[target.document]);
    if (!present || !(present->isSequence() || present->isNull()))
        return std::unexpected(wrongPath(target));
    std::vector<Value> items(present->items().begin(), present->items().end());
    index = std::min(index, items.size());
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(index), item);
    setIn(documents[target.document], target.path.steps(), Value::sequence(std::move(items)));

    TreeEdit edit(text, target);
    PLUMB_TRY(edit.insertItem(target.path, index, item));
    return checked(edit.take(), target, documents);
}

Result<std::string> removeValue(std::string_view text, const EditTarget &target)
{
    std::vector<Value> documents = PLUMB_TRY(readAgain(text, target));
    if (target.document >= documents.size())
        return std::unexpected(noDocument(target));
    const TextEditor editor = PLUMB_TRY(TextEditor::open(text, target));
    std::string newText = PLUMB_TRY(editor.remove(target.path));
    removeIn(documents[target.document], target.path.steps());
    return checked(std::move(newText), target, documents);
}

} // namespace plumb::yaml
