// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/tag.h"

#include "core/yaml/base64.h"
#include "core/yaml/timestamp.h"

#include <optional>
#include <utility>

namespace plumb::yaml {

namespace {

constexpr std::string_view standardPrefix = "tag:yaml.org,2002:";

std::optional<Kind> kindNamed(std::string_view name)
{
    if (name == "int")
        return Kind::Integer;
    if (name == "float")
        return Kind::Float;
    if (name == "bool")
        return Kind::Bool;
    if (name == "null")
        return Kind::Null;
    return {};
}

} // namespace

std::expected<Value, std::string> resolveTagged(std::string_view tag, const Value &scalar,
                                                const ParseOptions &options)
{
    if (!tag.starts_with(standardPrefix))
        return scalar;
    const std::string_view name = tag.substr(standardPrefix.size());
    const std::string_view text = scalar.text();
    const auto cannotDecode = [&] {
        return std::unexpected("cannot decode `" + std::string(text) + "` as a !!"
                               + std::string(name));
    };
    if (name == "binary") {
        const std::optional<std::string> bytes = decodeBase64(text);
        if (!bytes)
            return std::unexpected("!!binary value contains invalid base64 data");
        return Value::string(*bytes, Style::DoubleQuoted);
    }
    if (name == "timestamp" && options.dialect == Dialect::Kustomize && !options.keepDates) {
        const std::optional<std::string> time = canonicalTimestamp(text);
        if (!time)
            return cannotDecode();
        return Value::string(*time, Style::DoubleQuoted);
    }
    if (const std::optional<Kind> wanted = kindNamed(name)) {
        const Kind kind = resolvePlain(text, options.dialect);
        const bool isWholeFloat = *wanted == Kind::Float && kind == Kind::Integer;
        if (kind != *wanted && !isWholeFloat)
            return cannotDecode();
        // Printed through JSON, a float without a fraction is an integer anyway.
        return Value::scalar(kind, text);
    }
    const Style style = scalar.style() == Style::Plain ? Style::DoubleQuoted : scalar.style();
    return Value::string(text, style);
}

} // namespace plumb::yaml
