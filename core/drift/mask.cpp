// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/mask.h"

#include "core/crypto/hmac.h"
#include "core/yaml/base64.h"

#include <algorithm>

namespace plumb::drift {

using yaml::Value;

namespace {

bool isSecret(const Value &object)
{
    return object.textAt({"kind"}) == "Secret" && object.textAt({"apiVersion"}) == "v1";
}

bool isListOfObjects(const Value &object)
{
    const Value *items = object.find("items");
    return items && items->isSequence() && object.textAt({"kind"}).ends_with("List");
}

bool isSecretField(std::string_view key)
{
    return key == "data" || key == "stringData";
}

bool isEncrypted(std::string_view text)
{
    return text.starts_with("ENC[");
}

/// A Secret's own copy of what kubectl applied holds its data once more.
bool holdsCopy(std::string_view annotation)
{
    return annotation == "kubectl.kubernetes.io/last-applied-configuration";
}

Value transformScalars(const Value &value, const auto &replace)
{
    Value copy = value;
    if (value.isSequence()) {
        for (Value &item : copy.mutableItems())
            item = transformScalars(item, replace);
    } else if (value.isMapping()) {
        for (std::size_t i = 0; i < copy.size(); ++i)
            copy.mutableValue(i) = transformScalars(value.entries()[i].value, replace);
    } else {
        copy = replace(value);
    }
    return copy;
}

} // namespace

bool isSopsDocument(const Value &object)
{
    return object.find({"sops", "mac"}) != nullptr;
}

bool isSecretDocument(const Value &document)
{
    return document.textAt({"kind"}) == "Secret" || isSopsDocument(document);
}

bool Mask::hides(const Value &object, const FieldPath &path)
{
    const Value *owner = &object;
    std::size_t at = 0;
    const auto &steps = path.steps();
    while (isListOfObjects(*owner) && steps.size() >= at + 2 && steps[at].text == "items") {
        owner = FieldPath({steps[at], steps[at + 1]}).find(*owner);
        if (!owner)
            return true;
        at += 2;
    }
    if (at >= steps.size())
        return false;
    if (isSecret(*owner)) {
        return isSecretField(steps[at].text)
               || std::ranges::any_of(steps, holdsCopy, &FieldStep::text);
    }
    if (!isSopsDocument(*owner))
        return false;
    const Value *value =
        FieldPath(std::vector(steps.begin() + static_cast<std::ptrdiff_t>(at), steps.end()))
            .find(*owner);
    return steps[at].text == "sops" || !value || !value->isScalar() || isEncrypted(value->text());
}

Value Mask::masked(const Value &object) const
{
    if (isListOfObjects(object)) {
        Value copy = object;
        for (Value &item : copy.findMutable("items")->mutableItems())
            item = masked(item);
        return copy;
    }
    Value copy = isSecret(object) ? maskedSecret(object) : object;
    if (!isSopsDocument(object))
        return copy;
    return transformScalars(copy, [this](const Value &scalar) {
        return isEncrypted(scalar.text()) ? maskedValue(scalar, false, "encrypted") : scalar;
    });
}

Value Mask::maskedSecret(const Value &secret) const
{
    Value copy = secret;
    for (const std::string_view field : {"data", "stringData"}) {
        if (Value *values = copy.findMutable(field))
            *values = maskedValue(*values, field == "data");
    }
    if (copy.find({"metadata", "annotations"})) {
        Value *annotations = copy.findMutable("metadata")->findMutable("annotations");
        for (std::size_t i = 0; i < annotations->size(); ++i) {
            if (holdsCopy(annotations->entries()[i].key))
                annotations->mutableValue(i) = maskedValue(annotations->entries()[i].value, false);
        }
    }
    return copy;
}

Value Mask::maskedValue(const Value &value, bool isEncoded, std::string_view note) const
{
    return transformScalars(value, [&](const Value &scalar) {
        if (scalar.isNull())
            return scalar;
        std::string bytes(scalar.text());
        if (isEncoded) {
            if (auto decoded = yaml::decodeBase64(bytes))
                bytes = std::move(*decoded);
        }
        std::string text = "‹";
        if (!note.empty())
            text += std::string(note) + ", ";
        text += std::to_string(bytes.size()) + (bytes.size() == 1 ? " byte" : " bytes");
        if (!m_key.empty())
            text += ", " + fingerprint(bytes);
        return Value::string(text + "›").setOrigin(scalar.origin(), scalar.column());
    });
}

std::string Mask::fingerprint(std::string_view bytes) const
{
    static constexpr std::string_view digits = "0123456789abcdef";
    const crypto::Sha256Digest digest = crypto::hmacSha256(m_key, bytes);
    std::string text;
    for (std::size_t i = 0; i < 4; ++i) {
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 15];
    }
    return text;
}

} // namespace plumb::drift
