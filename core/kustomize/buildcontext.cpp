// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/buildcontext.h"

namespace plumb::kustomize {

SchemaNode BuildContext::schemaOf(const yaml::Entry &field, SchemaNode parent) const
{
    if (field.comment != 0) {
        if (const SchemaNode commented = schema.commented(field.comment, files))
            return commented;
    }
    return parent.field(field.key);
}

std::optional<SourcePosition> BuildContext::positionOf(const yaml::Value &value) const
{
    if (value.origin().source == 0)
        return {};
    return files.position(value.origin(), value.column());
}

Error BuildContext::at(const yaml::Value &value, Error error) const
{
    if (error.where())
        return error;
    return Error(error.code(), error.description(), positionOf(value));
}

Error BuildContext::invalid(const yaml::Value &value, std::string message) const
{
    return Error(ErrorCode::InvalidInput, std::move(message), positionOf(value));
}

void BuildContext::warn(std::string code, std::string message, const yaml::Value &at) const
{
    warnings.push_back({.severity = Severity::Warning,
                        .code = std::move(code),
                        .message = std::move(message),
                        .where = positionOf(at)});
}

} // namespace plumb::kustomize
