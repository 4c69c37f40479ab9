// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::gotemplate {

/// What stands between % and the verb.
struct FormatFlags
{
    bool minus = false;
    bool plus = false;
    bool sharp = false;
    bool space = false;
    bool zero = false;
    bool plusV = false;  ///< + of %+v
    bool sharpV = false; ///< # of %#v
    bool hasWidth = false;
    bool hasPrecision = false;
    int width = 0;
    int precision = 0;
};

/// Writes values as Go's fmt does, one verb at a time.
class Printer
{
public:
    explicit Printer(std::string &out)
        : m_out(out)
    {
    }

    FormatFlags &flags() { return m_flags; }
    /// The value as an argument of Printf: nil is <nil> or a bad verb.
    void printArgument(const Value &value, std::uint32_t verb);
    void badVerb(std::uint32_t verb, const Value &value);
    void padded(std::string_view text);

private:
    void printValue(const Value &value, std::uint32_t verb, int depth);
    void printList(const Value &value, std::uint32_t verb, int depth);
    void printMap(const Value &value, std::uint32_t verb, int depth);
    bool printByMethod(const Value &value, std::uint32_t verb);
    void printBytes(const Value &value, std::uint32_t verb);
    void printString(std::string_view text, std::uint32_t verb, const Value &value);
    void printInteger(const Value &value, std::uint32_t verb);
    void printFloat(double number, std::uint32_t verb, const Value &value, int bits);
    void printComplex(const Value &value, std::uint32_t verb);
    void printNil(std::uint32_t verb);

    void writePadding(int count);
    std::string_view truncated(std::string_view text) const;
    void formatInteger(std::uint64_t number, unsigned base, bool isSigned, char verb);
    void formatUnicode(std::uint64_t number);
    void formatFloatText(double number, char verb, int precision, int bits);
    void formatHexText(std::string_view text, bool isUpper);
    void formatQuoted(std::string_view text);
    void formatCharacter(std::uint64_t number, bool isQuoted);

    std::string &m_out;
    FormatFlags m_flags;
    bool m_isErroring = false;
};

} // namespace plumb::gotemplate
