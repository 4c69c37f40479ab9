// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/provenance.h"

namespace plumb::build {

std::vector<yaml::Layer> layersOf(const Object &object, const FieldPath &field,
                                  const yaml::SourceTable &sources)
{
    if (!field.find(object.fields()))
        return {};
    FieldPath ancestor = field;
    for (;;) {
        const yaml::Value *value = ancestor.find(object.fields());
        if (value && value->origin().source != 0)
            return sources.layersOf(value->origin());
        if (ancestor.isRoot())
            return {};
        ancestor.removeLast();
    }
}

SourcePosition placeOf(const yaml::Value &value, const yaml::SourceTable &sources)
{
    if (value.origin().source == 0)
        return {};
    return sources.position(value.origin(), value.column());
}

} // namespace plumb::build
