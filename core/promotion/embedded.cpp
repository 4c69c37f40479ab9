// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/embedded.h"

#include "core/yaml/edit.h"
#include "core/yaml/parser.h"

#include <algorithm>

namespace plumb::promotion {

namespace {

std::optional<std::vector<yaml::Value>> documentsIn(const yaml::Value &text)
{
    if (!text.isString() || !text.text().contains('\n'))
        return std::nullopt;
    auto documents = yaml::parseAll(text.text(), {}, {.keepDates = true});
    const auto isCollection = [](const yaml::Value &document) {
        return document.isMapping() || document.isSequence();
    };
    if (!documents || documents->empty() || !std::ranges::all_of(*documents, isCollection))
        return std::nullopt;
    return *std::move(documents);
}

} // namespace

std::optional<EmbeddedPair> embeddedIn(const yaml::Value &source, const yaml::Value &target)
{
    auto from = documentsIn(source);
    auto to = documentsIn(target);
    if (!from || !to || from->size() != to->size())
        return std::nullopt;
    return EmbeddedPair{.source = *std::move(from), .target = *std::move(to)};
}

Result<std::string> editEmbedded(const yaml::Value &document, const Difference &difference)
{
    const yaml::Value *const text = difference.path.find(document);
    if (!text || !text->isString()) {
        return std::unexpected(Error(ErrorCode::Conflict,
                                     difference.path.toString() + " is not there any more",
                                     SourcePosition{difference.targetFile.text(), 1, 1}));
    }
    const yaml::EditTarget target{.file = difference.targetFile.text(),
                                  .document = difference.embedded->document,
                                  .path = difference.embedded->path};
    return difference.change == Change::Removed
               ? yaml::removeValue(text->text(), target)
               : yaml::setValue(text->text(), target, *difference.source, difference.after);
}

} // namespace plumb::promotion
