// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/openapifield.h"

#include "core/yaml/parser.h"

namespace plumb::kustomize {

namespace {

// The only version that kustomize is built with.
constexpr std::string_view builtinVersion = "v1.21.2";

Result<Schema> loadSchema(const yaml::Value &item, const Loader &loader,
                          const BuildContext &context)
{
    const std::string path = loader.display(item.text());
    const auto bytes = PLUMB_TRY(loader.load(item.text()));
    yaml::Value document = PLUMB_TRY(yaml::parse(*bytes, path,
                                                 {.dialect = yaml::Dialect::Kubernetes,
                                                  .source = context.files.add(path),
                                                  .duplicateKeys = yaml::DuplicateKeys::KeepLast}));
    return Schema::from(std::move(document), context.schema.builtinKinds());
}

} // namespace

Result<> chooseSchema(const KustomizationFile &file, const Loader &loader,
                      const BuildContext &context)
{
    const yaml::Value *const openapi = file.fields().find("openapi");
    if (!openapi)
        return {};
    const yaml::Value *const path = openapi->find("path");
    const yaml::Value *const version = openapi->find("version");
    if (path) {
        auto schema = loadSchema(*path, loader, context);
        if (!schema)
            return std::unexpected(context.at(*path, std::move(schema).error()));
        if (context.schema.isDecided())
            return {};
        if (version) {
            return std::unexpected(
                context.invalid(*version, "'openapi' takes a path or a version, not both"));
        }
        context.schema.choose(*std::move(schema));
        return {};
    }
    if (context.schema.isDecided() || !version || version->text().empty())
        return {};
    if (version->text() != builtinVersion) {
        return std::unexpected(context.invalid(
            *version, "the OpenAPI version '" + std::string(version->text())
                          + "' is not built in; only " + std::string(builtinVersion) + " is"));
    }
    context.schema.chooseBuiltin();
    return {};
}

} // namespace plumb::kustomize
