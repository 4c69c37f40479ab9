// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/format.h"

#include "core/gotemplate/printer.h"
#include "core/yaml/utf8.h"

#include <charconv>

namespace plumb::gotemplate {
namespace {

constexpr int largestNumber = 1'000'000;

bool isTooLarge(std::int64_t number)
{
    return number > largestNumber || number < -largestNumber;
}

// Reads Printf's format; argument numbers count from 0.
class FormatReader
{
public:
    FormatReader(std::string &out, std::string_view format, std::span<const Value> values)
        : m_out(out)
        , m_printer(out)
        , m_format(format)
        , m_values(values)
    {
    }

    void run()
    {
        while (m_at < m_format.size()) {
            const std::size_t percent = std::min(m_format.find('%', m_at), m_format.size());
            m_out += m_format.substr(m_at, percent - m_at);
            m_at = percent;
            if (m_at == m_format.size())
                break;
            ++m_at;
            if (!readVerb())
                break;
        }
        if (!m_isReordered && m_argument < m_values.size())
            printExtra();
    }

private:
    char at() const { return m_at < m_format.size() ? m_format[m_at] : '\0'; }

    void readFlags()
    {
        FormatFlags &flags = m_printer.flags();
        flags = {};
        for (;; ++m_at) {
            switch (at()) {
            case '#': flags.sharp = true; break;
            case '0': flags.zero = true; break;
            case '+': flags.plus = true; break;
            case '-': flags.minus = true; break;
            case ' ': flags.space = true; break;
            default: return;
            }
        }
    }

    bool readNumber(int &number)
    {
        bool isNumber = false;
        number = 0;
        for (; m_at < m_format.size() && at() >= '0' && at() <= '9'; ++m_at) {
            if (isTooLarge(number)) {
                number = 0;
                m_at = m_format.size();
                return false;
            }
            number = number * 10 + (at() - '0');
            isNumber = true;
        }
        return isNumber;
    }

    // "[3]": the argument to use next.
    void readIndex()
    {
        m_isAfterIndex = false;
        if (at() != '[')
            return;
        m_isReordered = true;
        const std::size_t close = m_format.find(']', m_at);
        if (close == m_format.npos) {
            m_isGood = false;
            ++m_at;
            return;
        }
        const std::string_view digits = m_format.substr(m_at + 1, close - m_at - 1);
        m_at = close + 1;
        int index = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), index);
        const bool isNumber = read.ec == std::errc() && read.ptr == digits.data() + digits.size()
                              && !digits.empty() && digits.front() != '-';
        m_isAfterIndex = isNumber;
        if (isNumber && index >= 1 && static_cast<std::size_t>(index) <= m_values.size())
            m_argument = static_cast<std::size_t>(index - 1);
        else
            m_isGood = false;
    }

    bool takeInteger(int &number)
    {
        number = 0;
        if (m_argument >= m_values.size())
            return false;
        const Value &value = m_values[m_argument++];
        if (value.kind() != Kind::Int && value.kind() != Kind::Uint)
            return false;
        if (isTooLarge(value.asInt()))
            return false;
        number = static_cast<int>(value.asInt());
        return true;
    }

    void readWidth()
    {
        FormatFlags &flags = m_printer.flags();
        if (at() != '*') {
            flags.hasWidth = readNumber(flags.width);
            if (m_isAfterIndex && flags.hasWidth)
                m_isGood = false;
            return;
        }
        ++m_at;
        flags.hasWidth = takeInteger(flags.width);
        if (!flags.hasWidth)
            m_out += "%!(BADWIDTH)";
        if (flags.width < 0) {
            flags.width = -flags.width;
            flags.minus = true;
            flags.zero = false;
        }
        m_isAfterIndex = false;
    }

    void readPrecision()
    {
        FormatFlags &flags = m_printer.flags();
        if (m_at + 1 >= m_format.size() || at() != '.')
            return;
        ++m_at;
        if (m_isAfterIndex)
            m_isGood = false;
        readIndex();
        if (at() != '*') {
            readNumber(flags.precision);
            flags.hasPrecision = true;
            return;
        }
        ++m_at;
        flags.hasPrecision = takeInteger(flags.precision) && flags.precision >= 0;
        if (!flags.hasPrecision) {
            flags.precision = 0;
            m_out += "%!(BADPREC)";
        }
        m_isAfterIndex = false;
    }

    bool readVerb()
    {
        m_isGood = true;
        readFlags();
        readIndex();
        readWidth();
        readPrecision();
        if (!m_isAfterIndex)
            readIndex();
        if (m_at >= m_format.size()) {
            m_out += "%!(NOVERB)";
            return false;
        }
        const yaml::CodePoint verb = yaml::codePointAt(m_format, m_at);
        m_at += verb.size;
        if (verb.value == '%') {
            m_out += '%';
        } else if (!m_isGood) {
            complain(verb.value, "(BADINDEX)");
        } else if (m_argument >= m_values.size()) {
            complain(verb.value, "(MISSING)");
        } else {
            printWith(verb.value);
        }
        return true;
    }

    void complain(char32_t verb, std::string_view what)
    {
        m_out += "%!";
        yaml::appendUtf8(m_out, verb);
        m_out += what;
    }

    void printWith(char32_t verb)
    {
        FormatFlags &flags = m_printer.flags();
        if (verb == 'v' || verb == 'w') {
            flags.sharpV = std::exchange(flags.sharp, false);
            flags.plusV = std::exchange(flags.plus, false);
        }
        m_printer.printArgument(m_values[m_argument++], verb);
    }

    void printExtra()
    {
        m_printer.flags() = {};
        m_out += "%!(EXTRA ";
        for (std::size_t i = m_argument; i < m_values.size(); ++i) {
            if (i > m_argument)
                m_out += ", ";
            if (!m_values[i].isNil()) {
                m_out += m_values[i].type().name;
                m_out += '=';
            }
            m_printer.printArgument(m_values[i], 'v');
        }
        m_out += ')';
    }

    std::string &m_out;
    Printer m_printer;
    std::string_view m_format;
    std::span<const Value> m_values;
    std::size_t m_at = 0;
    std::size_t m_argument = 0;
    bool m_isGood = true;
    bool m_isReordered = false;
    bool m_isAfterIndex = false;
};

} // namespace

void print(std::string &out, const Value &value)
{
    if (value.isString())
        out += value.text();
    else
        Printer(out).printArgument(value, 'v');
}

std::string sprint(std::span<const Value> values)
{
    std::string out;
    bool wasString = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0 && !values[i].isString() && !wasString)
            out += ' ';
        print(out, values[i]);
        wasString = values[i].isString();
    }
    return out;
}

std::string sprintln(std::span<const Value> values)
{
    std::string out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out += ' ';
        print(out, values[i]);
    }
    return out + '\n';
}

std::string sprintf(std::string_view format, std::span<const Value> values)
{
    std::string out;
    FormatReader(out, format, values).run();
    return out;
}

} // namespace plumb::gotemplate
