// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/fieldpath.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>

namespace plumb::drift {

/// Replaces secret values by their length and a fingerprint before they become text:
/// "‹24 bytes, 3f2a9c1b›", "‹changed, 24 bytes, 3f2a9c1b›".
///
/// The fingerprint is an HMAC-SHA256 under a key of the caller's, so that equal values are seen to
/// be equal without a table of common passwords giving them away. The key should be random, and
/// live as long as fingerprints are compared.
class Mask
{
public:
    /// A mask that shows lengths alone.
    Mask() = default;
    explicit Mask(std::string key)
        : m_key(std::move(key))
    {
    }

    /// Whether the field at @p path of @p object must not be shown: the data of a Secret, also of
    /// one inside a List, and everything that is encrypted in a SOPS document.
    static bool hides(const yaml::Value &object, const FieldPath &path);

    /// A copy of a whole object that may be shown.
    yaml::Value masked(const yaml::Value &object) const;

    /// A copy of one secret value that may be shown: every scalar in it is replaced, and what
    /// happened to it is noted ("changed"). @p isEncoded says that they are base64, as in a
    /// Secret's data.
    yaml::Value maskedValue(const yaml::Value &value, bool isEncoded,
                            std::string_view note = {}) const;

private:
    yaml::Value maskedSecret(const yaml::Value &secret) const;
    std::string fingerprint(std::string_view bytes) const;

    std::string m_key;
};

/// Whether SOPS has encrypted the document.
bool isSopsDocument(const yaml::Value &object);
/// Whether a document is a Secret, in the clear or not: its values never become text of their own.
bool isSecretDocument(const yaml::Value &document);

} // namespace plumb::drift
