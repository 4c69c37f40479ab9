// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gotemplate/trace.h"
#include "core/yaml/text.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plumb::helm {

/// A place in values: keys one below the other, an item of a list as "[2]".
using KeyPath = std::vector<std::string>;

/// What a line of rendered text was made of.
struct LineSource
{
    std::uint32_t file = 0;          ///< A number for RenderTrace::fileName().
    std::uint32_t line = 0;          ///< In the template, counted from 1.
    std::vector<std::uint32_t> keys; ///< What was read for it: numbers for RenderTrace::keyPath().
};

/// Remembers of a render which line of a template made each line of the output, and which values
/// were read for it. For one render.
class RenderTrace final : public gotemplate::Trace
{
public:
    /// Of each line of a rendered file; null when there is no such file.
    const std::vector<LineSource> *linesOf(const std::string &path) const;
    const std::string &fileName(std::uint32_t file) const { return m_files[file]; }
    KeyPath keyPath(std::uint32_t key) const;
    /// Every value that a template has read by itself, in the order of the first time.
    std::vector<std::uint32_t> readKeys() const;
    /// Whether a template has read what is at the place, or a whole that it is part of.
    bool isRead(const KeyPath &path) const;

    /// Called by the renderer: what the templates are given …
    void learn(const gotemplate::Value &values);
    /// … a place that decides what is rendered, though no template reads it …
    void touch(const KeyPath &path);
    /// … that a file is begun, which is written to @p output …
    void begin(const std::string &output);
    /// … and that it is done, as @p output has it now: @p removed were taken out of it.
    void finish(const std::string &path, const std::string &output,
                const std::vector<std::size_t> &removed, std::size_t removedSize);

    void reached(const std::string &output, const gotemplate::Unit &unit, std::uint32_t position,
                 bool isText) override;
    void read(const gotemplate::Value &map, std::string_view key) override;
    void used(const gotemplate::Value &value) override;
    void called(std::string_view function, std::span<const gotemplate::Value> arguments) override;

private:
    struct Key
    {
        std::uint32_t parent = 0; ///< The root is its own.
        std::string name = {};
        bool isRead = false;
        bool isUsed = false; ///< With everything below.
    };
    struct Step
    {
        std::size_t offset = 0; ///< In the output.
        std::uint32_t file = 0;
        std::uint32_t line = 0;
        bool isText = false;
        std::size_t reads = 0; ///< Where what it reads begins.
    };

    std::uint32_t child(std::uint32_t parent, std::string_view name);
    void learn(const gotemplate::Value &value, std::uint32_t key);
    const std::uint32_t *keyOf(const gotemplate::Value &collection) const;
    std::uint32_t lineIn(const gotemplate::Unit &unit, std::uint32_t position);
    bool covers(const KeyPath &path) const;
    void addReads(const Step &step, std::size_t end, LineSource &line) const;

    std::vector<Key> m_keys{{}};
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t, std::less<>> m_children;
    std::unordered_map<const void *, std::uint32_t> m_collections;
    std::set<KeyPath> m_touched;
    const std::string *m_output = nullptr;
    std::vector<Step> m_steps;
    std::vector<std::uint32_t> m_reads;
    std::vector<std::string> m_files;
    std::map<std::string, std::uint32_t, std::less<>> m_fileNumbers;
    std::unordered_map<const void *, std::vector<std::uint32_t>> m_lineStarts; ///< By source.
    std::map<std::string, std::vector<LineSource>> m_lines;
};

} // namespace plumb::helm
