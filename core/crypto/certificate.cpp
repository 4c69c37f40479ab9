// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/certificate.h"

#include <algorithm>
#include <arpa/inet.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/encoder.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace plumb::crypto {

namespace {

// Keys take some hundred kilobytes, the parameters of DSA more.
constexpr std::size_t randomSize = 4U << 20U;

template<typename T, void (*release)(T *)>
struct Release
{
    void operator()(T *handle) const { release(handle); }
};

using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using Certificate = std::unique_ptr<X509, Release<X509, X509_free>>;
using Library = std::unique_ptr<OSSL_LIB_CTX, Release<OSSL_LIB_CTX, OSSL_LIB_CTX_free>>;
using Encoder = std::unique_ptr<OSSL_ENCODER_CTX, Release<OSSL_ENCODER_CTX, OSSL_ENCODER_CTX_free>>;

using BigNumber = std::unique_ptr<BIGNUM, Release<BIGNUM, BN_free>>;
using BigNumbers = std::unique_ptr<BN_CTX, Release<BN_CTX, BN_CTX_free>>;

struct ReleaseBio
{
    void operator()(BIO *bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, ReleaseBio>;

std::unexpected<Error> problem(std::string message)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message)));
}

Bio reading(std::string_view text)
{
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string textOf(BIO *bio)
{
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(bio, &bytes);
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

/// The stream of ChaCha20 under the seed as key.
std::string randomStream(std::string_view seed)
{
    std::string stream(randomSize, '\0');
    const unsigned char counter[16] = {};
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    int size = 0;
    auto *bytes = reinterpret_cast<unsigned char *>(stream.data());
    const bool isDone =
        EVP_EncryptInit_ex(cipher, EVP_chacha20(), nullptr,
                           reinterpret_cast<const unsigned char *>(seed.data()), counter)
            == 1
        && EVP_EncryptUpdate(cipher, bytes, &size, bytes, static_cast<int>(stream.size())) == 1;
    EVP_CIPHER_CTX_free(cipher);
    return isDone ? stream : std::string();
}

/// A source of random numbers that gives out @p stream; null when it cannot be had.
EVP_RAND_CTX *replaying(OSSL_LIB_CTX *library, std::string &stream)
{
    EVP_RAND *algorithm = EVP_RAND_fetch(library, "TEST-RAND", nullptr);
    EVP_RAND_CTX *random = EVP_RAND_CTX_new(algorithm, nullptr);
    EVP_RAND_free(algorithm);
    unsigned int strength = 256;
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_RAND_PARAM_TEST_ENTROPY, stream.data(),
                                          stream.size()),
        OSSL_PARAM_construct_uint(OSSL_RAND_PARAM_STRENGTH, &strength),
        OSSL_PARAM_construct_end(),
    };
    if (random && EVP_RAND_instantiate(random, strength, 0, nullptr, 0, parameters) == 1)
        return random;
    EVP_RAND_CTX_free(random);
    return nullptr;
}

/// Without one, OpenSSL asks on the terminal for the passphrase of what is encrypted.
int noPassphrase(char *, int, int, void *)
{
    return 0;
}

Result<Certificate> readCertificate(std::string_view pem)
{
    Certificate certificate(PEM_read_bio_X509(reading(pem).get(), nullptr, noPassphrase, nullptr));
    if (!certificate)
        return problem("unable to decode certificate");
    return certificate;
}

/// The form a key of this kind is usually kept in: "type-specific", or PKCS #8.
const char *structureOf(EVP_PKEY *key)
{
    return EVP_PKEY_is_a(key, "ED25519") == 1 ? "PrivateKeyInfo" : "type-specific";
}

Result<std::string> pemOf(EVP_PKEY *key)
{
    const Encoder encoder(
        OSSL_ENCODER_CTX_new_for_pkey(key, EVP_PKEY_KEYPAIR, "PEM", structureOf(key), nullptr));
    const Bio out(BIO_new(BIO_s_mem()));
    if (!encoder || OSSL_ENCODER_to_bio(encoder.get(), out.get()) != 1)
        return problem("the key cannot be written");
    return textOf(out.get());
}

