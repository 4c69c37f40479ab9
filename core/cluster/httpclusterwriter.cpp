// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/httpclusterwriter.h"

#include "core/yaml/json.h"

namespace plumb::cluster {

namespace {

constexpr std::size_t mostWarnings = 100;

/// The text of "299 - \"unknown field \\\"spec.x\\\"\"" (RFC 7234 §5.5).
std::string warningText(std::string_view header)
{
    const auto start = header.find('"');
    const auto end = header.rfind('"');
    if (start == header.npos || end <= start)
        return std::string(header);
    std::string text;
    for (std::size_t i = start + 1; i < end; ++i) {
        if (header[i] == '\\' && i + 1 < end)
            ++i;
        text += header[i];
    }
    return text;
}

bool isWarning(std::string_view name)
{
    return name == "Warning" || name == "warning";
}

} // namespace

Result<Written> HttpClusterWriter::send(const WriteRequest &request, const Run &run)
{
    PLUMB_TRY(run.checkpoint({.stage = Stage::DetectingDrift, .subject = request.displayName}));
    const http::Response response = PLUMB_TRY(m_connection.send({.method = request.method,
                                                                 .path = request.path,
                                                                 .contentType = request.contentType,
                                                                 .body = request.body()},
                                                                run.stop));
    yaml::ParseOptions options;
    options.limits.maximumBytes = 256u << 20;
    Written written = {.content = PLUMB_TRY(yaml::parseJson(response.body, "response", options))};
    for (const auto &[name, value] : response.headers) {
        if (isWarning(name) && written.warnings.size() < mostWarnings)
            written.warnings.push_back(warningText(value));
    }
    return written;
}

} // namespace plumb::cluster
