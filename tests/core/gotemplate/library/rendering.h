// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/library/library.h"
#include "core/gotemplate/template.h"

#include <string>

/// What a template prints with all functions; "ERROR " and the message when it fails.
inline std::string rendered(const std::string &source,
                            plumb::gotemplate::ExecuteOptions options = {})
{
    using namespace plumb::gotemplate;
    auto functions = std::make_shared<FunctionTable>();
    addSprig(*functions);
    addHelmFunctions(*functions);
    TemplateSet templates(functions);
    options.missingKey = MissingKey::Zero;
    std::string output;
    plumb::Result<> result = templates.parse("t", source);
    if (result)
        result = templates.execute("t", Value::map(), output, options);
    return result ? output : "ERROR " + result.error().message();
}
