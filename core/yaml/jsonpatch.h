// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/jsonpointer.h"
#include "core/yaml/sourcetable.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <string>
#include <vector>

namespace plumb::yaml {

/// A JSON patch (RFC 6902), with the behaviour of the library that kustomize uses.
///
/// It differs from the RFC: replacing a key that a mapping does not have sets it, indices may
/// count from the end, and a null and an absent key are the same to "test".
class JsonPatch
{
public:
    enum class Op : std::uint8_t { Add, Remove, Replace, Move, Copy, Test };

    struct Operation
    {
        Op op = Op::Add;
        std::string path;
        std::string from = {};
        Value value = {};
        Origin origin = {}; ///< Where the operation is written.
    };

    JsonPatch() = default;
    explicit JsonPatch(std::vector<Operation> operations)
        : m_operations(std::move(operations))
    {
    }

    /// Reads a sequence of operations; @p path names the file in errors.
    static Result<JsonPatch> from(const Value &value, const std::string &path);

    const std::vector<Operation> &operations() const { return m_operations; }

    /// Applies all operations, or leaves @p document as it is. What is set is recorded in
    /// @p sources as a layer over what was there before; may be null.
    Result<> apply(Value &document, SourceTable *sources = nullptr) const;

private:
    std::vector<Operation> m_operations;
    std::string m_path;
};

} // namespace plumb::yaml
