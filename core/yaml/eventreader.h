// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>
#include <yaml.h>

namespace plumb::yaml {

/// One event of a text, as libyaml tells them.
class Event
{
public:
    struct Fields
    {
        yaml_event_type_t type = YAML_NO_EVENT;
        Style style = Style::Plain; ///< Of a scalar or a collection.
        bool isImplicit = true;     ///< Of the start of a document.
        yaml_mark_t start = {};
        yaml_mark_t end = {};
        std::string_view text = {}; ///< Of a scalar.
        std::string_view anchor = {};
        std::string_view tag = {};
    };

    Event() = default;
    ~Event() { clear(); }
    Event(const Event &) = delete;
    Event &operator=(const Event &) = delete;

    yaml_event_type_t type() const { return m_fields.type; }
    Style style() const { return m_fields.style; }
    bool isImplicit() const { return m_fields.isImplicit; }
    const yaml_mark_t &start() const { return m_fields.start; }
    const yaml_mark_t &end() const { return m_fields.end; }
    std::string_view scalar() const { return m_fields.text; }
    /// "" when there is none.
    std::string_view anchor() const { return m_fields.anchor; }
    std::string_view tag() const { return m_fields.tag; }

    /// What the texts are in must stay until the next event.
    void set(const Fields &fields) { m_fields = fields; }

private:
    friend class EventReader;
    void clear();
    void read();

    Fields m_fields;
    yaml_event_t m_event = {}; // of libyaml, freed when it goes
};

/// Gives the events of a text one after the other.
class EventSource
{
public:
    virtual ~EventSource() = default;

    virtual Result<> next(Event &event) = 0;

    SourcePosition position(const yaml_mark_t &mark) const
    {
        return {m_path, static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1};
    }

protected:
    explicit EventSource(const std::string &path)
        : m_path(path)
    {
    }
    const std::string &path() const { return m_path; }

private:
    const std::string &m_path;
};

/// libyaml's parser, with its errors as ours.
class EventReader : public EventSource
{
public:
    EventReader(std::string_view text, const std::string &path);
    ~EventReader() override;
    EventReader(const EventReader &) = delete;
    EventReader &operator=(const EventReader &) = delete;

    Result<> next(Event &event) override;

private:
    Error error() const;
    Result<> refuseEscapedSlash(const Event &event);

    std::string_view m_text;
    bool m_hasEscapedSlash;
    // How far the text was walked in search of them, in characters and in bytes.
    std::size_t m_characters = 0;
    std::size_t m_bytes = 0;
    yaml_parser_t m_parser;
};

} // namespace plumb::yaml
