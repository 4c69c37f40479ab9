// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/library.h"

#include "core/gotemplate/library/topics.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace plumb::gotemplate {

namespace {

std::vector<Function> merged(std::initializer_list<std::span<const Function>> topics)
{
    std::vector<Function> functions;
    std::size_t count = 0;
    for (const std::span<const Function> topic : topics)
        count += topic.size();
    functions.reserve(count);
    for (const std::span<const Function> topic : topics)
        functions.insert(functions.end(), topic.begin(), topic.end());
    std::ranges::sort(functions, {}, &Function::name);
    return functions;
}

} // namespace

void addSprig(FunctionTable &functions)
{
    static const std::vector<Function> sprig =
        merged({caseFunctions(), certificateFunctions(), cryptoFunctions(), dateFunctions(),
                defaultFunctions(), dictFunctions(), encodingFunctions(), jsonFunctions(),
                listFunctions(), mathFunctions(), pathFunctions(), randomFunctions(),
                reflectionFunctions(), regexFunctions(), sequenceFunctions(), splitFunctions(),
                stringFunctions(), urlFunctions(), versionFunctions()});
    functions.add(sprig);
}

void addHelmFunctions(FunctionTable &functions)
{
    static const std::vector<Function> helm = merged({documentFunctions()});
    functions.add(helm);
}

} // namespace plumb::gotemplate
