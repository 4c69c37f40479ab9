// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/fluxmarks.h"

#include <algorithm>
#include <string>

namespace plumb::drift {

namespace {

bool sameWord(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::ranges::equal(a, b, {}, lower, lower);
}

} // namespace

bool isMarked(const Object &object, std::string_view field, std::string_view value)
{
    const std::string key = "kustomize.toolkit.fluxcd.io/" + std::string(field);
    return sameWord(object.annotation(key), value) || sameWord(object.label(key), value);
}

bool isLeftAlone(const Object &object)
{
    return isMarked(object, "reconcile", "disabled") || isMarked(object, "ssa", "Ignore");
}

} // namespace plumb::drift
