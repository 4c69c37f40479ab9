// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/diff.h"
#include "core/drift/render.h"
#include "core/object/schema.h"
#include "core/yaml/parser.h"

#include <cstdlib>

using namespace plumb;
using namespace plumb::drift;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

ObjectSet objectsOf(std::string_view text)
{
    ObjectSet objects;
    yaml::ParseOptions options;
    options.limits = {.maximumBytes = 1u << 16, .maximumDepth = 100, .maximumAliasNodes = 1000};
    auto documents = yaml::parseAll(text, "input", options);
    if (!documents)
        return objects;
    for (yaml::Value &document : *documents) {
        if (auto object = Object::from(std::move(document)))
            static_cast<void>(objects.add(*std::move(object)));
    }
    return objects;
}

void checkChanges(const ChangeSet &set)
{
    for (const ObjectDiff &object : set.objects) {
        for (const FieldChange &change : object.changes) {
            require(change.desired || change.live);
            const std::string text = change.path.toString();
            const auto path = FieldPath::parse(text);
            require(path && path->toString() == text);
        }
    }
}

} // namespace

/// Two streams of objects, apart by a line "===": comparing never fails, every path can be read
/// back, and nothing differs from itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto middle = text.find("\n===\n");
    const ObjectSet desired = objectsOf(text.substr(0, middle));
    const ObjectSet live = objectsOf(middle == text.npos ? text : text.substr(middle + 5));

    for (const Comparison comparison : {Comparison::States, Comparison::Live}) {
        const DiffOptions options = {.comparison = comparison};
        const auto set = diffObjects(desired, live, Schema::current(), options, Run());
        require(set.has_value());
        checkChanges(*set);
        require(toText(*set).empty() || set->hasDifferences());
        static_cast<void>(toJson(*set));

        const auto same = diffObjects(desired, desired, Schema::current(), options, Run());
        require(same && !same->hasDifferences());
    }
    return 0;
}
