// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/certificate.h"
#include "core/gotemplate/format.h"
#include "core/gotemplate/library/base64.h"
#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/randoms.h"
#include "core/gotemplate/library/topics.h"

namespace plumb::gotemplate {

namespace {

constexpr std::int64_t secondsPerDay = 86400;
constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;

const GoType certificateType{.name = "sprig.certificate", .kind = "struct"};

/// A certificate and its key, both in PEM.
class CertificateObject final : public Object
{
public:
    CertificateObject(std::string certificate, std::string key)
        : Object(certificateType)
        , m_certificate(std::move(certificate))
        , m_key(std::move(key))
    {
    }

    const std::string &certificate() const { return m_certificate; }
    const std::string &key() const { return m_key; }

    Value field(std::string_view name) const override
    {
        if (name == "Cert")
            return Value::string(Text(m_certificate));
        return name == "Key" ? Value::string(Text(m_key)) : Value();
    }
    std::string text() const override { return '{' + m_certificate + ' ' + m_key + '}'; }
    bool equals(const Object &other) const override
    {
        const auto &certificate = static_cast<const CertificateObject &>(other);
        return m_certificate == certificate.m_certificate && m_key == certificate.m_key;
    }
    Value encoded() const override
    {
        const Value fields = Value::map();
        fields.set("Cert", field("Cert"));
        fields.set("Key", field("Key"));
        return fields;
    }

private:
    std::string m_certificate;
    std::string m_key;
};

Value certificateValue(std::string certificate, std::string key)
{
    return Value::object(new CertificateObject(std::move(certificate), std::move(key)));
}

Result<crypto::KeyMaker> keyMaker(Call &call)
{
    return crypto::KeyMaker::create(randomBytes(call.execution, 32));
}

template<typename T>
Result<T> withWords(std::string_view words, Result<T> result)
{
    if (result)
        return result;
    return failure(std::string(words) + result.error().message());
}

/// The strings of a list; @p problem is what Sprig says of anything else.
Result<std::vector<std::string>> stringsOf(const Value &list, std::string_view problem)
{
    std::vector<std::string> texts;
    for (const Value &item : list.items()) {
        if (!item.isString()) {
            std::string message(problem);
            print(message, item);
            return failure(message + " is not a string");
        }
        texts.emplace_back(item.text());
    }
    return texts;
}

/// What the certificate is to say of a server: the common name, addresses and host names.
Result<crypto::CertificateContent> contentOf(Call &call)
{
    crypto::CertificateContent content;
    content.commonName = call.text(0);
    content.addresses = PLUMB_TRY(stringsOf(call[1], "error parsing ip: "));
    for (const std::string &address : content.addresses) {
        if (!crypto::isAddress(address))
            return failure("error parsing ip: " + address);
    }
    content.hostNames = PLUMB_TRY(stringsOf(call[2], "error processing alternate dns name: "));
    return content;
}

void setValidity(crypto::CertificateContent &content, Call &call, const Value &days)
{
    content.notBefore = call.execution.options().now / nanosecondsPerSecond;
    content.notAfter = content.notBefore + days.asInt() * secondsPerDay;
}

/// A key that was given, or a new one.
Result<std::string> keyFor(const crypto::KeyMaker &maker, Call &call, std::size_t given)
{
    if (call.size() <= given)
        return maker.makeKey(crypto::KeyKind::Rsa2048);
    return withWords("parsing private key: ", maker.rewrittenKey(call.text(given)));
}

Result<Value> genPrivateKey(Call &call)
{
    struct Named
    {
        std::string_view name;
        crypto::KeyKind kind;
    };
    static constexpr Named kinds[] = {
        {"", crypto::KeyKind::Rsa4096},        {"rsa", crypto::KeyKind::Rsa4096},
        {"dsa", crypto::KeyKind::Dsa},         {"ecdsa", crypto::KeyKind::EcdsaP256},
        {"ed25519", crypto::KeyKind::Ed25519},
    };
    for (const Named &named : kinds) {
        if (named.name != call.text(0))
            continue;
        PLUMB_TRY(call.execution.checkpoint());
        const crypto::KeyMaker maker = PLUMB_TRY(keyMaker(call));
        const Result<std::string> key = maker.makeKey(named.kind);
        return Value::string(
            Text(key ? *key : "failed to generate private key: " + key.error().message()));
    }
    return Value::string(Text("Unknown type " + std::string(call.text(0))));
}

/// genCA and genCAWithKey.
Result<Value> genCA(Call &call)
{
    PLUMB_TRY(call.execution.checkpoint());
    const crypto::KeyMaker maker = PLUMB_TRY(keyMaker(call));
    const std::string key = PLUMB_TRY(keyFor(maker, call, 2));
    crypto::CertificateContent content;
    content.commonName = call.text(0);
    content.isAuthority = true;
    setValidity(content, call, call[1]);
    return certificateValue(
        PLUMB_TRY(withWords("error creating certificate: ", maker.signSelf(content, key))), key);
}

/// genSelfSignedCert and genSelfSignedCertWithKey.
Result<Value> genSelfSignedCert(Call &call)
{
    PLUMB_TRY(call.execution.checkpoint());
    crypto::CertificateContent content = PLUMB_TRY(contentOf(call));
    setValidity(content, call, call[3]);
    const crypto::KeyMaker maker = PLUMB_TRY(keyMaker(call));
    const std::string key = PLUMB_TRY(keyFor(maker, call, 4));
    return certificateValue(
        PLUMB_TRY(withWords("error creating certificate: ", maker.signSelf(content, key))), key);
}

/// genSignedCert and genSignedCertWithKey.
Result<Value> genSignedCert(Call &call)
{
    PLUMB_TRY(call.execution.checkpoint());
    crypto::CertificateContent content = PLUMB_TRY(contentOf(call));
    setValidity(content, call, call[3]);
    const crypto::KeyMaker maker = PLUMB_TRY(keyMaker(call));
    const std::string key = PLUMB_TRY(keyFor(maker, call, 5));
    const auto &authority = static_cast<const CertificateObject &>(*call[4].asObject());
    const Result<std::string> certificate =
        maker.sign(content, key, authority.certificate(), authority.key());
    if (!certificate)
        return failure(certificate.error().message());
    return certificateValue(*certificate, key);
}

Result<Value> buildCustomCert(Call &call)
{
    const Result<std::string> certificate = decodeBase64(call.text(0));
    if (!certificate)
        return failure("unable to decode base64 certificate");
    const Result<std::string> key = decodeBase64(call.text(1));
    if (!key)
        return failure("unable to decode base64 private key");
    if (const Result<> read = crypto::requireCertificate(*certificate); !read)
        return failure(read.error().message());
    const crypto::KeyMaker maker = PLUMB_TRY(keyMaker(call));
    PLUMB_TRY(withWords("error parsing private key: ", maker.rewrittenKey(*key)));
    return certificateValue(*certificate, *key);
}

} // namespace

std::span<const Function> certificateFunctions()
{
    static constexpr const GoType *text = &types::string;
    static constexpr const GoType *list = &types::list;
    static constexpr const GoType *number = &types::integer;
    static constexpr Function functions[] = {
        {"buildCustomCert", buildCustomCert, {text, text}},
        {"genCA", genCA, {text, number}},
        {"genCAWithKey", genCA, {text, number, text}},
        {"genPrivateKey", genPrivateKey, {text}},
        {"genSelfSignedCert", genSelfSignedCert, {text, list, list, number}},
        {"genSelfSignedCertWithKey", genSelfSignedCert, {text, list, list, number, text}},
        {"genSignedCert", genSignedCert, {text, list, list, number, &certificateType}},
        {"genSignedCertWithKey", genSignedCert, {text, list, list, number, &certificateType, text}},
    };
    return functions;
}

} // namespace plumb::gotemplate
