// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/jsonoutput.h"

namespace plumb::ctl {

using yaml::Value;

Value jsonObject(std::initializer_list<std::pair<std::string_view, Value>> members)
{
    Value object = Value::mapping();
    for (const auto &[name, value] : members)
        object.set(name, value);
    return object;
}

Value jsonStrings(std::span<const std::string> texts)
{
    Value list = Value::sequence();
    for (const std::string &text : texts)
        list.append(Value::string(text));
    return list;
}

Value positionJson(const SourcePosition &position)
{
    return jsonObject({{"file", Value::string(position.path)},
                       {"line", Value::integer(position.line)},
                       {"column", Value::integer(position.column)}});
}

Value diagnosticsJson(std::span<const Diagnostic> diagnostics)
{
    Value list = Value::sequence();
    for (const Diagnostic &diagnostic : diagnostics) {
        Value json = jsonObject({{"severity", Value::string(toString(diagnostic.severity))},
                                 {"code", Value::string(diagnostic.code)},
                                 {"message", Value::string(diagnostic.message)}});
        if (!diagnostic.object.empty())
            json.set("object", Value::string(diagnostic.object));
        if (diagnostic.where)
            json.set("where", positionJson(*diagnostic.where));
        list.append(std::move(json));
    }
    return list;
}

} // namespace plumb::ctl
