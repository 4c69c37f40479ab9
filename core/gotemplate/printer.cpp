// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/printer.h"

#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

namespace plumb::gotemplate {
namespace {

// Values that contain themselves are cut here, where Go would run out of memory.
constexpr int deepest = 1000;
constexpr std::size_t longest = 256U << 20U;

} // namespace

void Printer::badVerb(std::uint32_t verb, const Value &value)
{
    const bool wasErroring = std::exchange(m_isErroring, true);
    m_out += "%!";
    yaml::appendUtf8(m_out, verb);
    m_out += '(';
    if (value.isNil()) {
        m_out += "<nil>";
    } else {
        m_out += value.type().name;
        m_out += '=';
        printValue(value, 'v', 0);
    }
    m_out += ')';
    m_isErroring = wasErroring;
}

void Printer::printNil(std::uint32_t verb)
{
    if (verb == 'v' && m_flags.sharpV)
        m_out += "interface {}(nil)";
    else
        m_out += "<nil>";
}

bool Printer::printByMethod(const Value &value, std::uint32_t verb)
{
    if (m_isErroring || m_flags.sharpV)
        return false;
    if (verb != 'v' && verb != 's' && verb != 'x' && verb != 'X' && verb != 'q')
        return false;
    if (value.kind() < Kind::Bool || !value.type().text)
        return false;
    printString(value.type().text(value), verb, value);
    return true;
}

void Printer::printArgument(const Value &value, std::uint32_t verb)
{
    if (value.isNil()) {
        if (verb == 'T' || verb == 'v')
            padded("<nil>");
        else
            badVerb(verb, value);
        return;
    }
    if (verb == 'T') {
        padded(truncated(value.type().name));
        return;
    }
    if (verb == 'w') {
        badVerb(verb, value);
        return;
    }
    printValue(value, verb, 0);
}

void Printer::printValue(const Value &value, std::uint32_t verb, int depth)
{
    if (depth > deepest || m_out.size() > longest) {
        m_out += "...";
        return;
    }
    if (printByMethod(value, verb))
        return;
    switch (value.kind()) {
    case Kind::Invalid:
    case Kind::Nil: printNil(verb); return;
    case Kind::Bool:
        if (verb == 't' || verb == 'v')
            padded(value.asBool() ? "true" : "false");
        else
            badVerb(verb, value);
        return;
    case Kind::Int:
    case Kind::Uint: printInteger(value, verb); return;
    case Kind::Float:
        printFloat(value.asFloat(), verb, value, &value.type() == &types::float32 ? 32 : 64);
        return;
    case Kind::Complex: printComplex(value, verb); return;
    case Kind::String: printString(value.text(), verb, value); return;
    case Kind::Bytes: printBytes(value, verb); return;
    case Kind::List: printList(value, verb, depth); return;
    case Kind::Map: printMap(value, verb, depth); return;
    case Kind::Object: printString(value.asObject()->text(), verb == 'd' ? 's' : verb, value);
    }
}

void Printer::printList(const Value &value, std::uint32_t verb, int depth)
{
    if (m_flags.sharpV) {
        m_out += value.type().name;
        if (value.isNilCollection()) {
            m_out += "(nil)";
            return;
        }
    }
    m_out += m_flags.sharpV ? '{' : '[';
    bool isFirst = true;
    for (const Value &item : value.items()) {
        if (!std::exchange(isFirst, false))
            m_out += m_flags.sharpV ? ", " : " ";
        printValue(item, verb, depth + 1);
    }
    m_out += m_flags.sharpV ? '}' : ']';
}

void Printer::printMap(const Value &value, std::uint32_t verb, int depth)
{
    if (m_flags.sharpV) {
        m_out += value.type().name;
        if (value.isNilCollection()) {
            m_out += "(nil)";
            return;
        }
        m_out += '{';
    } else {
        m_out += "map[";
    }
    bool isFirst = true;
    for (const MapEntry &entry : value.entries()) {
        if (!std::exchange(isFirst, false))
            m_out += m_flags.sharpV ? ", " : " ";
        printString(entry.key.view(), verb, Value::string(entry.key));
        m_out += ':';
        printValue(entry.value, verb, depth + 1);
    }
    m_out += m_flags.sharpV ? '}' : ']';
}

void Printer::printBytes(const Value &value, std::uint32_t verb)
{
    const std::string_view bytes = value.byteView();
    if (verb == 's' || verb == 'x' || verb == 'X' || verb == 'q') {
        printString(bytes, verb, value);
        return;
    }
    if (m_flags.sharpV && verb == 'v')
        m_out += value.isNilCollection() ? "[]byte(nil)" : "[]byte{";
    else
        m_out += '[';
    if (m_flags.sharpV && value.isNilCollection())
        return;
    bool isFirst = true;
    for (const char byte : bytes) {
        if (!std::exchange(isFirst, false))
            m_out += m_flags.sharpV ? ", " : " ";
        printInteger(Value::unsignedInteger(static_cast<unsigned char>(byte), types::uint8), verb);
    }
    m_out += m_flags.sharpV ? '}' : ']';
}

void Printer::printString(std::string_view text, std::uint32_t verb, const Value &value)
{
    switch (verb) {
    case 'v':
        if (m_flags.sharpV)
            formatQuoted(text);
        else
            padded(truncated(text));
        return;
    case 's': padded(truncated(text)); return;
    case 'x':
    case 'X': formatHexText(text, verb == 'X'); return;
    case 'q': formatQuoted(text); return;
    default: break;
    }
    if (value.kind() == Kind::Object)
        m_out += "%!" + std::string(1, static_cast<char>(verb)) + '(' + std::string(text) + ')';
    else
        badVerb(verb, value);
}

void Printer::printInteger(const Value &value, std::uint32_t verb)
{
    const bool isSigned = value.kind() == Kind::Int;
    const std::uint64_t number = value.asUint();
    switch (verb) {
    case 'v':
        if (m_flags.sharpV && !isSigned) {
            const bool wasSharp = std::exchange(m_flags.sharp, true);
            formatInteger(number, 16, false, 'v');
            m_flags.sharp = wasSharp;
        } else {
            formatInteger(number, 10, isSigned, 'v');
        }
        return;
    case 'd': formatInteger(number, 10, isSigned, 'd'); return;
    case 'b': formatInteger(number, 2, isSigned, 'b'); return;
    case 'o':
    case 'O': formatInteger(number, 8, isSigned, static_cast<char>(verb)); return;
    case 'x':
    case 'X': formatInteger(number, 16, isSigned, static_cast<char>(verb)); return;
    case 'c': formatCharacter(number, false); return;
    case 'q': formatCharacter(number, true); return;
    case 'U': formatUnicode(number); return;
    default: badVerb(verb, value);
    }
}

void Printer::printFloat(double number, std::uint32_t verb, const Value &value, int bits)
{
    switch (verb) {
    case 'v': formatFloatText(number, 'g', -1, bits); return;
    case 'b':
    case 'g':
    case 'G':
    case 'x':
    case 'X': formatFloatText(number, static_cast<char>(verb), -1, bits); return;
    case 'f':
    case 'e':
    case 'E': formatFloatText(number, static_cast<char>(verb), 6, bits); return;
    case 'F': formatFloatText(number, 'f', 6, bits); return;
    default: badVerb(verb, value);
    }
}

void Printer::printComplex(const Value &value, std::uint32_t verb)
{
    if (verb >= 0x80
        || std::string_view("vbgGxXfFeE").find(static_cast<char>(verb)) == std::string_view::npos) {
        badVerb(verb, value);
        return;
    }
    m_out += '(';
    printFloat(value.real(), verb, value, 64);
    const bool hadPlus = std::exchange(m_flags.plus, true);
    printFloat(value.imaginary(), verb, value, 64);
    m_out += "i)";
    m_flags.plus = hadPlus;
}

} // namespace plumb::gotemplate
