// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::helm {

/// Reads mappings as Go decodes JSON into a struct: names match whatever their case, numbers and
/// booleans become text where text is wanted, null changes nothing, and unknown names are passed
/// over.
class StructReader
{
public:
    using Reader = std::function<Result<>(const yaml::Value &value)>;

    /// For errors: the struct's name, that of its package, and the path to it with a dot.
    explicit StructReader(std::string_view type, std::string_view package = {},
                          std::string_view path = {})
        : m_type(type)
        , m_package(package)
        , m_path(path)
    {
    }

    StructReader &field(std::string_view name, std::string &target);
    StructReader &field(std::string_view name, bool &target);
    StructReader &field(std::string_view name, std::vector<std::string> &target);
    StructReader &field(std::string_view name, Reader reader);

    Result<> read(const yaml::Value &mapping) const;

    Result<> readText(std::string_view field, const yaml::Value &value, std::string &target) const;
    Result<> readTexts(std::string_view field, const yaml::Value &value,
                       std::map<std::string, std::string> &target) const;
    std::unexpected<Error> mismatch(std::string_view field, const yaml::Value &value,
                                    std::string_view goType) const;

private:
    std::string_view m_type;
    std::string_view m_package;
    std::string_view m_path;
    std::vector<std::pair<std::string_view, Reader>> m_fields;
};

} // namespace plumb::helm
