// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// The compiled descriptions of the kinds of Kubernetes (resources/schema).
namespace plumb::schematable {

inline constexpr std::uint16_t none = 0xffff;

enum Flag : std::uint8_t { Merge = 1, Replace = 2, RetainKeys = 4, Sequence = 8, Atomic = 16 };

struct NodeRow
{
    std::uint16_t firstField;
    std::uint16_t fieldCount;
    std::uint16_t child; ///< Of a sequence its items, of a mapping the values of any other key.
    std::uint16_t firstKey;
    std::uint8_t keyCount;
    std::uint8_t flags;
};

struct Table;

/// What kustomize knows, of a Kubernetes of some years ago.
const Table &kustomize();
/// What today's API server goes by: its lists merge as an apply merges them.
const Table &kubernetes();

/// The row of a kind, or none.
std::uint16_t find(const Table &table, std::string_view apiVersion, std::string_view kind);
/// The row of a definition by its name, "io.k8s.api.core.v1.PodSpec", or none.
std::uint16_t definition(const Table &table, std::string_view name);
/// The row of the field of a mapping, or none.
std::uint16_t field(const Table &table, std::uint16_t row, std::string_view name);
/// Whether a mapping has a field of its own by that name, not only values of any key.
bool declares(const Table &table, std::uint16_t row, std::string_view name);
const NodeRow &node(const Table &table, std::uint16_t row);
/// The merge key at a position between firstKey and firstKey + keyCount.
std::string_view mergeKey(const Table &table, std::uint16_t position);
std::optional<bool> isNamespaced(const Table &table, std::string_view apiVersion,
                                 std::string_view kind);

} // namespace plumb::schematable
