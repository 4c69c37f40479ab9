// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/environmentname.h"

#include <algorithm>
#include <cctype>
#include <span>

namespace plumb::fleet {

namespace {

struct Stage
{
    int rank;
    std::string_view name;
};

constexpr Stage stages[] = {
    {0, "local"},
    {1, "preview"},
    {1, "pr"},
    {2, "sandbox"},
    {2, "sbox"},
    {2, "playground"},
    {2, "ptlsbox"},
    {3, "dev"},
    {3, "develop"},
    {3, "development"},
    {3, "latest"},
    {4, "integration"},
    {4, "int"},
    {5, "test"},
    {5, "testing"},
    {5, "tst"},
    {5, "qa"},
    {5, "ithc"},
    {6, "perftest"},
    {6, "demo"},
    {6, "aat"},
    {7, "uat"},
    {7, "acc"},
    {7, "acceptance"},
    {8, "nonprod"},
    {8, "nonproduction"},
    {9, "staging"},
    {9, "stage"},
    {9, "stg"},
    {10, "preprod"},
    {10, "preproduction"},
    {11, "canary"},
    {13, "ptl"},
    {14, "prod"},
    {14, "production"},
    {14, "prd"},
    {14, "live"},
};
constexpr int unknownRank = 12;

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool isSeparator(char c)
{
    return c == '-' || c == '_' || c == '.' || c == '/' || c == ' ';
}

std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words;
    std::string word;
    for (const char c : lower(name) + '-') {
        if (!isSeparator(c)) {
            word += c;
            continue;
        }
        if (!word.empty())
            words.push_back(std::move(word));
        word.clear();
    }
    return words;
}

std::optional<int> rankOfWord(std::string_view word)
{
    // "prod2" is one of several.
    const std::size_t end = word.find_last_not_of("0123456789");
    const std::string_view stem = end == word.npos ? word : word.substr(0, end + 1);
    const auto found = std::ranges::find_if(
        stages, [&](const Stage &stage) { return stage.name == word || stage.name == stem; });
    return found == std::end(stages) ? std::nullopt : std::optional(found->rank);
}

bool isDigit(char c)
{
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

std::string_view takeNumber(std::string_view &text)
{
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    std::string_view number = text.substr(0, end);
    text.remove_prefix(end);
    while (number.size() > 1 && number.front() == '0')
        number.remove_prefix(1);
    return number;
}

bool naturallyLess(std::string_view a, std::string_view b)
{
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const std::string_view x = takeNumber(a);
            const std::string_view y = takeNumber(b);
            if (x != y)
                return x.size() != y.size() ? x.size() < y.size() : x < y;
            continue;
        }
        if (a.front() != b.front())
            return a.front() < b.front();
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return a.size() < b.size();
}

} // namespace

std::optional<int> environmentRank(std::string_view name)
{
    const std::vector<std::string> words = wordsOf(name);
    // "non-prod" and "pre-production" are no production.
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const auto joined = rankOfWord(words[i] + words[i + 1]);
        if (joined && (words[i] == "non" || words[i] == "pre"))
            return joined;
    }
    std::optional<int> rank;
    for (const std::string &word : words) {
        if (const auto found = rankOfWord(word))
            rank = std::max(rank.value_or(*found), *found);
    }
    return rank;
}

bool isEnvironmentName(std::string_view name)
{
    const std::vector<std::string> words = wordsOf(name);
    if (words.empty() || words.size() > 2)
        return false;
    if (words.size() == 2)
        return (words[0] == "non" || words[0] == "pre") && rankOfWord(words[0] + words[1]);
    return rankOfWord(words[0]).has_value();
}

bool comesBefore(std::string_view a, std::string_view b)
{
    const int x = environmentRank(a).value_or(unknownRank);
    const int y = environmentRank(b).value_or(unknownRank);
    if (x != y)
        return x < y;
    return naturallyLess(a, b);
}

std::string withoutEnvironment(std::string_view name, std::string_view environment)
{
    if (environment.empty())
        return std::string(name);
    if (name.size() > environment.size() + 1) {
        const std::size_t before = name.size() - environment.size() - 1;
        if (name.ends_with(environment) && isSeparator(name[before]))
            return std::string(name.substr(0, before));
        if (name.starts_with(environment) && isSeparator(name[environment.size()]))
            return std::string(name.substr(environment.size() + 1));
    }
    return std::string(name);
}

std::vector<std::string_view> segmentsOf(std::string_view path)
{
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return segments;
}

} // namespace plumb::fleet