/// A key in a group of its own; null when OpenSSL cannot make one.
Key makeDsaKey(OSSL_LIB_CTX *library)
{
    const KeyContext forGroup(EVP_PKEY_CTX_new_from_name(library, "DSA", nullptr));
    unsigned int bits = 2048;
    unsigned int groupBits = 256;
    const OSSL_PARAM sizes[] = {
        OSSL_PARAM_construct_uint(OSSL_PKEY_PARAM_FFC_PBITS, &bits),
        OSSL_PARAM_construct_uint(OSSL_PKEY_PARAM_FFC_QBITS, &groupBits),
        OSSL_PARAM_construct_end(),
    };
    EVP_PKEY *made = nullptr;
    if (EVP_PKEY_paramgen_init(forGroup.get()) != 1
        || EVP_PKEY_CTX_set_params(forGroup.get(), sizes) != 1
        || EVP_PKEY_paramgen(forGroup.get(), &made) != 1)
        return {};
    const Key group(made);
    const KeyContext forKey(EVP_PKEY_CTX_new_from_pkey(library, group.get(), nullptr));
    made = nullptr;
    if (EVP_PKEY_keygen_init(forKey.get()) != 1 || EVP_PKEY_keygen(forKey.get(), &made) != 1)
        return {};
    return Key(made);
}

bool addExtension(X509 *certificate, X509 *issuer, int kind, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    const bool isAdded = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return isAdded;
}

/// The 4 or 16 bytes of an IP address; none for what is no address.
std::string addressBytes(const std::string &text)
{
    std::string bytes(16, '\0');
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1)
        return bytes;
    bytes.resize(4);
    return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ? bytes : std::string();
}

bool addAlternative(GENERAL_NAMES *names, int kind, std::string_view bytes)
{
    GENERAL_NAME *name = GENERAL_NAME_new();
    ASN1_STRING *text = kind == GEN_DNS ? ASN1_IA5STRING_new()
                                        : static_cast<ASN1_STRING *>(ASN1_OCTET_STRING_new());
    ASN1_STRING_set(text, bytes.data(), static_cast<int>(bytes.size()));
    GENERAL_NAME_set0_value(name, kind, text);
    return sk_GENERAL_NAME_push(names, name) > 0;
}

Result<> addAlternatives(X509 *certificate, const CertificateContent &content)
{
    if (content.addresses.empty() && content.hostNames.empty())
        return {};
    GENERAL_NAMES *names = sk_GENERAL_NAME_new_null();
    bool isGood = true;
    for (const std::string &name : content.hostNames)
        isGood = isGood && addAlternative(names, GEN_DNS, name);
    for (const std::string &address : content.addresses) {
        const std::string bytes = addressBytes(address);
        isGood = isGood && !bytes.empty() && addAlternative(names, GEN_IPADD, bytes);
    }
    isGood =
        isGood
        && X509_add1_ext_i2d(certificate, NID_subject_alt_name, names, 0, X509V3_ADD_APPEND) == 1;
    GENERAL_NAMES_free(names);
    if (!isGood)
        return problem("the alternative names cannot be written");
    return {};
}

bool setSubject(X509 *certificate, const std::string &commonName)
{
    return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(commonName.data()),
                                      static_cast<int>(commonName.size()), -1, 0)
           == 1;
}

