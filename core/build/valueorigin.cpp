// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/valueorigin.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace plumb::build {

namespace {

using helm::KeyPath;
using yaml::Value;

const Value *below(const Value &value, std::string_view name)
{
    if (!value.isSequence())
        return value.find(name);
    std::size_t index = value.size();
    if (name.starts_with('['))
        std::from_chars(name.data() + 1, name.data() + name.size(), index);
    return index < value.size() ? &value.items()[index] : nullptr;
}

const Value *at(const Value &root, const KeyPath &path)
{
    const Value *value = &root;
    for (const std::string &name : path) {
        value = below(*value, name);
        if (!value)
            return nullptr;
    }
    return value;
}

/// A scalar that may be the one looked for; the higher the rank the more likely.
struct Candidate
{
    const Value *value = nullptr;
    int rank = 0;

    void offer(const Value &other, int otherRank)
    {
        if (otherRank > rank)
            *this = {&other, otherRank};
    }
};

int rankOf(const Value &candidate, std::string_view name, std::string_view key, const Value &value)
{
    const std::string_view text = candidate.text();
    const bool isSame = text == value.text();
    if (isSame)
        return name == key ? 5 : 4;
    if (text.size() > 1 && value.text().contains(text))
        return 3;
    return name == key ? 2 : 1;
}

// Within a whole that is printed only what is the same can be meant.
void searchBelow(const Value &whole, std::string_view key, const Value &value, Candidate &best)
{
    const auto visit = [&](const Value &child, std::string_view name) {
        if (!child.isScalar())
            searchBelow(child, key, value, best);
        else if (child.text() == value.text())
            best.offer(child, rankOf(child, name, key, value));
    };
    for (const yaml::Entry &entry : whole.entries())
        visit(entry.value, entry.key.view());
    for (const Value &item : whole.items())
        visit(item, key);
}

} // namespace

ValueOrigin::ValueOrigin(const helm::RenderTrace &trace, const Value &values, std::string place,
                         yaml::SourceTable &sources)
    : m_trace(trace)
    , m_values(values)
    , m_place(std::move(place))
    , m_sources(sources)
{
}

const ValueOrigin::Read &ValueOrigin::read(std::uint32_t key)
{
    const auto known = m_reads.find(key);
    if (known != m_reads.end())
        return known->second;
    const KeyPath path = m_trace.keyPath(key);
    return m_reads
        .emplace(key, Read{.value = at(m_values, path), .name = path.empty() ? "" : path.back()})
        .first->second;
}

const Value *ValueOrigin::feeding(const helm::LineSource &line, std::string_view key,
                                  const Value &value)
{
    Candidate best;
    for (const std::uint32_t number : line.keys) {
        const Read &candidate = read(number);
        if (!candidate.value || candidate.value->isNull())
            continue;
        if (candidate.value->isScalar())
            best.offer(*candidate.value, rankOf(*candidate.value, candidate.name, key, value));
        else
            searchBelow(*candidate.value, key, value, best);
    }
    return best.value;
}

std::uint32_t ValueOrigin::fileNumber(std::uint32_t file)
{
    const auto [known, isNew] = m_files.try_emplace(file, 0);
    if (isNew) {
        // The first part is the chart's name, whatever its folder is called.
        const std::string &name = m_trace.fileName(file);
        const std::size_t slash = name.find('/');
        known->second = m_sources.add(slash == name.npos ? name : m_place + name.substr(slash));
    }
    return known->second;
}

yaml::Origin ValueOrigin::of(const helm::Manifest &manifest, std::size_t line, std::string_view key,
                             const Value &value)
{
    const std::vector<helm::LineSource> *const lines = m_trace.linesOf(manifest.path);
    const std::size_t position = manifest.line + line;
    if (!lines || position >= lines->size() || (*lines)[position].line == 0)
        return {};
    const helm::LineSource &source = (*lines)[position];
    const Value *const fed = value.isScalar() ? feeding(source, key, value) : nullptr;
    return m_sources.stack({.source = fileNumber(source.file), .line = source.line},
                           yaml::LayerKind::Template, fed ? fed->origin() : yaml::Origin());
}

namespace {

void list(const Value &value, const Value *given, ReleaseValue &here,
          const helm::RenderTrace &trace, std::vector<ReleaseValue> &values)
{
    if (value.isMapping() && value.size() > 0) {
        for (const yaml::Entry &entry : value.entries()) {
            here.path.emplace_back(entry.key.view());
            list(entry.value, given ? given->find(entry.key.view()) : nullptr, here, trace, values);
            here.path.pop_back();
        }
        return;
    }
    ReleaseValue leaf{.path = here.path, .value = value, .isSet = given != nullptr};
    leaf.isDead = leaf.isSet && !trace.isRead(leaf.path);
    values.push_back(std::move(leaf));
}

} // namespace

std::vector<ReleaseValue> listValues(const Value &final, const Value &given,
                                     const helm::RenderTrace &trace)
{
    std::vector<ReleaseValue> values;
    ReleaseValue root;
    list(final, &given, root, trace, values);
    return values;
}

} // namespace plumb::build
