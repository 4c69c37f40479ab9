// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/structreader.h"

#include "core/helm/gotext.h"
#include "core/helm/values.h"

#include <algorithm>

namespace plumb::helm {

std::unexpected<Error> StructReader::mismatch(std::string_view field, const yaml::Value &value,
                                              std::string_view goType) const
{
    std::string target = "struct field ";
    target += m_type;
    target += '.';
    target += m_path;
    target += field;
    target += " of type ";
    target += goType;
    return std::unexpected(cannotDecode(value, target));
}

Result<> StructReader::readText(std::string_view field, const yaml::Value &value,
                                std::string &target) const
{
    if (value.isNull())
        return {};
    if (!value.isScalar())
        return mismatch(field, value, "string");
    target = goText(value);
    return {};
}

Result<> StructReader::readTexts(std::string_view field, const yaml::Value &value,
                                 std::map<std::string, std::string> &target) const
{
    if (!value.isMapping())
        return mismatch(field, value, "map[string]string");
    for (const yaml::Entry &entry : value.entries())
        PLUMB_TRY(readText(field, entry.value, target[entry.key.toString()]));
    return {};
}

StructReader &StructReader::field(std::string_view name, std::string &target)
{
    return field(name, [this, name, &target](const yaml::Value &value) {
        return readText(name, value, target);
    });
}

StructReader &StructReader::field(std::string_view name, bool &target)
{
    return field(name, [this, name, &target](const yaml::Value &value) -> Result<> {
        if (value.isNull())
            return {};
        const auto flag = value.asBool();
        if (!flag)
            return mismatch(name, value, "bool");
        target = *flag;
        return {};
    });
}

StructReader &StructReader::field(std::string_view name, std::vector<std::string> &target)
{
    return field(name, [this, name, &target](const yaml::Value &value) -> Result<> {
        if (value.isNull())
            return {};
        if (!value.isSequence())
            return mismatch(name, value, "[]string");
        target.clear();
        for (const yaml::Value &item : value.items())
            PLUMB_TRY(readText(name, item, target.emplace_back()));
        return {};
    });
}

StructReader &StructReader::field(std::string_view name, Reader reader)
{
    m_fields.emplace_back(name, std::move(reader));
    return *this;
}

Result<> StructReader::read(const yaml::Value &mapping) const
{
    if (mapping.isNull())
        return {};
    if (!mapping.isMapping())
        return std::unexpected(cannotDecode(mapping, "value of type " + std::string(m_package) + '.'
                                                         + std::string(m_type)));
    std::vector<const yaml::Entry *> entries;
    entries.reserve(mapping.size());
    for (const yaml::Entry &entry : mapping.entries())
        entries.push_back(&entry);
    std::ranges::sort(entries, {}, [](const yaml::Entry *entry) { return entry->key.view(); });
    for (const yaml::Entry *const entry : entries) {
        for (const auto &[name, reader] : m_fields) {
            if (equalFold(name, entry->key))
                PLUMB_TRY(reader(entry->value));
        }
    }
    return {};
}

} // namespace plumb::helm
