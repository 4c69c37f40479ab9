// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/tarball.h"

#include <algorithm>
#include <cstdio>

namespace plumb::test {

namespace {

void writeNumber(std::string &out, std::uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>((number >> (8 * i)) & 0xFFU);
}

std::uint32_t checksum(std::string_view bytes)
{
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

std::string header(const PackedFile &file)
{
    std::string block(512, '\0');
    const auto put = [&](std::size_t at, std::string_view text) {
        block.replace(at, text.size(), text);
    };
    char size[16];
    std::snprintf(size, sizeof size, "%011zo", file.bytes.size());
    put(0, std::string_view(file.name).substr(0, 100));
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    put(124, size);
    put(136, "00000000000");
    put(148, "        ");
    block[156] = file.type;
    put(157, std::string_view(file.target).substr(0, 100));
    put(257, std::string_view("ustar\00000", 8));
    unsigned sum = 0;
    for (const char c : block)
        sum += static_cast<unsigned char>(c);
    char text[16];
    std::snprintf(text, sizeof text, "%06o", sum);
    put(148, std::string_view(text, 7));
    return block;
}

} // namespace

std::string gzipped(std::string_view bytes)
{
    std::string out("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);
    std::string_view rest = bytes;
    do {
        const std::string_view part = rest.substr(0, 65535);
        rest.remove_prefix(part.size());
        out += rest.empty() ? '\1' : '\0';
        writeNumber(out, static_cast<std::uint32_t>(part.size()), 2);
        writeNumber(out, static_cast<std::uint32_t>(~part.size()), 2);
        out += part;
    } while (!rest.empty());
    writeNumber(out, checksum(bytes), 4);
    writeNumber(out, static_cast<std::uint32_t>(bytes.size()), 4);
    return out;
}

std::string packed(const std::vector<PackedFile> &files)
{
    std::string tar;
    for (const PackedFile &file : files) {
        tar += header(file);
        tar += file.bytes;
        tar.resize((tar.size() + 511) / 512 * 512);
    }
    tar.resize(tar.size() + 1024);
    return gzipped(tar);
}

} // namespace plumb::test
