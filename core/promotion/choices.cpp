// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/choices.h"

#include "core/yaml/edit.h"

#include <algorithm>
#include <set>

namespace plumb::promotion {

namespace {

const std::string fileName(fleet::Workspace::fileName);

bool isNamed(const Difference &difference, const std::vector<std::string> &names)
{
    return std::ranges::contains(names, difference.key())
           || std::ranges::contains(names, difference.place());
}

yaml::NodePath listPath(std::string_view list)
{
    return yaml::NodePath().child(yaml::Step::toKey("promotion")).child(yaml::Step::toKey(list));
}

std::string quoted(std::string_view name)
{
    std::string text = "'";
    for (const char c : name)
        text += c == '\'' ? std::string("''") : std::string(1, c);
    return text + '\'';
}

/// The workspace file while choices are written into it.
class ChoiceText
{
public:
    ChoiceText(std::string text, fleet::Workspace::Choices choices)
        : m_text(std::move(text))
        , m_choices(std::move(choices))
    {
    }

    Result<> choose(const Difference &difference, bool carries)
    {
        PLUMB_TRY(remove(carries ? "stays" : "carries",
                         carries ? m_choices.stays : m_choices.carries, difference.key()));
        std::vector<std::string> &names = carries ? m_choices.carries : m_choices.stays;
        if (isNamed(difference, names))
            return {};
        const yaml::NodePath list = listPath(carries ? "carries" : "stays");
        const yaml::Value name = yaml::Value::string(difference.key(), yaml::Style::SingleQuoted);
        // The first choice makes the file, or the list.
        if (m_text.empty()) {
            m_text = std::string("promotion:\n  ") + (carries ? "carries" : "stays") + ":\n    - "
                     + quoted(difference.key()) + '\n';
            names.push_back(difference.key());
            return {};
        }
        m_text =
            PLUMB_TRY(names.empty() ? yaml::setValue(m_text, {.file = fileName, .path = list},
                                                     yaml::Value::sequence({name}))
                                    : yaml::insertItem(m_text, {.file = fileName, .path = list},
                                                       names.size(), name));
        names.push_back(difference.key());
        return {};
    }

    std::string take() { return std::move(m_text); }

private:
    Result<> remove(std::string_view list, std::vector<std::string> &names, const std::string &name)
    {
        const auto found = std::ranges::find(names, name);
        if (found == names.end())
            return {};
        const auto index = static_cast<std::size_t>(found - names.begin());
        const yaml::NodePath place =
            names.size() == 1 ? listPath(list) : listPath(list).child(yaml::Step::toIndex(index));
        m_text = PLUMB_TRY(yaml::removeValue(m_text, {.file = fileName, .path = place}));
        names.erase(found);
        return {};
    }

    std::string m_text;
    fleet::Workspace::Choices m_choices;
};

} // namespace

void applyChoices(Differences &differences, const fleet::Workspace::Choices &choices)
{
    for (Difference &difference : differences.items) {
        const bool carries = isNamed(difference, choices.carries);
        if (!carries && !isNamed(difference, choices.stays))
            continue;
        difference.isChosen = true;
        difference.isSuggested = carries;
        difference.reason = (carries ? "carried over, says " : "stays, says ") + fileName;
    }
}

Result<std::optional<std::string>> rememberedChoices(const files::FileTree &tree,
                                                     const Differences &differences,
                                                     std::span<const Difference> selected)
{
    const fleet::Workspace workspace = PLUMB_TRY(fleet::Workspace::read(tree));
    const files::TreePath path = files::TreePath().child(fileName);
    std::string before;
    if (PLUMB_TRY(tree.kindOf(path)))
        before = *PLUMB_TRY(tree.read(path));
    std::set<std::string> keys;
    for (const Difference &difference : selected)
        keys.insert(difference.key());
    ChoiceText text(before, workspace.choices);
    for (const Difference &difference : differences.items) {
        const bool isSelected = keys.contains(difference.key());
        if (isSelected != difference.isSuggested)
            PLUMB_TRY(within("remembering the choice for " + difference.key(),
                             text.choose(difference, isSelected)));
    }
    std::string after = text.take();
    return after == before ? std::nullopt : std::optional(std::move(after));
}

} // namespace plumb::promotion
