// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::crypto {

enum class KeyKind : std::uint8_t { Rsa2048, Rsa4096, Dsa, EcdsaP256, Ed25519 };

/// What a certificate says, besides its key and issuer.
struct CertificateContent
{
    std::string commonName = {};
    std::vector<std::string> addresses = {}; ///< IP addresses.
    std::vector<std::string> hostNames = {};
    std::int64_t notBefore = 0; ///< Seconds since 1970 in UTC.
    std::int64_t notAfter = 0;
    bool isAuthority = false;
};

/// Makes keys and certificates that depend on nothing but what it is given: the same seed gives
/// the same keys, so that whoever knows the seed knows them.
class KeyMaker
{
public:
    /// @p seed has 32 bytes.
    static Result<KeyMaker> create(std::string_view seed);
    ~KeyMaker();
    KeyMaker(KeyMaker &&) noexcept;
    KeyMaker &operator=(KeyMaker &&) noexcept;

    /// A new private key in PEM, in the form that is usual for its kind.
    Result<std::string> makeKey(KeyKind kind) const;
    /// A certificate in PEM for the private key @p key, signed by itself.
    Result<std::string> signSelf(const CertificateContent &content, std::string_view key) const;
    /// A certificate in PEM for @p key, signed with the issuer's key.
    Result<std::string> sign(const CertificateContent &content, std::string_view key,
                             std::string_view issuer, std::string_view issuerKey) const;
    /// The key as this would have written it; an error for what is no private key.
    Result<std::string> rewrittenKey(std::string_view pem) const;

private:
    struct Private;

    explicit KeyMaker(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

/// Whether the text is an IP address of either version.
bool isAddress(const std::string &text);

/// Whether the text holds a certificate in PEM that can be read.
Result<> requireCertificate(std::string_view pem);

} // namespace plumb::crypto
