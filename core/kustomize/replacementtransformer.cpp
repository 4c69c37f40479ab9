// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/replacementtransformer.h"

#include "core/kustomize/configshapes.h"
#include "core/yaml/parser.h"

namespace plumb::kustomize {

using yaml::Value;

Result<std::unique_ptr<Transformer>>
ReplacementTransformer::from(const Value &config, const Loader &loader, const BuildContext &context)
{
    auto transformer = std::make_unique<ReplacementTransformer>();
    const Value *list = config.find("replacements");
    for (const Value &entry : list ? list->items() : std::span<const Value>()) {
        const Value *path = entry.find("path");
        if (!path || path->text().empty()) {
            transformer->m_replacements.push_back(entry);
            continue;
        }
        const Value *targets = entry.find("targets");
        if (entry.find("source") || (targets && targets->size() != 0))
            return std::unexpected(context.invalid(
                entry, "a replacement cannot have both a 'path' and fields of its own"));
        PLUMB_TRY(transformer->load(*path, loader, context));
    }
    return transformer;
}

Result<> ReplacementTransformer::load(const Value &path, const Loader &loader,
                                      const BuildContext &context)
{
    const files::Bytes bytes = PLUMB_TRY(within("reading replacements", loader.load(path.text())));
    const std::string display = loader.display(path.text());
    const std::vector<Value> documents =
        PLUMB_TRY(yaml::parseAll(*bytes, display,
                                 {.dialect = yaml::Dialect::Kubernetes,
                                  .source = context.files.add(display),
                                  .duplicateKeys = yaml::DuplicateKeys::KeepLast}));
    if (documents.empty() || documents.front().isScalar())
        return std::unexpected(context.invalid(
            path, "'" + std::string(path.text()) + "' holds no replacement and no list of them"));
    const Value &document = documents.front();
    if (document.isMapping()) {
        m_replacements.push_back(
            PLUMB_TRY(conform(document, replacementShape, Strictness::Loose, context)));
        return {};
    }
    for (const Value &item : document.items()) {
        const Value &entry = item.isNull() ? Value::mapping() : item;
        m_replacements.push_back(
            PLUMB_TRY(conform(entry, replacementShape, Strictness::Loose, context)));
    }
    return {};
}

Result<> ReplacementTransformer::transform(ResourceMap &resources,
                                           const BuildContext &context) const
{
    for (const Value &config : m_replacements) {
        const Replacement replacement = PLUMB_TRY(Replacement::from(config, context));
        PLUMB_TRY(replacement.apply(resources, context));
    }
    return {};
}

} // namespace plumb::kustomize
