// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/variablesource.h"

#include "core/build/unitbuilder.h"
#include "core/yaml/base64.h"

namespace plumb::build {

yaml::Origin definitionOf(const yaml::Value &value, yaml::SourceTable *sources)
{
    if (!sources || value.origin().source == 0)
        return {};
    const SourcePosition place = sources->position(value.origin());
    return place.path.empty()
               ? yaml::Origin()
               : yaml::Origin{sources->add(place.path), static_cast<std::uint32_t>(place.line)};
}

void addVariables(flux::Variables &variables, const Object &object, yaml::SourceTable *sources)
{
    const bool isSecret = object.kind() == "Secret";
    const bool isDocument = !object.fields().textAt({"sops", "mac"}).empty();
    const auto addAll = [&](std::string_view field, bool isBase64) {
        const yaml::Value *data = object.fields().find(field);
        if (!data)
            return;
        for (const yaml::Entry &entry : data->entries()) {
            const std::string_view text = entry.value.text();
            const yaml::Origin origin = definitionOf(entry.value, sources);
            if (isDocument || isEncryptedText(text)) {
                variables.hide(entry.key.view(), origin);
                continue;
            }
            if (!isBase64) {
                variables.set(entry.key.view(), text, origin);
                continue;
            }
            // What is no base64 the API server would refuse; it is shown as it is.
            variables.set(entry.key.view(), yaml::decodeBase64(text).value_or(std::string(text)),
                          origin);
        }
    };
    addAll("data", isSecret);
    if (isSecret)
        addAll("stringData", false);
}

} // namespace plumb::build
