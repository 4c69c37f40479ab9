// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/aes.h"
#include "core/crypto/digest.h"
#include "core/crypto/hmac.h"
#include "core/crypto/password.h"
#include "core/crypto/sha256.h"
#include "core/gotemplate/library/base64.h"
#include "core/gotemplate/library/passwordtemplates.h"
#include "core/gotemplate/library/randoms.h"
#include "core/gotemplate/library/topics.h"

namespace plumb::gotemplate {

namespace {

constexpr std::size_t aesBlock = 16;

Value text(std::string_view text)
{
    return Value::string(Text(text));
}

Result<Value> sha1sum(Call &call)
{
    return text(crypto::sha1Hex(call.text(0)));
}

Result<Value> sha256sum(Call &call)
{
    return text(crypto::sha256Hex(call.text(0)));
}

Result<Value> sha512sum(Call &call)
{
    return text(crypto::sha512Hex(call.text(0)));
}

Result<Value> adler32sum(Call &call)
{
    constexpr std::uint32_t modulus = 65521;
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const char c : call.text(0)) {
        a = (a + static_cast<unsigned char>(c)) % modulus;
        b = (b + a) % modulus;
    }
    return text(std::to_string(b << 16 | a));
}

/// What goes wrong is shown in the place of the hash.
std::string hashOrProblem(Call &call, std::string_view password)
{
    const Result<std::string> hash = crypto::bcryptHash(password, randomBytes(call.execution, 16));
    return hash ? *hash : "failed to encrypt string with bcrypt: " + hash.error().message();
}

Result<Value> bcrypt(Call &call)
{
    return text(hashOrProblem(call, call.text(0)));
}

Result<Value> htpasswd(Call &call)
{
    const std::string user(call.text(0));
    if (user.contains(':'))
        return text("invalid username: " + user);
    return text(user + ':' + hashOrProblem(call, call.text(1)));
}

/// AES takes the password's first 32 bytes, and zeros for those that are missing.
std::string aesKey(std::string_view password)
{
    std::string key(password.substr(0, 32));
    key.resize(32);
    return key;
}

Result<Value> encryptAES(Call &call)
{
    if (call.text(1).empty())
        return text("");
    PLUMB_TRY(call.execution.reserve(call.text(1).size() * 3));
    std::string plain(call.text(1));
    const std::size_t padding = aesBlock - plain.size() % aesBlock;
    plain.append(padding, static_cast<char>(padding));
    const std::string vector = randomBytes(call.execution, aesBlock);
    const std::string encrypted =
        PLUMB_TRY(crypto::encryptAesCbc(aesKey(call.text(0)), vector, plain));
    return text(encodeBase64(vector + encrypted));
}

Result<Value> decryptAES(Call &call)
{
    if (call.text(1).empty())
        return text("");
    const Result<std::string> encrypted = decodeBase64(call.text(1));
    if (!encrypted)
        return failure(encrypted.error().message());
    const std::string_view whole = *encrypted;
    if (whole.size() < aesBlock)
        return failure("runtime error: slice bounds out of range [:16] with capacity "
                       + std::to_string(whole.size()));
    if (whole.size() % aesBlock != 0)
        return failure("crypto/cipher: input not full blocks");
    const std::string plain = PLUMB_TRY(crypto::decryptAesCbc(
        aesKey(call.text(0)), whole.substr(0, aesBlock), whole.substr(aesBlock)));
    const std::size_t padding = plain.empty() ? 1 : static_cast<unsigned char>(plain.back());
    if (plain.empty())
        return failure("runtime error: index out of range [-1]");
    if (padding > plain.size()) {
        return failure("runtime error: slice bounds out of range [:-"
                       + std::to_string(padding - plain.size()) + ']');
    }
    return text(std::string_view(plain).substr(0, plain.size() - padding));
}

void appendNumber(std::string &out, std::uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(number >> shift & 0xff);
}

/// The Master Password algorithm, version 2.
Result<Value> derivePassword(Call &call)
{
    constexpr std::string_view scope = "com.lyndir.masterpassword";
    const std::string_view user = call.text(3);
    const std::string_view site = call.text(4);
    if (!hasPasswordTemplates(call.text(1)))
        return text("cannot find password template " + std::string(call.text(1)));

    std::string salt(scope);
    appendNumber(salt, static_cast<std::uint32_t>(user.size()));
    salt += user;
    const std::string key =
        PLUMB_TRY(crypto::scryptKey(call.text(2), salt, {.n = 32768, .r = 8, .p = 2}, 64));
    std::string message(scope);
    appendNumber(message, static_cast<std::uint32_t>(site.size()));
    message += site;
    appendNumber(message, static_cast<std::uint32_t>(call[0].asUint()));
    return text(passwordOf(call.text(1), crypto::hmacSha256(key, message)));
}

} // namespace

std::span<const Function> cryptoFunctions()
{
    static constexpr Signature one = {&types::string};
    static constexpr Signature two = {&types::string, &types::string};
    static constexpr Function functions[] = {
        {"adler32sum", adler32sum, one},
        {"bcrypt", bcrypt, one},
        {"decryptAES", decryptAES, two},
        {"derivePassword",
         derivePassword,
         {&types::uint32, &types::string, &types::string, &types::string, &types::string}},
        {"encryptAES", encryptAES, two},
        {"htpasswd", htpasswd, two},
        {"sha1sum", sha1sum, one},
        {"sha256sum", sha256sum, one},
        {"sha512sum", sha512sum, one},
    };
    return functions;
}

} // namespace plumb::gotemplate
