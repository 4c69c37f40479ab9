// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/object.h"

namespace plumb {

Result<Object> Object::from(yaml::Value fields)
{
    const auto invalid = [](std::string message) {
        return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message)));
    };
    if (!fields.isMapping())
        return invalid("a Kubernetes object must be a mapping");
    const std::string_view kind = fields.textAt({"kind"});
    const std::string_view apiVersion = fields.textAt({"apiVersion"});
    const std::string_view name = fields.textAt({"metadata", "name"});
    if (kind.empty())
        return invalid("missing 'kind' in object");
    if (apiVersion.empty())
        return invalid("missing 'apiVersion' in object of kind '" + std::string(kind) + "'");
    if (name.empty())
        return invalid("missing 'metadata.name' in object of kind '" + std::string(kind) + "'");

    return accepting(std::move(fields));
}

Object Object::accepting(yaml::Value fields)
{
    Object object;
    object.m_gvk = GroupVersionKind::from(fields.textAt({"apiVersion"}), fields.textAt({"kind"}));
    object.m_id = {.group = object.m_gvk.group,
                   .kind = object.m_gvk.kind,
                   .namespaceName = std::string(fields.textAt({"metadata", "namespace"})),
                   .name = std::string(fields.textAt({"metadata", "name"}))};
    object.m_fields = std::move(fields);
    return object;
}

std::string_view Object::label(std::string_view key) const
{
    return m_fields.textAt({"metadata", "labels", key});
}

std::string_view Object::annotation(std::string_view key) const
{
    return m_fields.textAt({"metadata", "annotations", key});
}

std::string Object::displayName() const
{
    std::string text = m_id.kind + '/';
    if (!m_id.namespaceName.empty())
        text += m_id.namespaceName + '/';
    return text + m_id.name;
}

} // namespace plumb
