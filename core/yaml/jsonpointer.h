// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::yaml {

/// A path into a document (RFC 6901): "/spec/containers/0/image". The root is "".
class JsonPointer
{
public:
    JsonPointer() = default;
    explicit JsonPointer(std::vector<std::string> tokens)
        : m_tokens(std::move(tokens))
    {
    }

    /// Reads the text form; one that is not empty must begin with '/'.
    static Result<JsonPointer> parse(std::string_view text);

    const std::vector<std::string> &tokens() const { return m_tokens; }
    bool isRoot() const { return m_tokens.empty(); }
    JsonPointer child(std::string_view token) const;

    /// The value it names; null when there is none.
    const Value *find(const Value &document) const;

    /// The text form, with "~0" and "~1" where needed.
    std::string toString() const;

    bool operator==(const JsonPointer &) const = default;

private:
    std::vector<std::string> m_tokens;
};

} // namespace plumb::yaml
