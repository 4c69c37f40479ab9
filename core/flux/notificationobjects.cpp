// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/notificationobjects.h"

namespace plumb::flux {

namespace {

std::vector<ObjectSelection> selections(const yaml::Value *list, std::string_view inNamespace)
{
    std::vector<ObjectSelection> selected;
    if (!list)
        return selected;
    for (const yaml::Value &item : list->items()) {
        ObjectSelection one{.object = ObjectReference::from(&item).in(inNamespace)};
        if (const yaml::Value *labels = item.find("matchLabels")) {
            for (const yaml::Entry &label : labels->entries())
                one.labels.emplace_back(label.key.toString(), label.value.text());
        }
        selected.push_back(std::move(one));
    }
    return selected;
}

} // namespace

std::vector<ObjectSelection> Alert::sources() const
{
    return selections(find({"spec", "eventSources"}), namespaceName());
}

std::vector<ObjectSelection> Receiver::resources() const
{
    return selections(find({"spec", "resources"}), namespaceName());
}

} // namespace plumb::flux
