// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/passwordtemplates.h"

#include <algorithm>
#include <span>

// The tables are facts of the algorithm (masterpassword.app, "The algorithm"): each letter of a
// template stands for one of a class of characters.

namespace plumb::gotemplate {

namespace {

constexpr std::string_view maximum[] = {"anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"};
constexpr std::string_view longOnes[] = {
    "CvcvnoCvcvCvcv", "CvcvCvcvnoCvcv", "CvcvCvcvCvcvno", "CvccnoCvcvCvcv", "CvccCvcvnoCvcv",
    "CvccCvcvCvcvno", "CvcvnoCvccCvcv", "CvcvCvccnoCvcv", "CvcvCvccCvcvno", "CvcvnoCvcvCvcc",
    "CvcvCvcvnoCvcc", "CvcvCvcvCvccno", "CvccnoCvccCvcv", "CvccCvccnoCvcv", "CvccCvccCvcvno",
    "CvcvnoCvccCvcc", "CvcvCvccnoCvcc", "CvcvCvccCvccno", "CvccnoCvcvCvcc", "CvccCvcvnoCvcc",
    "CvccCvcvCvccno",
};
constexpr std::string_view medium[] = {"CvcnoCvc", "CvcCvcno"};
constexpr std::string_view shortOnes[] = {"Cvcn"};
constexpr std::string_view basic[] = {"aaanaaan", "aannaaan", "aaannaaa"};
constexpr std::string_view pin[] = {"nnnn"};

struct Kind
{
    std::string_view name;
    std::span<const std::string_view> templates;
};

constexpr Kind kinds[] = {
    {"maximum", maximum}, {"long", longOnes}, {"medium", medium},
    {"short", shortOnes}, {"basic", basic},   {"pin", pin},
};

std::string_view charactersOf(char letter)
{
    switch (letter) {
    case 'V': return "AEIOU";
    case 'C': return "BCDFGHJKLMNPQRSTVWXYZ";
    case 'v': return "aeiou";
    case 'c': return "bcdfghjklmnpqrstvwxyz";
    case 'a': return "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";
    case 'n': return "0123456789";
    case 'o': return "@&%?,=[]_:-+*$#!'^~;()/.";
    default: return "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()";
    }
}

const Kind *kindOf(std::string_view name)
{
    const auto found = std::ranges::find(kinds, name, &Kind::name);
    return found == std::end(kinds) ? nullptr : found;
}

} // namespace

bool hasPasswordTemplates(std::string_view kind)
{
    return kindOf(kind) != nullptr;
}

std::string passwordOf(std::string_view kind, const crypto::Sha256Digest &seed)
{
    const Kind *found = kindOf(kind);
    if (!found)
        return {};
    const std::string_view letters = found->templates[seed[0] % found->templates.size()];
    std::string password;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const std::string_view characters = charactersOf(letters[i]);
        password += characters[seed[i + 1] % characters.size()];
    }
    return password;
}

} // namespace plumb::gotemplate
