// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/jsonschema.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <re2/re2.h>

namespace plumb::helm {

namespace {

struct Format
{
    std::string_view name;
    const char *pattern;
};

// Each is what the library of helm accepts, as far as a regular expression can say it.
constexpr Format formats[] = {
    {"date", R"(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))"},
    {"date-time",
     R"((?i)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))"},
    {"duration", R"(P(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?))"},
    {"email",
     R"([^@]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\[.*\]))"},
    {"hostname",
     R"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\.?)"},
    {"ipv4", R"(((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d))"},
    {"ipv6", R"([0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)"},
    {"json-pointer", R"((/([^~/]|~[01])*)*)"},
    {"relative-json-pointer", R"((0|[1-9]\d*)(#|(/([^~/]|~[01])*)*))"},
    {"time", R"((?i)([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))"},
    {"uri", R"([A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*)"},
    {"uri-reference", R"([^\s<>"{}|\\^`]*)"},
    {"uuid", R"([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})"},
};

/// The expression of a format, compiled when it is asked for first: charts check many values.
const re2::RE2 &expressionOf(std::size_t format)
{
    static std::array<std::once_flag, std::size(formats)> asked;
    static std::array<std::unique_ptr<const re2::RE2>, std::size(formats)> compiled;
    std::call_once(asked[format], [format] {
        compiled[format] = std::make_unique<const re2::RE2>(formats[format].pattern);
    });
    return *compiled[format];
}

} // namespace

bool hasFormat(std::string_view text, std::string_view format)
{
    const re2::StringPiece piece(text.data(), text.size());
    if (format == "regex")
        return re2::RE2(piece, re2::RE2::Quiet).ok();
    const auto found = std::ranges::find(formats, format, &Format::name);
    if (found == std::end(formats))
        return true;
    return re2::RE2::FullMatch(piece, expressionOf(static_cast<std::size_t>(found - formats)));
}

} // namespace plumb::helm