bool setSerial(X509 *certificate, OSSL_LIB_CTX *library)
{
    const BigNumbers numbers(BN_CTX_new_ex(library));
    const BigNumber number(BN_new());
    return numbers && number
           && BN_rand_ex(number.get(), 128, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY, 0, numbers.get())
                  == 1
           && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

/// Go's crypto/x509 writes these in this order.
Result<> addExtensions(X509 *certificate, X509 *issuer, const CertificateContent &content)
{
    const bool isAuthority = content.isAuthority;
    const std::string usage = isAuthority ? ",keyCertSign" : "";
    bool isGood = addExtension(certificate, issuer, NID_key_usage,
                               "critical,digitalSignature,keyEncipherment" + usage)
                  && addExtension(certificate, issuer, NID_ext_key_usage, "serverAuth,clientAuth")
                  && addExtension(certificate, issuer, NID_basic_constraints,
                                  isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (isAuthority)
        isGood = isGood && addExtension(certificate, issuer, NID_subject_key_identifier, "hash");
    const bool hasIssuerId = issuer != certificate && X509_get0_subject_key_id(issuer) != nullptr;
    if (hasIssuerId)
        isGood = isGood && addExtension(certificate, issuer, NID_authority_key_identifier, "keyid");
    if (!isGood)
        return problem("the extensions cannot be written");
    return addAlternatives(certificate, content);
}

} // namespace

struct KeyMaker::Private
{
    std::string stream;
    Library library;

    Result<Key> read(std::string_view pem) const
    {
        Key key(PEM_read_bio_PrivateKey_ex(reading(pem).get(), nullptr, noPassphrase, nullptr,
                                           library.get(), nullptr));
        if (!key && !pem.contains("-----BEGIN "))
            return problem("no PEM data in input");
        if (!key)
            return problem("the private key in PEM cannot be read");
        return key;
    }

    Result<std::string> sign(const CertificateContent &content, EVP_PKEY *key, X509 *issuer,
                             EVP_PKEY *issuerKey) const
    {
        const Certificate certificate(X509_new_ex(library.get(), nullptr));
        X509 *made = certificate.get();
        X509 *parent = issuer ? issuer : made;
        const bool isFilled = X509_set_version(made, X509_VERSION_3) == 1
                              && setSerial(made, library.get())
                              && setSubject(made, content.commonName)
                              && X509_set_issuer_name(made, X509_get_subject_name(parent)) == 1
                              && ASN1_TIME_set(X509_getm_notBefore(made), content.notBefore)
                              && ASN1_TIME_set(X509_getm_notAfter(made), content.notAfter)
                              && X509_set_pubkey(made, key) == 1;
        if (!isFilled)
            return problem("the certificate cannot be made");
        PLUMB_TRY(addExtensions(made, parent, content));
        const bool signsItself = EVP_PKEY_is_a(issuerKey, "ED25519") == 1;
        const Bio out(BIO_new(BIO_s_mem()));
        if (X509_sign(made, issuerKey, signsItself ? nullptr : EVP_sha256()) == 0
            || PEM_write_bio_X509(out.get(), made) != 1)
            return problem("the certificate cannot be signed");
        return textOf(out.get());
    }
};

KeyMaker::KeyMaker(std::unique_ptr<Private> d)
    : d(std::move(d))
{
}

KeyMaker::~KeyMaker() = default;
KeyMaker::KeyMaker(KeyMaker &&) noexcept = default;
KeyMaker &KeyMaker::operator=(KeyMaker &&) noexcept = default;

Result<KeyMaker> KeyMaker::create(std::string_view seed)
{
    auto d = std::make_unique<Private>();
    d->library.reset(OSSL_LIB_CTX_new());
    d->stream = seed.size() == 32 ? randomStream(seed) : std::string();
    if (!d->library || d->stream.empty())
        return problem("no keys can be made from this seed");
    EVP_RAND_CTX *forPublic = replaying(d->library.get(), d->stream);
    EVP_RAND_CTX *forPrivate = replaying(d->library.get(), d->stream);
    if (!forPublic || !forPrivate || RAND_set0_public(d->library.get(), forPublic) != 1
        || RAND_set0_private(d->library.get(), forPrivate) != 1)
        return problem("OpenSSL does not take random numbers from a seed");
    return KeyMaker(std::move(d));
}

Result<std::string> KeyMaker::makeKey(KeyKind kind) const
{
    OSSL_LIB_CTX *library = d->library.get();
    Key key;
    switch (kind) {
    case KeyKind::Rsa2048:
        key.reset(EVP_PKEY_Q_keygen(library, nullptr, "RSA", size_t(2048)));
        break;
    case KeyKind::Rsa4096:
        key.reset(EVP_PKEY_Q_keygen(library, nullptr, "RSA", size_t(4096)));
        break;
    case KeyKind::EcdsaP256: key.reset(EVP_PKEY_Q_keygen(library, nullptr, "EC", "P-256")); break;
    case KeyKind::Ed25519: key.reset(EVP_PKEY_Q_keygen(library, nullptr, "ED25519")); break;
    case KeyKind::Dsa: key = makeDsaKey(library); break;
    }
    if (!key)
        return problem("the key cannot be made");
    return pemOf(key.get());
}

Result<std::string> KeyMaker::signSelf(const CertificateContent &content,
                                       std::string_view key) const
{
    const Key read = PLUMB_TRY(d->read(key));
    return d->sign(content, read.get(), nullptr, read.get());
}

Result<std::string> KeyMaker::sign(const CertificateContent &content, std::string_view key,
                                   std::string_view issuer, std::string_view issuerKey) const
{
    const Certificate authority = PLUMB_TRY(readCertificate(issuer));
    const Key signingKey = PLUMB_TRY(d->read(issuerKey));
    const Key read = PLUMB_TRY(d->read(key));
    return d->sign(content, read.get(), authority.get(), signingKey.get());
}

Result<std::string> KeyMaker::rewrittenKey(std::string_view pem) const
{
    return pemOf(PLUMB_TRY(d->read(pem)).get());
}

bool isAddress(const std::string &text)
{
    return !addressBytes(text).empty();
}

Result<> requireCertificate(std::string_view pem)
{
    PLUMB_TRY(readCertificate(pem));
    return {};
}

} // namespace plumb::crypto
