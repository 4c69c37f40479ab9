// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/diagnostic.h"

namespace plumb {

std::string_view toString(Severity severity)
{
    switch (severity) {
    case Severity::Note: return "note";
    case Severity::Warning: return "warning";
    case Severity::Error: return "error";
    }
    return "error";
}

std::string Diagnostic::toString() const
{
    std::string text;
    if (where) {
        text += where->path + ':' + std::to_string(where->line) + ':'
                + std::to_string(where->column) + ": ";
    }
    text += plumb::toString(severity);
    text += ": ";
    if (!object.empty())
        text += object + ": ";
    return text + message;
}

} // namespace plumb
