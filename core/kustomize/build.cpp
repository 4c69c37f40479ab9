// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/build.h"

#include "core/kustomize/finish.h"
#include "core/kustomize/hasher.h"
#include "core/kustomize/namereference.h"
#include "core/kustomize/sortorder.h"
#include "core/kustomize/target.h"
#include "core/kustomize/varresolver.h"
#include "core/yaml/emitter.h"
#include "core/yaml/json.h"

namespace plumb::kustomize {

namespace {

// Numbers of another table of files mean nothing here.
yaml::Value withoutOrigins(yaml::Value value)
{
    value.setOrigin({});
    if (value.isSequence()) {
        for (yaml::Value &item : value.mutableItems())
            item = withoutOrigins(item);
    }
    for (std::size_t i = 0; value.isMapping() && i < value.size(); ++i)
        value.mutableValue(i) = withoutOrigins(value.mutableValue(i));
    return value;
}

Result<std::shared_ptr<const Loader>> openFolder(const files::FileTree &tree,
                                                 const files::TreePath &directory,
                                                 const BuildOptions &options, ReadRecord &record)
{
    const auto kind = PLUMB_TRY(tree.kindOf(directory));
    if (kind != files::EntryKind::Directory) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "'" + directory.text()
                                           + "' is no folder; a kustomization is "
                                             "built from its folder"));
    }
    const auto root = PLUMB_TRY(tree.locate(directory));
    return std::make_shared<const Loader>(tree, *root,
                                          Loader::Options{.restriction = options.restriction,
                                                          .remotes = options.remotes,
                                                          .record = &record,
                                                          .treeIsDisk = options.treeIsDisk});
}

Result<KustomizationFile> openFile(const Loader &loader, const BuildOptions &options,
                                   const BuildContext &context)
{
    if (!options.kustomizationOverride)
        return KustomizationFile::find(loader, context);
    const yaml::Value &given = *options.kustomizationOverride;
    return KustomizationFile::from(options.sources ? given : withoutOrigins(given),
                                   "kustomization.yaml", context);
}

// What comes once, when all kustomizations have been worked through.
Result<> finish(Accumulation &built, const KustomizationFile &file, const BuildOptions &options,
                const BuildContext &context)
{
    ResourceMap &resources = built.resources;
    PLUMB_TRY(addHashSuffixes(resources, context));
    PLUMB_TRY(fixNameReferences(resources, built.config->nameReferences, context));
    PLUMB_TRY(resolveVariables(resources, built.variables, built.config->variables, context));
    PLUMB_TRY(dropLocalResources(resources, context));
    if (const yaml::Value *const order = file.fields().find("sortOptions"))
        PLUMB_TRY(sortResources(resources, *order, context));
    else if (options.reorder == Reorder::Legacy)
        PLUMB_TRY(sortResources(resources, context));
    return addBuildMetadata(resources, file, options.addManagedByLabel, context);
}

Result<std::vector<Object>> objectsOf(const ResourceMap &resources, const BuildContext &context)
{
    std::vector<Object> objects;
    objects.reserve(resources.size());
    for (std::size_t i = 0; i < resources.size(); ++i) {
        const yaml::Value &fields = resources.at(i).fields();
        const auto where = context.positionOf(fields);
        PLUMB_TRY(within("writing " + resources.at(i).id().toString(),
                         yaml::requireJson(fields, where ? where->path : std::string())));
        objects.push_back(Object::accepting(fields));
    }
    return objects;
}

} // namespace

Result<BuildOutput> build(const files::FileTree &tree, const files::TreePath &directory,
                          const BuildOptions &options, const Run &run)
{
    BuildOutput output;
    yaml::SourceTable ownFiles;
    SchemaInUse schema;
    const BuildContext context{.schema = schema,
                               .files = options.sources ? *options.sources : ownFiles,
                               .sources = options.sources,
                               .parsed = options.parsed,
                               .run = run,
                               .warnings = output.warnings};
    TargetSetting setting{.context = context, .options = options};
    const auto loader = PLUMB_TRY(openFolder(tree, directory, options, output.record));
    const Target target =
        PLUMB_TRY(Target::open(loader, PLUMB_TRY(openFile(*loader, options, context)), setting));
    Accumulation built = PLUMB_TRY(target.accumulate({}));
    PLUMB_TRY(finish(built, target.file(), options, context));
    output.objects = PLUMB_TRY(objectsOf(built.resources, context));
    return output;
}

std::string toText(const std::vector<Object> &objects)
{
    std::vector<yaml::Value> documents;
    documents.reserve(objects.size());
    for (const Object &object : objects)
        documents.push_back(object.fields());
    return yaml::toYamlStream(documents);
}

} // namespace plumb::kustomize
