// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// What our own scanner reads is what libyaml reads, down to lines, columns and styles.

#include "core/yaml/parser.h"
#include "core/yaml/sourcetable.h"

#include <cstdlib>
#include <string_view>

using namespace plumb::yaml;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void requireSame(const Value &a, const Value &b)
{
    require(a.kind() == b.kind() && a.style() == b.style() && a.text() == b.text());
    require(a.origin() == b.origin() && a.column() == b.column() && a.size() == b.size());
    for (std::size_t i = 0; i < a.items().size(); ++i)
        requireSame(a.items()[i], b.items()[i]);
    for (std::size_t i = 0; i < a.entries().size(); ++i) {
        const Entry &left = a.entries()[i];
        const Entry &right = b.entries()[i];
        require(left.key == right.key && left.keyLine == right.keyLine);
        require(left.keyKind == right.keyKind && left.keyStyle == right.keyStyle);
        require(left.comment == right.comment);
        requireSame(left.value, right.value);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    SourceTable comments;
    ParseOptions options{.comments = &comments};
    const auto ours = parseAll(text, "input.yaml", options);
    options.scanner = Scanner::Libyaml;
    const auto theirs = parseAll(text, "input.yaml", options);
    require(ours.has_value() == theirs.has_value());
    if (!ours) {
        require(ours.error().toString() == theirs.error().toString());
        return 0;
    }
    require(ours->size() == theirs->size());
    for (std::size_t i = 0; i < ours->size(); ++i)
        requireSame((*ours)[i], (*theirs)[i]);
    return 0;
}
