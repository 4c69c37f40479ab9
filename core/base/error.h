// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb {

/// What the caller can do about a failure: one value per decision, not per cause.
enum class ErrorCode : std::uint8_t {
    Cancelled,      ///< The run was stopped on request; never shown as a failure.
    NotFound,       ///< A named file, commit, chart or object does not exist.
    InvalidInput,   ///< The user's files are wrong; where() names the line.
    ArtifactFailed, ///< The source could not be fetched or checked out.
    BuildFailed,    ///< kustomize build or helm render rejected the input.
    DryRunFailed,   ///< The API server refused the server-side apply.
    Unreachable,    ///< Network or cluster not available; a retry may help.
    Unauthorized,   ///< Credentials are missing, wrong or not allowed to do this.
    Conflict,       ///< Something changed in between; look again before trying again.
    LimitExceeded,  ///< The input is larger, deeper or more expensive than is accepted.
    Unsupported,    ///< The input is valid, but needs something that this program does not do.
    Internal,       ///< A bug in this program.
};

/// A place in the user's files, counted from 1 as editors do.
struct SourcePosition
{
    std::string path;
    int line = 0;
    int column = 0;

    bool operator==(const SourcePosition &) const = default;
};

/// Why an operation failed, with the chain of what was being done at the time.
class [[nodiscard]] Error
{
public:
    Error(ErrorCode code, std::string message, std::optional<SourcePosition> where = {});

    ErrorCode code() const { return m_code; }
    const std::string &message() const { return m_message; }
    const std::optional<SourcePosition> &where() const { return m_where; }

    /// Adds what the caller was doing, as in "building apps/podinfo".
    Error within(std::string_view doing) &&;

    /// What was being done and what went wrong, without the place:
    /// "building apps/podinfo: unknown field 'resource'"
    std::string description() const;

    /// "building apps/podinfo: kustomization.yaml:4:3: unknown field 'resource'"
    std::string toString() const;

private:
    std::string doing() const;

    ErrorCode m_code;
    std::string m_message;
    std::optional<SourcePosition> m_where;
    std::vector<std::string> m_context; // innermost first
};

template<typename T = void>
using Result = std::expected<T, Error>;

/// Adds context to a failed result and leaves a good one alone.
template<typename T>
Result<T> within(std::string_view doing, Result<T> result)
{
    if (!result)
        return std::unexpected(std::move(result).error().within(doing));
    return result;
}

} // namespace plumb

/// Unwraps a Result, or returns its error from the enclosing function.
#define PLUMB_TRY(expression)                                                                      \
    __extension__({                                                                                \
        auto plumbResult = (expression);                                                           \
        if (!plumbResult) [[unlikely]]                                                             \
            return std::unexpected(std::move(plumbResult).error());                                \
        *std::move(plumbResult);                                                                   \
    })
