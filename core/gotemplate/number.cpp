// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/number.h"

#include "core/gotemplate/strconv.h"

namespace plumb::gotemplate {
namespace {

bool fitsInt(double value)
{
    return value >= -9223372036854775808.0 && value < 9223372036854775808.0
           && static_cast<double>(static_cast<std::int64_t>(value)) == value;
}

bool fitsUint(double value)
{
    return value >= 0 && value < 18446744073709551616.0
           && static_cast<double>(static_cast<std::uint64_t>(value)) == value;
}

void addWholeForms(NumberNode &number, double value)
{
    if (!number.isInt && fitsInt(value)) {
        number.isInt = true;
        number.integer = static_cast<std::int64_t>(value);
    }
    if (!number.isUint && fitsUint(value)) {
        number.isUint = true;
        number.unsignedInteger = static_cast<std::uint64_t>(value);
    }
}

void setComplex(NumberNode &number, double real, double imaginary)
{
    number.isComplex = true;
    number.real = real;
    number.imaginary = imaginary;
    number.isFloat = imaginary == 0;
    if (number.isFloat) {
        number.floating = real;
        addWholeForms(number, real);
    }
}

Result<> readCharacter(NumberNode &number)
{
    const std::uint32_t rune = PLUMB_TRY(unquoteRune(number.text));
    number.isInt = number.isUint = number.isFloat = true;
    number.integer = rune;
    number.unsignedInteger = rune;
    number.floating = rune;
    return {};
}

Result<> readComplex(NumberNode &number)
{
    const std::string_view text = number.text;
    // The sign of the imaginary part: not the first one, nor that of an exponent.
    std::size_t split = text.size() - 1;
    while (split > 0
           && ((text[split] != '+' && text[split] != '-')
               || std::string_view("eEpP").find(text[split - 1]) != std::string_view::npos))
        --split;
    const auto real = parseFloat(text.substr(0, split));
    const auto imaginary = parseFloat(text.substr(split, text.size() - split - 1));
    if (!real || !imaginary)
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "syntax error scanning complex number"));
    setComplex(number, *real, *imaginary);
    return {};
}

Result<> readFloat(NumberNode &number)
{
    const auto value = parseFloat(number.text);
    if (value) {
        if (number.text.find_first_of(".eEpP") == std::string_view::npos) {
            return std::unexpected(
                Error(ErrorCode::InvalidInput, "integer overflow: " + quote(number.text)));
        }
        number.isFloat = true;
        number.floating = *value;
        addWholeForms(number, *value);
        return {};
    }
    return std::unexpected(
        Error(ErrorCode::InvalidInput, "illegal number syntax: " + quote(number.text)));
}

} // namespace

Result<> readNumber(NumberNode &number, TokenType type)
{
    if (type == TokenType::CharConstant)
        return readCharacter(number);
    if (type == TokenType::Complex)
        return readComplex(number);
    if (number.text.ends_with('i')) {
        if (const auto value = parseFloat(number.text.substr(0, number.text.size() - 1))) {
            setComplex(number, 0, *value);
            return {};
        }
    }
    if (const auto value = parseUint(number.text, 0)) {
        number.isUint = true;
        number.unsignedInteger = *value;
    }
    if (const auto value = parseInt(number.text, 0)) {
        number.isInt = true;
        number.integer = *value;
        number.isUint = number.isUint || *value == 0; // -0
    }
    if (!number.isInt && !number.isUint)
        return readFloat(number);
    number.isFloat = true;
    number.floating = number.isInt ? static_cast<double>(number.integer)
                                   : static_cast<double>(number.unsignedInteger);
    return {};
}

} // namespace plumb::gotemplate
