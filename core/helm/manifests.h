// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/base/executor.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::helm {

/// One document that a template rendered.
struct Manifest
{
    std::string path = {}; ///< Of the template: "chart/templates/service.yaml".
    std::string text = {};
    std::string apiVersion = {};
    std::string kind = {};
    std::string name = {};
    std::size_t line = 0; ///< Of the rendered file, where the text begins; counted from 0.
};

/// A document that helm applies at a certain moment instead of keeping it.
struct Hook
{
    Manifest manifest = {};
    std::vector<std::string> events = {}; ///< "pre-install", "test" …
    int weight = 0;
    std::vector<std::string> deletePolicies = {};
    std::vector<std::string> outputLogPolicies = {};

    bool isTest() const;
};

struct Manifests
{
    std::vector<Manifest> manifests; ///< In the order in which helm installs them.
    std::vector<Hook> hooks;         ///< By kind in the same order.
};

/// Splits rendered files (path to text) into documents, tells hooks from manifests, and sorts both.
Result<Manifests> sortManifests(const std::map<std::string, std::string> &files,
                                Executor &executor);

/// The documents of a text, without the lines between them and those that are empty.
std::vector<std::string_view> splitManifests(std::string_view text);

} // namespace plumb::helm
