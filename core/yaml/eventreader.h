// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>
#include <yaml.h>

namespace plumb::yaml {

/// One event of libyaml, freed when it goes.
class Event
{
public:
    Event() = default;
    ~Event() { clear(); }
    Event(const Event &) = delete;
    Event &operator=(const Event &) = delete;

    yaml_event_type_t type() const { return m_event.type; }
    const yaml_event_t &raw() const { return m_event; }

    std::string_view scalar() const
    {
        return {reinterpret_cast<const char *>(m_event.data.scalar.value),
                m_event.data.scalar.length};
    }
    /// "" when there is none, whatever the type of the event.
    std::string_view anchor() const;
    std::string_view tag() const;

private:
    friend class EventReader;
    void clear();

    yaml_event_t m_event = {};
};

/// libyaml's parser, with its errors as ours.
class EventReader
{
public:
    EventReader(std::string_view text, const std::string &path);
    ~EventReader();
    EventReader(const EventReader &) = delete;
    EventReader &operator=(const EventReader &) = delete;

    Result<> next(Event &event);

    SourcePosition position(const yaml_mark_t &mark) const;

private:
    Error error() const;
    Result<> refuseEscapedSlash(const yaml_event_t &event);

    std::string_view m_text;
    const std::string &m_path;
    bool m_hasEscapedSlash;
    // How far the text was walked in search of them, in characters and in bytes.
    std::size_t m_characters = 0;
    std::size_t m_bytes = 0;
    yaml_parser_t m_parser;
};

} // namespace plumb::yaml
