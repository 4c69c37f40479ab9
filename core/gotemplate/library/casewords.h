// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace plumb::gotemplate {

/// The words of a text in lower case with @p connector between them: "HTTP20xOK" is "http_20x_ok"
/// (snakecase and kebabcase, by the rules of huandu/xstrings).
std::string lowerWords(std::string_view text, char32_t connector);

/// The words of a text joined, each with a capital letter: "http_server" is "HttpServer".
std::string joinedWords(std::string_view text);

} // namespace plumb::gotemplate
