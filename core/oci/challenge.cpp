// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/oci/challenge.h"

#include <algorithm>

namespace plumb::oci {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

/// The words of a header's value, one after the other.
class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_text.empty(); }

    void skip(std::string_view characters)
    {
        m_text.remove_prefix(std::min(m_text.find_first_not_of(characters), m_text.size()));
    }

    bool take(char c)
    {
        if (!m_text.starts_with(c))
            return false;
        m_text.remove_prefix(1);
        return true;
    }

    std::string_view word()
    {
        const std::size_t end = std::min(m_text.find_first_of(" \t,=\""), m_text.size());
        const std::string_view word = m_text.substr(0, end);
        m_text.remove_prefix(end);
        return word;
    }

    /// A value, in quotes or not.
    std::string value()
    {
        if (!take('"'))
            return std::string(word());
        std::string text;
        while (!atEnd() && !take('"')) {
            take('\\');
            text += m_text.substr(0, 1);
            m_text.remove_prefix(std::min<std::size_t>(1, m_text.size()));
        }
        return text;
    }

private:
    std::string_view m_text;
};

} // namespace

std::string Challenge::parameter(const std::string &name) const
{
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
}

std::vector<Challenge> readChallenges(std::string_view header)
{
    std::vector<Challenge> challenges;
    Scanner scanner(header);
    for (scanner.skip(" \t,"); !scanner.atEnd(); scanner.skip(" \t,")) {
        const std::string word = lowered(scanner.word());
        if (word.empty())
            break;
        scanner.skip(" \t");
        if (!scanner.take('=')) {
            challenges.push_back({.scheme = word});
            continue;
        }
        if (challenges.empty())
            break;
        scanner.skip(" \t");
        challenges.back().parameters.insert_or_assign(word, scanner.value());
    }
    return challenges;
}

std::vector<Challenge> challengesOf(const http::Response &response)
{
    std::vector<Challenge> challenges;
    for (const auto &[name, value] : response.headers) {
        if (lowered(name) != "www-authenticate")
            continue;
        for (Challenge &challenge : readChallenges(value))
            challenges.push_back(std::move(challenge));
    }
    return challenges;
}

} // namespace plumb::oci
