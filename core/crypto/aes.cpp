// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/aes.h"

#include <limits>
#include <memory>
#include <openssl/evp.h>

namespace plumb::crypto {

namespace {

enum class Direction : bool { Decrypt, Encrypt };

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

Result<std::string> transformed(std::string_view key, std::string_view vector,
                                std::string_view blocks, Direction direction)
{
    const bool isWhole = key.size() == 32 && vector.size() == 16 && blocks.size() % 16 == 0
                         && blocks.size() <= std::numeric_limits<int>::max();
    const std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX *)> cipher(EVP_CIPHER_CTX_new(),
                                                                             EVP_CIPHER_CTX_free);
    std::string result(blocks.size() + 16, '\0');
    int size = 0;
    const bool isDone =
        isWhole && cipher
        && EVP_CipherInit_ex(cipher.get(), EVP_aes_256_cbc(), nullptr, bytesOf(key),
                             bytesOf(vector), direction == Direction::Encrypt ? 1 : 0)
               == 1
        && EVP_CIPHER_CTX_set_padding(cipher.get(), 0) == 1
        && EVP_CipherUpdate(cipher.get(), reinterpret_cast<unsigned char *>(result.data()), &size,
                            bytesOf(blocks), static_cast<int>(blocks.size()))
               == 1;
    if (!isDone)
        return std::unexpected(Error(ErrorCode::InvalidInput, "AES does not take this input"));
    result.resize(static_cast<std::size_t>(size));
    return result;
}

} // namespace

Result<std::string> encryptAesCbc(std::string_view key, std::string_view vector,
                                  std::string_view blocks)
{
    return transformed(key, vector, blocks, Direction::Encrypt);
}

Result<std::string> decryptAesCbc(std::string_view key, std::string_view vector,
                                  std::string_view blocks)
{
    return transformed(key, vector, blocks, Direction::Decrypt);
}

} // namespace plumb::crypto
