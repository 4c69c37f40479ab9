// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/casewords.h"

#include "core/gotemplate/library/runes.h"
#include "core/gotemplate/strconv.h"

#include <cstdint>
#include <vector>

namespace plumb::gotemplate {

namespace {

enum class WordKind : std::uint8_t { None, Number, Upper, Lower, Connector, Punctuation, Other };

struct Word
{
    WordKind kind = WordKind::None;
    std::u32string_view text;
};

bool isConnector(char32_t rune)
{
    return rune == '-' || rune == '_' || isSpace(rune);
}

/// Letters of alphabets, which ideographs are not.
bool isAlphabetic(char32_t rune)
{
    const bool isIdeograph =
        (rune >= 0x3400 && rune <= 0x4dbf) || (rune >= 0x4e00 && rune <= 0x9fff)
        || (rune >= 0xf900 && rune <= 0xfaff) || (rune >= 0x20000 && rune <= 0x2fa1f);
    return isLetter(rune) && !isIdeograph;
}

bool isSmall(char32_t rune)
{
    return isAlphabetic(rune) && !isUpper(rune);
}

bool isOther(char32_t rune)
{
    return !isConnector(rune) && !isAlphabetic(rune) && !isNumber(rune) && !isPunctuation(rune);
}

template<typename Condition>
std::size_t runEnd(std::u32string_view text, std::size_t at, Condition condition)
{
    while (at < text.size() && condition(text[at]))
        ++at;
    return at;
}

/// A capital with the small letters after it, or capitals without the one that begins a word.
std::size_t capitalsEnd(std::u32string_view text)
{
    if (text.size() == 1)
        return 1;
    if (!isUpper(text[1]))
        return runEnd(text, 1, isSmall);
    const std::size_t end = runEnd(text, 2, isUpper);
    return end < text.size() && isAlphabetic(text[end]) ? end - 1 : end;
}

Word firstWord(std::u32string_view text)
{
    const char32_t rune = text[0];
    if (isConnector(rune))
        return {WordKind::Connector, text.substr(0, runEnd(text, 1, isConnector))};
    if (isPunctuation(rune))
        return {WordKind::Punctuation, text.substr(0, runEnd(text, 1, isPunctuation))};
    if (isUpper(rune))
        return {WordKind::Upper, text.substr(0, capitalsEnd(text))};
    if (isAlphabetic(rune))
        return {WordKind::Lower, text.substr(0, runEnd(text, 1, isSmall))};
    if (isNumber(rune))
        return {WordKind::Number, text.substr(0, runEnd(text, 1, isNumber))};
    return {WordKind::Other, text.substr(0, runEnd(text, 1, isOther))};
}

std::vector<Word> wordsOf(std::u32string_view text)
{
    std::vector<Word> words;
    while (!text.empty()) {
        words.push_back(firstWord(text));
        text.remove_prefix(words.back().text.size());
    }
    return words;
}

/// Writes words one after the other; which connectors go between them depends on their kinds.
class WordWriter
{
public:
    WordWriter(std::u32string_view text, char32_t connector)
        : m_words(wordsOf(text))
        , m_connector(connector)
    {
    }

    std::string write()
    {
        while (m_at + 1 < m_words.size()) {
            const Word previous = m_words[m_at];
            if (previous.kind != WordKind::Connector)
                put(previous);
            ++m_at;
            between(previous);
        }
        put(current());
        return textOf(m_out);
    }

private:
    Word current() const { return m_at < m_words.size() ? m_words[m_at] : Word(); }

    void between(const Word &previous)
    {
        switch (previous.kind) {
        case WordKind::Number:
            putNumberAndWords();
            connect();
            return;
        case WordKind::Connector: put(previous); return;
        case WordKind::Punctuation: return;
        default: afterWord();
        }
    }

    void afterWord()
    {
        if (current().kind != WordKind::Number) {
            connect();
            return;
        }
        if (m_at + 1 >= m_words.size())
            return;
        const Word number = m_words[m_at++];
        // A number is part of the word before it unless small letters follow.
        if (current().kind != WordKind::Lower) {
            put(number);
            connect();
            return;
        }
        m_out += m_connector;
        put(number);
        putNumberAndWords();
        connect();
    }

    void putNumberAndWords()
    {
        while (current().kind == WordKind::Lower || current().kind == WordKind::Number) {
            put(current());
            ++m_at;
        }
    }

    /// A connector, unless the next word brings its own or there is none.
    void connect()
    {
        const WordKind next = current().kind;
        if (next != WordKind::None && next != WordKind::Connector && next != WordKind::Punctuation)
            m_out += m_connector;
    }

    void put(const Word &word)
    {
        for (const char32_t rune : word.text) {
            if (word.kind == WordKind::Connector)
                m_out += m_connector;
            else
                m_out += word.kind == WordKind::Upper ? toLower(rune) : rune;
        }
    }

    std::vector<Word> m_words;
    char32_t m_connector;
    std::size_t m_at = 0;
    std::u32string m_out;
};

} // namespace

std::string lowerWords(std::string_view text, char32_t connector)
{
    const std::u32string runes = runesOf(text);
    return WordWriter(runes, connector).write();
}

std::string joinedWords(std::string_view text)
{
    const std::u32string runes = runesOf(text);
    const std::size_t start = runEnd(runes, 0, isConnector);
    std::u32string out = runes.substr(0, start);
    if (runes.empty())
        return {};
    // Of connectors alone xstrings writes the last one twice.
    char32_t held = start < runes.size() ? toUpper(runes[start]) : runes.back();
    bool inCapitals = start < runes.size() && isUpper(runes[start]);
    for (std::size_t at = start + 1; at < runes.size(); ++at) {
        const char32_t previous = held;
        held = runes[at];
        if (isConnector(held) && isConnector(previous)) {
            out += previous;
            continue;
        }
        if (isConnector(previous)) {
            inCapitals = isUpper(held);
            held = toUpper(held);
            continue;
        }
        if (inCapitals && isUpper(held))
            held = toLower(held);
        else
            inCapitals = false;
        out += previous;
    }
    out += held;
    return textOf(out);
}

} // namespace plumb::gotemplate
