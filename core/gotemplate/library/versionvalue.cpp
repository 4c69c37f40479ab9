// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/versionvalue.h"

#include "core/gotemplate/functions.h"
#include "core/gotemplate/library/conversion.h"

namespace plumb::gotemplate {

namespace {

extern const GoType versionType;
extern const GoType pointerType;

class VersionObject final : public Object
{
public:
    VersionObject(semver::Version version, const GoType &type)
        : Object(type)
        , m_version(std::move(version))
    {
    }

    const semver::Version &version() const { return m_version; }
    std::string text() const override { return m_version.toString(); }
    Value encoded() const override { return Value::string(Text(m_version.toString())); }
    bool equals(const Object &other) const override
    {
        const auto &version = static_cast<const VersionObject &>(other).m_version;
        return version.original() == m_version.original() && version == m_version
               && version.metadata() == m_version.metadata();
    }

private:
    semver::Version m_version;
};

const semver::Version &versionOf(const Value &value)
{
    return static_cast<const VersionObject &>(*value.asObject()).version();
}

Value number(std::uint64_t value)
{
    return Value::unsignedInteger(value, types::uint64);
}

Value text(std::string_view text)
{
    return Value::string(Text(text));
}

/// Methods that change a version return one that is no pointer.
Result<Value> changed(Result<semver::Version> version)
{
    if (!version)
        return failure(version.error().message());
    return Value::object(new VersionObject(*std::move(version), versionType));
}

/// Compares the version with the one that the method is given.
template<typename Condition>
Result<Value> compared(Call &call, Condition condition)
{
    if (call[0].isNil())
        return nilDereference();
    return Value::boolean(condition(versionOf(call.receiver).compare(versionOf(call[0]))));
}

Result<Value> compare(Call &call)
{
    if (call[0].isNil())
        return nilDereference();
    return Value::integer(versionOf(call.receiver).compare(versionOf(call[0])));
}

// Those of a version first, then those that only a pointer to one has.
constexpr std::size_t valueMethods = 11;
constexpr Function methods[] = {
    {"IncMajor", [](Call &call) { return changed(versionOf(call.receiver).nextMajor()); }, {}},
    {"IncMinor", [](Call &call) { return changed(versionOf(call.receiver).nextMinor()); }, {}},
    {"IncPatch", [](Call &call) { return changed(versionOf(call.receiver).nextPatch()); }, {}},
    {"Major",
     [](Call &call) -> Result<Value> { return number(versionOf(call.receiver).major()); },
     {}},
    {"Metadata",
     [](Call &call) -> Result<Value> { return text(versionOf(call.receiver).metadata()); },
     {}},
    {"Minor",
     [](Call &call) -> Result<Value> { return number(versionOf(call.receiver).minor()); },
     {}},
    {"Patch",
     [](Call &call) -> Result<Value> { return number(versionOf(call.receiver).patch()); },
     {}},
    {"Prerelease",
     [](Call &call) -> Result<Value> { return text(versionOf(call.receiver).prerelease()); },
     {}},
    {"SetMetadata",
     [](Call &call) { return changed(versionOf(call.receiver).withMetadata(call.text(0))); },
     {&types::string}},
    {"SetPrerelease",
     [](Call &call) { return changed(versionOf(call.receiver).withPrerelease(call.text(0))); },
     {&types::string}},
    {"String",
     [](Call &call) -> Result<Value> { return text(versionOf(call.receiver).toString()); },
     {}},
    {"Compare", compare, {&pointerType}},
    {"Equal",
     [](Call &call) { return compared(call, [](int order) { return order == 0; }); },
     {&pointerType}},
    {"GreaterThan",
     [](Call &call) { return compared(call, [](int order) { return order > 0; }); },
     {&pointerType}},
    {"GreaterThanEqual",
     [](Call &call) { return compared(call, [](int order) { return order >= 0; }); },
     {&pointerType}},
    {"LessThan",
     [](Call &call) { return compared(call, [](int order) { return order < 0; }); },
     {&pointerType}},
    {"LessThanEqual",
     [](Call &call) { return compared(call, [](int order) { return order <= 0; }); },
     {&pointerType}},
    {"Original",
     [](Call &call) -> Result<Value> { return text(versionOf(call.receiver).original()); },
     {}},
};

std::string printed(const Value &value)
{
    return versionOf(value).toString();
}

const GoType versionType{.name = "semver.Version",
                         .kind = "struct",
                         .methods = methods,
                         .methodCount = valueMethods,
                         .text = printed};
const GoType pointerType{.name = "*semver.Version",
                         .kind = "ptr",
                         .element = &versionType,
                         .methods = methods,
                         .methodCount = std::size(methods),
                         .text = printed};

} // namespace

Value versionValue(semver::Version version)
{
    return Value::object(new VersionObject(std::move(version), pointerType));
}

} // namespace plumb::gotemplate
