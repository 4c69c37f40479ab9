// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/appindex.h"

namespace plumb::promotion {

namespace {

// An empty name marks a key that more than one app claims.
template<typename Key>
void claim(std::map<Key, std::string> &index, Key key, const std::string &app)
{
    const auto [entry, isNew] = index.try_emplace(std::move(key), app);
    if (!isNew && entry->second != app)
        entry->second.clear();
}

std::string objectKey(std::string_view kind, std::string_view name)
{
    return std::string(kind) + '/' + std::string(name);
}

} // namespace

AppIndex::AppIndex(const fleet::Fleet &fleet, const ScopePair &scopes)
{
    std::map<build::UnitId, std::string> appOfUnit;
    for (const fleet::App &app : fleet.apps) {
        for (const fleet::Cell &cell : app.cells) {
            for (const fleet::Instance &instance : cell.instances) {
                const SourcePosition &where = instance.version.where;
                if (!where.path.empty())
                    claim(m_byPlace, std::pair(where.path, where.line), app.name);
                claim(m_byObject, objectKey(instance.object.kind, instance.object.name), app.name);
                claim(m_byObject, objectKey("Kustomization", instance.unit.name), app.name);
                claim(appOfUnit, instance.unit, app.name);
            }
        }
    }
    for (const Scope *const scope : {&scopes.from, &scopes.to}) {
        for (const build::Unit *const unit : scope->units) {
            const auto app = appOfUnit.find(unit->id);
            if (app == appOfUnit.end())
                continue;
            for (const files::TreePath &file : unit->filesRead)
                claim(m_byFile, file, app->second);
        }
    }
}

std::string AppIndex::appAt(const files::TreePath &file, int line, std::string_view kind,
                            std::string_view name) const
{
    if (const auto place = m_byPlace.find({file.text(), line});
        place != m_byPlace.end() && !place->second.empty())
        return place->second;
    if (const auto object = m_byObject.find(objectKey(kind, name));
        object != m_byObject.end() && !object->second.empty())
        return object->second;
    const auto inFile = m_byFile.find(file);
    return inFile == m_byFile.end() ? std::string() : inFile->second;
}

} // namespace plumb::promotion
