// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/watchevent.h"

#include "core/cluster/apistatus.h"
#include "core/yaml/json.h"

#include <optional>

namespace plumb::cluster {

using yaml::Value;

namespace {

std::unexpected<Error> wrongAnswer(const ApiResource &resource, std::string_view what)
{
    return std::unexpected(
        Error(ErrorCode::Unreachable,
              "the server's answer for " + resource.plural + ' ' + std::string(what)));
}

std::optional<WatchEvent::Type> typeNamed(std::string_view name)
{
    if (name == "ADDED")
        return WatchEvent::Type::Added;
    if (name == "MODIFIED")
        return WatchEvent::Type::Modified;
    if (name == "DELETED")
        return WatchEvent::Type::Deleted;
    if (name == "BOOKMARK")
        return WatchEvent::Type::Bookmark;
    return {};
}

} // namespace

Result<WatchEvent> readWatchEvent(std::string_view document, const ApiResource &resource)
{
    const Value event = PLUMB_TRY(yaml::parseJson(document, "event"));
    const std::string_view name = event.textAt({"type"});
    const Value *object = event.find("object");
    if (!object || !object->isMapping())
        return wrongAnswer(resource, "holds what is no event");
    if (name == "ERROR")
        return std::unexpected(errorOfStatus(*object));
    const auto type = typeNamed(name);
    if (!type)
        return wrongAnswer(resource,
                           "holds an event of the unknown type '" + std::string(name) + "'");

    WatchEvent result = {.type = *type,
                         .resourceVersion =
                             std::string(object->textAt({"metadata", "resourceVersion"}))};
    if (*type == WatchEvent::Type::Bookmark) {
        result.endsInitialEvents =
            object->textAt({"metadata", "annotations", "k8s.io/initial-events-end"}) == "true";
        return result;
    }
    result.object = PLUMB_TRY(readListed(*object, resource));
    return result;
}

Result<ListPage> readListPage(std::string_view body, const ApiResource &resource)
{
    yaml::ParseOptions options;
    options.limits.maximumBytes = 256u << 20;
    const Value list = PLUMB_TRY(yaml::parseJson(body, "response", options));
    const Value *items = list.find("items");
    if (!items || !(items->isSequence() || items->isNull()))
        return wrongAnswer(resource, "is no list");
    ListPage page = {.resourceVersion = std::string(list.textAt({"metadata", "resourceVersion"})),
                     .next = std::string(list.textAt({"metadata", "continue"}))};
    page.objects.reserve(items->size());
    for (const Value &item : items->items())
        page.objects.push_back(PLUMB_TRY(readListed(item, resource)));
    return page;
}

Result<Object> readListed(const Value &item, const ApiResource &resource)
{
    if (!item.isMapping())
        return wrongAnswer(resource, "holds what is no object");
    Value fields = item;
    if (!item.find("kind"))
        fields.insertAt(0, "kind", Value::string(resource.gvk.kind));
    if (!item.find("apiVersion"))
        fields.insertAt(0, "apiVersion", Value::string(resource.gvk.apiVersion()));
    return Object::from(std::move(fields));
}

} // namespace plumb::cluster
