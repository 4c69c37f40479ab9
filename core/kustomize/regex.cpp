// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/regex.h"

#include <algorithm>
#include <re2/re2.h>

namespace plumb::kustomize {

namespace {

constexpr std::int64_t memoryLimit = 1 << 20;

/// Plain letters, alone or as "^(?:text)$", need no engine.
bool isPlainLetter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
           || (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '/';
}

} // namespace

struct Regex::Private
{
    explicit Private(const std::string &pattern)
    {
        std::string_view inner = pattern;
        if (inner.starts_with("^(?:") && inner.ends_with(")$")) {
            inner.remove_prefix(4);
            inner.remove_suffix(2);
            if (std::ranges::all_of(inner, isPlainLetter)) {
                isPlain = true;
                plain = inner;
                return;
            }
        }
        if (std::ranges::all_of(pattern, isPlainLetter)) {
            isPlain = true;
            isPart = true;
            plain = pattern;
            return;
        }
        RE2::Options options;
        options.set_log_errors(false);
        options.set_max_mem(memoryLimit);
        engine = std::make_unique<RE2>(pattern, options);
    }

    bool isPlain = false; ///< The text itself,
    bool isPart = false;  ///< or any that contains it.
    std::string plain;
    std::unique_ptr<RE2> engine;
};

Regex::Regex(const std::string &pattern)
    : d(std::make_unique<Private>(pattern))
{
}

Regex::~Regex() = default;
Regex::Regex(Regex &&) noexcept = default;
Regex &Regex::operator=(Regex &&) noexcept = default;

bool Regex::isValid() const
{
    return d->isPlain || d->engine->ok();
}

std::string Regex::problem() const
{
    return isValid() ? std::string() : d->engine->error();
}

bool Regex::matches(std::string_view text) const
{
    if (d->isPart)
        return text.find(d->plain) != std::string_view::npos;
    if (d->isPlain)
        return text == d->plain;
    return d->engine->ok()
           && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *d->engine);
}

} // namespace plumb::kustomize
