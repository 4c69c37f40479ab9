// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/edit.h"
#include "core/yaml/positiontree.h"
#include "core/yaml/sourcetext.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::yaml {

/// Makes one change to a text and returns the new one. Knows where things stand, not what they
/// mean: whoever calls it reads the result again and compares.
class TextEditor
{
public:
    static Result<TextEditor> open(std::string_view text, const EditTarget &target);

    Result<SourceRange> locate(const NodePath &path) const;
    Result<std::string> replace(const NodePath &path, const Value &value) const;
    Result<std::string> insertKey(const NodePath &mapping, std::string_view key, const Value &value,
                                  std::string_view after) const;
    Result<std::string> insertItem(const NodePath &sequence, std::size_t index,
                                   const Value &item) const;
    Result<std::string> remove(const NodePath &path) const;

private:
    // A node and what it stands in.
    struct Place
    {
        const SourceNode *node = nullptr;
        const SourceNode *parent = nullptr; ///< Null for the root.
        std::size_t index = 0;              ///< Of the node in parent->children.
        bool isInFlow = false;              ///< Whether an outer collection is in flow style.

        const SourceNode &key() const { return parent->children[index - 1]; }
    };

    // Text for a value behind "key:" or "-": what goes on that line, and the lines below it.
    struct Rendered
    {
        std::string onLine;
        std::string below;
    };

    TextEditor(std::string_view text, const EditTarget &target,
               std::vector<SourceDocument> documents);

    Result<Place> find(const NodePath &path, bool forChange) const;
    Result<std::size_t> childOf(const SourceNode &node, const Step &step,
                                const NodePath &path) const;
    Result<> checkShared(const SourceNode &node, bool isLast) const;
    Result<std::string> replaceAt(const Place &place, Value value) const;
    Result<std::string> replaceInFlow(const Place &place, const Value &value) const;
    Result<std::string> replaceInBlock(const Place &place, const Value &value) const;
    std::string replaceBlockScalar(const Place &place, std::size_t introducer,
                                   const Rendered &rendered) const;
    std::string replaceBlockCollection(const Place &place, std::size_t introducer,
                                       const Rendered &rendered) const;
    std::string replaceInline(const Place &place, std::size_t introducer,
                              const Rendered &rendered) const;
    Result<std::string> insertInFlow(const SourceNode &collection, std::size_t before,
                                     const std::string &text) const;
    std::string insertLine(std::size_t behind, std::size_t column, const Value &wrapped) const;
    Result<std::string> removeFromFlow(const Place &place) const;
    Result<std::string> removeFromBlock(const Place &place) const;
    Result<std::size_t> introducerEnd(const Place &place) const;
    Result<std::size_t> dashOf(const SourceNode &sequence, std::size_t index) const;
    Rendered render(const Place &place, const Value &value) const;
    std::size_t endOf(const Place &place) const;
    Error unsupported(const SourceNode &node, std::string message) const;

    SourceText m_text;
    const EditTarget &m_target;
    std::vector<SourceDocument> m_documents;
    const SourceDocument *m_document = nullptr;
    Layout m_layout;
};

} // namespace plumb::yaml
