// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/ignorerules.h"

#include "core/helm/gotext.h"

namespace plumb::helm {

Result<IgnoreRules> IgnoreRules::parse(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    IgnoreRules rules;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        PLUMB_TRY(rules.add(text.substr(0, end)));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return rules;
}

Result<> IgnoreRules::add(std::string_view line)
{
    line = trimSpace(line);
    if (line.empty() || line.starts_with('#'))
        return {};
    if (line.find("**") != std::string_view::npos) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "double-star (**) syntax is not supported"));
    }
    if (!matchPath(line, "abc"))
        return std::unexpected(Error(ErrorCode::InvalidInput, "syntax error in pattern"));
    Rule rule;
    if (line.starts_with('!')) {
        rule.isNegated = true;
        line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
        rule.isForDirectories = true;
        line.remove_suffix(1);
    }
    rule.isForNames = line.find('/') == std::string_view::npos;
    if (line.starts_with('/'))
        line.remove_prefix(1);
    rule.pattern = std::string(line);
    m_rules.push_back(std::move(rule));
    return {};
}

void IgnoreRules::addDefaults()
{
    m_rules.push_back({.pattern = "templates/.?*"});
}

bool IgnoreRules::ignores(std::string_view path, bool isDirectory) const
{
    for (const Rule &rule : m_rules) {
        const bool isOutOfReach = rule.isForDirectories && !isDirectory;
        const auto matches = [&] {
            return matchPath(rule.pattern, rule.isForNames ? baseName(path) : path).value_or(false);
        };
        // A negated rule ignores whatever it does not match: helm's reading of "!".
        if (rule.isNegated ? isOutOfReach || !matches() : !isOutOfReach && matches())
            return true;
    }
    return false;
}

} // namespace plumb::helm
