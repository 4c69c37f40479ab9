// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

namespace plumb::ctl {

/// Text in columns that are as wide as their widest cell, two spaces apart.
class Table
{
public:
    explicit Table(std::vector<std::string> header);

    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    std::string toString() const;

private:
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace plumb::ctl
