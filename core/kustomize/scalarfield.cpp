// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/scalarfield.h"

#include "core/yaml/scalar.h"

namespace plumb::kustomize {

namespace {

bool isPlain(yaml::Style style)
{
    return style == yaml::Style::Plain || style == yaml::Style::Block || style == yaml::Style::Flow;
}

} // namespace

yaml::Value untypedScalar(std::string_view text, yaml::Style style)
{
    if (!isPlain(style))
        return yaml::Value::string(text, style);
    return yaml::Value::scalar(yaml::resolvePlain(text, yaml::Dialect::Kustomize), text);
}

yaml::Value stringScalar(std::string_view text)
{
    const bool hasLines = text.find('\n') != std::string_view::npos;
    return yaml::Value::string(text, hasLines ? yaml::Style::Literal : yaml::Style::Plain);
}

yaml::Value &setScalarField(yaml::Value &mapping, std::string_view key, std::string_view text)
{
    if (yaml::Value *const field = mapping.findMutable(key)) {
        replaceScalar(*field, text);
        return *field;
    }
    const bool isWord = yaml::resolvePlain(text, yaml::Dialect::Kubernetes) == yaml::Kind::String;
    return mapping.set(key, isWord ? untypedScalar(text, yaml::Style::Plain)
                                   : yaml::Value::string(text, yaml::Style::DoubleQuoted));
}

yaml::Entry plainEntry(std::string_view key, yaml::Value value)
{
    const std::uint32_t line = value.origin().line;
    return {.key = key,
            .keyLine = line,
            .keyKind = yaml::resolvePlain(key, yaml::Dialect::Kustomize),
            .value = std::move(value)};
}

void takeStyle(yaml::Value &scalar, yaml::Style style)
{
    if (isPlain(style) || scalar.isNull() || scalar.isString()) {
        scalar.setStyle(style);
        return;
    }
    yaml::Value text = yaml::Value::string(scalar.sharedText(), style);
    text.setOrigin(scalar.origin(), scalar.column());
    text.setBond(scalar.bond());
    scalar = std::move(text);
}

void replaceScalar(yaml::Value &scalar, std::string_view text)
{
    yaml::Value replacement = untypedScalar(text, scalar.style());
    replacement.setOrigin(scalar.origin(), scalar.column());
    scalar = std::move(replacement);
}

} // namespace plumb::kustomize
