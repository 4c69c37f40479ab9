// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/objects.h"

#include "core/yaml/parser.h"

#include <cstdio>
#include <cstdlib>

namespace plumb::test {

namespace {

template<typename T>
T valueOf(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "the test's own YAML is wrong: %s\n",
                     result.error().toString().c_str());
        std::abort();
    }
    return *std::move(result);
}

} // namespace

ObjectSet objectsOf(std::string_view yaml)
{
    ObjectSet objects;
    for (yaml::Value &document : valueOf(yaml::parseAll(yaml, "test.yaml"))) {
        if (document.isNull())
            continue;
        const Result<> added = objects.add(valueOf(Object::from(std::move(document))));
        if (!added) {
            std::fprintf(stderr, "%s\n", added.error().toString().c_str());
            std::abort();
        }
    }
    return objects;
}

Object objectOf(std::string_view yaml)
{
    return valueOf(Object::from(valueOf(yaml::parse(yaml, "test.yaml"))));
}

} // namespace plumb::test
