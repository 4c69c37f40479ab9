// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/functions.h"

#include "core/gotemplate/builtins.h"

#include <algorithm>

namespace plumb::gotemplate {
namespace {

const Function *findIn(std::span<const Function> sorted, std::string_view name)
{
    const auto at = std::ranges::lower_bound(sorted, name, {}, &Function::name);
    return at != sorted.end() && at->name == name ? &*at : nullptr;
}

} // namespace

void FunctionTable::add(std::span<const Function> sorted)
{
    m_tables.push_back(sorted);
}

const Function *FunctionTable::find(std::string_view name) const
{
    for (auto table = m_tables.rbegin(); table != m_tables.rend(); ++table) {
        if (const Function *function = findIn(*table, name))
            return function;
    }
    return findIn(builtinFunctions(), name);
}

} // namespace plumb::gotemplate
