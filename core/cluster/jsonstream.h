// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <functional>
#include <string>
#include <string_view>

namespace plumb::cluster {

/// Finds the documents in a stream of JSON texts that follow one another, whatever pieces it comes
/// in. Only objects are documents; what is wrong inside one is left to its reader.
class JsonStream
{
public:
    using Receiver = std::function<Result<>(std::string_view)>;

    explicit JsonStream(std::size_t maximumDocument = std::size_t(16) << 20)
        : m_maximum(maximumDocument)
    {
    }

    /// Calls @p receiver with every document that ends in @p piece, until it returns an error.
    Result<> add(std::string_view piece, const Receiver &receiver);

    /// Whether a document has begun and not ended.
    bool isInside() const { return m_depth > 0; }

private:
    std::size_t endOfDocument(std::string_view text);

    std::size_t m_maximum;
    std::string m_begun; ///< What has come of a document.
    std::uint32_t m_depth = 0;
    bool m_isInString = false;
    bool m_isEscaped = false;
};

} // namespace plumb::cluster
