// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/jsonstream.h"

#include <utility>

namespace plumb::cluster {

Result<> JsonStream::add(std::string_view piece, const Receiver &receiver)
{
    while (!piece.empty()) {
        if (m_depth == 0) {
            const auto start = piece.find_first_not_of(" \t\r\n");
            if (start == piece.npos)
                return {};
            piece.remove_prefix(start);
            if (piece.front() != '{') {
                return std::unexpected(Error(ErrorCode::Unreachable,
                                             "the server's stream holds what is no JSON object"));
            }
        }
        const std::size_t end = endOfDocument(piece);
        if (m_begun.size() + end > m_maximum) {
            return std::unexpected(
                Error(ErrorCode::LimitExceeded, "the server's stream holds a document of more than "
                                                    + std::to_string(m_maximum) + " bytes"));
        }
        if (m_depth > 0) {
            m_begun += piece;
            return {};
        }
        std::string_view document = piece.substr(0, end);
        piece.remove_prefix(end);
        if (m_begun.empty()) {
            PLUMB_TRY(receiver(document));
            continue;
        }
        m_begun += document;
        const std::string whole = std::exchange(m_begun, {});
        PLUMB_TRY(receiver(whole));
    }
    return {};
}

/// How much of the text belongs to the document that it begins or goes on with.
std::size_t JsonStream::endOfDocument(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (m_isInString) {
            if (m_isEscaped)
                m_isEscaped = false;
            else if (c == '\\')
                m_isEscaped = true;
            else if (c == '"')
                m_isInString = false;
        } else if (c == '"') {
            m_isInString = true;
        } else if (c == '{' || c == '[') {
            ++m_depth;
        } else if (c == '}' || c == ']') {
            if (--m_depth == 0)
                return i + 1;
        }
    }
    return text.size();
}

} // namespace plumb::cluster
