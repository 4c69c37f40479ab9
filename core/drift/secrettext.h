// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace plumb::drift {

/// A file's text with "‹hidden›" in every line that holds a value that a Mask hides, so that it can
/// be shown; the lines stay where they are. Of a text that mentions Secrets and cannot be read all
/// lines are hidden.
std::string withoutSecretLines(std::string_view text);

} // namespace plumb::drift
