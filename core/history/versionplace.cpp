// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/versionplace.h"

namespace plumb::history {

namespace {

yaml::Step stepTo(const yaml::Value &item, std::size_t index)
{
    const yaml::Value *name = item.isMapping() ? item.find("name") : nullptr;
    return name && name->isScalar() ? yaml::Step::toItem("name", name->text())
                                    : yaml::Step::toIndex(index);
}

std::optional<yaml::NodePath> findScalar(const yaml::Value &value, const fleet::Version &version,
                                         const yaml::NodePath &path)
{
    if (value.isScalar()) {
        const bool isIt = static_cast<int>(value.origin().line) == version.where.line
                          && saysVersion(value.text(), version.text);
        return isIt ? std::optional(path) : std::nullopt;
    }
    for (const yaml::Entry &entry : value.entries()) {
        if (auto found = findScalar(entry.value, version, path.child(yaml::Step::toKey(entry.key))))
            return found;
    }
    for (std::size_t i = 0; i < value.items().size(); ++i) {
        const yaml::Value &item = value.items()[i];
        if (auto found = findScalar(item, version, path.child(stepTo(item, i))))
            return found;
    }
    return {};
}

} // namespace

bool saysVersion(std::string_view text, std::string_view version)
{
    if (!text.ends_with(version))
        return false;
    const std::string_view before = text.substr(0, text.size() - version.size());
    return before.empty() || before.ends_with(':') || before.ends_with('@');
}

std::optional<VersionPlace> findVersion(const std::vector<yaml::Value> &documents,
                                        const fleet::Version &version)
{
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (auto path = findScalar(documents[i], version, {}))
            return VersionPlace{.document = i, .path = *std::move(path)};
    }
    return {};
}

std::optional<std::string> textAt(const std::vector<yaml::Value> &documents,
                                  const VersionPlace &place)
{
    if (place.document >= documents.size())
        return {};
    const yaml::Value *value = place.path.find(documents[place.document]);
    return value && value->isScalar() ? std::optional<std::string>(value->text()) : std::nullopt;
}

} // namespace plumb::history
