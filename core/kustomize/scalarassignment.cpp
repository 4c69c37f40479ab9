// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/scalarassignment.h"

#include "core/kustomize/scalarfield.h"
#include "core/yaml/scalar.h"

namespace plumb::kustomize {

using yaml::Kind;
using yaml::Value;

bool assignText(Value &scalar, std::string_view text, bool isNew)
{
    Value value;
    if (isNew) {
        value = untypedScalar(text, yaml::Style::Plain);
    } else {
        const Kind meaning = yaml::resolvePlain(text, yaml::Dialect::Kustomize);
        const bool fits = scalar.isString() || meaning == scalar.kind()
                          || (scalar.kind() == Kind::Float && meaning == Kind::Integer);
        if (!fits)
            return false;
        value = Value::scalar(scalar.kind(), text, scalar.style());
    }
    value.setOrigin(scalar.origin(), scalar.column());
    value.setBond(scalar.bond());
    scalar = std::move(value);
    return true;
}

} // namespace plumb::kustomize
