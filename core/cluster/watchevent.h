// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/apiresources.h"
#include "core/object/object.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::cluster {

/// What a watch tells about one object.
struct WatchEvent
{
    enum class Type : std::uint8_t {
        Added,
        Modified,
        Deleted,
        Bookmark, ///< No object: everything up to resourceVersion has been told.
    };

    Type type = Type::Bookmark;
    Object object = {};
    std::string resourceVersion = {};
    bool endsInitialEvents = false; ///< A bookmark after which a streamed list is complete.
};

/// Reads one document of a watch. What the server reports instead of an event is an error: Conflict
/// when it has forgotten what came after the resourceVersion that was asked for.
Result<WatchEvent> readWatchEvent(std::string_view document, const ApiResource &resource);

/// One page of a list.
struct ListPage
{
    std::vector<Object> objects = {};
    std::string resourceVersion = {};
    std::string next = {}; ///< The token for the next page; "" for the last one.
};

/// Reads the answer to a list.
Result<ListPage> readListPage(std::string_view body, const ApiResource &resource);

/// An object as lists and watches hold it: what is the same for all of a kind may be left out.
Result<Object> readListed(const yaml::Value &item, const ApiResource &resource);

} // namespace plumb::cluster
