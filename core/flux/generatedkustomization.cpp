// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/generatedkustomization.h"

#include "core/flux/knownfields.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <cctype>

namespace plumb::flux {

namespace {

using files::EntryKind;
using files::FileTree;
using files::TreePath;
using yaml::Value;

class ManifestScanner
{
public:
    ManifestScanner(const FileTree &tree, const TreePath &base, const Run &run)
        : m_tree(tree)
        , m_base(base)
        , m_run(run)
    {
    }

    Result<> scan(const TreePath &directory, int depth = 0)
    {
        PLUMB_TRY(m_run.checkpoint({.stage = Stage::Building, .subject = directory.text()}));
        if (depth > maximumDepth)
            return std::unexpected(Error(ErrorCode::LimitExceeded,
                                         "folders are nested too deeply in " + m_base.text()));
        scanned.push_back(directory);
        for (const files::TreeEntry &entry : PLUMB_TRY(m_tree.list(directory))) {
            const TreePath path = directory.child(entry.name);
            if (entry.kind == EntryKind::File) {
                if (entry.name.ends_with(".yaml") || entry.name.ends_with(".yml"))
                    add(path);
                continue;
            }
            if (entry.kind != EntryKind::Directory)
                continue;
            if (PLUMB_TRY(kustomizationFileOf(m_tree, path)))
                add(path);
            else
                PLUMB_TRY(scan(path, depth + 1));
        }
        return {};
    }

    std::vector<Value> resources;
    std::vector<TreePath> scanned;

private:
    static constexpr int maximumDepth = 200;

    void add(const TreePath &path)
    {
        resources.push_back(
            Value::string(yaml::Text("./" + path.relativeTo(m_base)), yaml::Style::SingleQuoted));
    }

    const FileTree &m_tree;
    const TreePath &m_base;
    const Run &m_run;
};

Result<Value> readFile(const FileTree &tree, const TreePath &file, yaml::SourceTable *sources)
{
    const files::Bytes bytes = PLUMB_TRY(tree.read(file));
    // The controller reads into a struct: the first document counts, and the last of equal keys.
    std::vector<Value> documents =
        PLUMB_TRY(yaml::parseAll(*bytes, file.text(),
                                 {.dialect = yaml::Dialect::Kubernetes,
                                  .source = sources ? sources->add(file.text()) : 0,
                                  .duplicateKeys = yaml::DuplicateKeys::KeepLast}));
    if (documents.empty() || documents.front().isNull())
        return Value::mapping();
    if (!documents.front().isMapping())
        return std::unexpected(Error(ErrorCode::InvalidInput, "a kustomization must be a mapping",
                                     SourcePosition{file.text(), 1, 1}));
    return withKnownFields(documents.front());
}

bool isEmptyList(const Value &content, std::string_view field)
{
    const Value *list = content.find(field);
    return !list || list->size() == 0;
}

// kustomize refuses a file that says nothing at all.
bool saysNothing(const Value &content)
{
    return std::ranges::all_of(content.entries(), [](const yaml::Entry &entry) {
        return entry.key == "apiVersion" || entry.key == "kind" || entry.key == "metadata"
               || (!entry.value.isScalar() && entry.value.size() == 0);
    });
}

void override(Value &content, std::string_view field, const Kustomization &owner,
              std::string_view specField)
{
    const Value *value = owner.spec().find(specField);
    if (value && value->isString())
        content.set(yaml::Text(field), *value);
}

void appendAll(Value &content, std::string_view field, std::vector<Value> items)
{
    if (items.empty())
        return;
    Value *list = content.findMutable(field);
    if (!list || !list->isSequence())
        list = &content.set(yaml::Text(field), Value::sequence());
    for (Value &item : items)
        list->append(std::move(item));
}

// What Flux's own types keep of a patch.
Value knownPatch(const Value &patch)
{
    Value known = Value::mapping();
    known.setOrigin(patch.origin(), patch.column());
    for (const std::string_view field : {"patch", "target"}) {
        if (const Value *value = patch.find(field))
            known.set(yaml::Text(field), *value);
    }
    Value list = Value::mapping();
    list.set("patches", Value::sequence({known}));
    return withKnownFields(list).find("patches")->items().front();
}

std::span<const Value> itemsOf(const Kustomization &owner, std::string_view field)
{
    const Value *list = owner.spec().find(field);
    return list ? list->items() : std::span<const Value>();
}

void mergePatches(Value &content, const Kustomization &owner)
{
    std::vector<Value> patches;
    for (const Value &patch : itemsOf(owner, "patches"))
        patches.push_back(knownPatch(patch));
    appendAll(content, "patches", std::move(patches));

    // Fields of Kustomization v1beta1 and v1beta2; the patches are objects there.
    std::vector<Value> strategic;
    for (const Value &patch : itemsOf(owner, "patchesStrategicMerge"))
        strategic.push_back(
            Value::string(yaml::Text(yaml::toJson(patch)), yaml::Style::SingleQuoted));
    appendAll(content, "patchesStrategicMerge", std::move(strategic));

    std::vector<Value> json;
    for (const Value &patch : itemsOf(owner, "patchesJson6902")) {
        Value known = knownPatch(patch);
        if (const Value *operations = patch.find("patch"); operations && !operations->isString())
            known.set("patch", Value::string(yaml::Text(yaml::toJson(*operations)),
                                             yaml::Style::SingleQuoted));
        json.push_back(std::move(known));
    }
    appendAll(content, "patchesJson6902", std::move(json));
}

Value *imageNamed(Value &images, std::string_view name)
{
    const auto items = images.items();
    const auto found = std::ranges::find_if(
        items, [name](const Value &image) { return image.textAt({"name"}) == name; });
    if (found == items.end())
        return nullptr;
    return &images.mutableItems()[static_cast<std::size_t>(found - items.begin())];
}

void setOrRemove(Value &mapping, std::string_view field, const Value &from)
{
    if (from.textAt({field}).empty())
        mapping.remove(field);
    else
        mapping.set(yaml::Text(field), *from.find(field));
}

void mergeImages(Value &content, const Kustomization &owner)
{
    for (const Value &image : itemsOf(owner, "images")) {
        Value *images = content.findMutable("images");
        Value *present = images ? imageNamed(*images, image.textAt({"name"})) : nullptr;
        if (!present) {
            appendAll(content, "images", {image});
            continue;
        }
        if (!image.textAt({"newName"}).empty())
            present->set("newName", *image.find("newName"));
        // Both choose the version, so that setting one clears the other.
        if (!image.textAt({"newTag"}).empty() || !image.textAt({"digest"}).empty()) {
            setOrRemove(*present, "newTag", image);
            setOrRemove(*present, "digest", image);
        }
    }
}

bool isLocalRelative(std::string_view path)
{
    std::string lower(path);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const std::string_view prefix :
         {"git::", "gh:", "ssh://", "https://", "http://", "git@", "github.com:", "github.com/"}) {
        if (lower.size() > prefix.size() && lower.starts_with(prefix))
            return false;
    }
    return !lower.starts_with('/') && !lower.starts_with("file:///");
}

Result<> mergeComponents(Value &content, const Kustomization &owner, const FileTree &tree,
                         const TreePath &directory)
{
    const Value *ignore = owner.spec().find("ignoreMissingComponents");
    const bool ignoresMissing = ignore && ignore->asBool().value_or(false);
    std::vector<Value> components;
    for (const Value &component : itemsOf(owner, "components")) {
        const std::string_view path = component.text();
        if (!isLocalRelative(path))
            return std::unexpected(
                Error(ErrorCode::InvalidInput,
                      "component path '" + std::string(path) + "' must be local and relative"));
        if (ignoresMissing) {
            const Result<TreePath> place = directory.resolve(path);
            if (!place || !PLUMB_TRY(tree.kindOf(*place)))
                continue;
        }
        components.push_back(component);
    }
    appendAll(content, "components", std::move(components));
    return {};
}

Result<> mergeSpec(Value &content, const Kustomization &owner, const FileTree &tree,
                   const TreePath &directory)
{
    override(content, "namespace", owner, "targetNamespace");
    override(content, "namePrefix", owner, "namePrefix");
    override(content, "nameSuffix", owner, "nameSuffix");
    mergePatches(content, owner);
    PLUMB_TRY(mergeComponents(content, owner, tree, directory));
    mergeImages(content, owner);
    const Value *metadata = owner.spec().find("buildMetadata");
    if (metadata && metadata->size() > 0)
        content.set("buildMetadata", *metadata);
    return {};
}

Value originAnnotations()
{
    return Value::sequence({Value::string("originAnnotations")});
}

} // namespace

Result<std::optional<TreePath>> kustomizationFileOf(const FileTree &tree, const TreePath &directory)
{
    for (const std::string_view name : kustomizationFileNames) {
        TreePath file = directory.child(name);
        if (PLUMB_TRY(tree.kindOf(file)) == EntryKind::File)
            return file;
    }
    return std::nullopt;
}

Result<GeneratedKustomization> generateKustomization(const FileTree &tree,
                                                     const TreePath &directory,
                                                     const Kustomization *owner,
                                                     yaml::SourceTable *sources, const Run &run)
{
    GeneratedKustomization generated;
    generated.file = PLUMB_TRY(kustomizationFileOf(tree, directory));
    Value &content = generated.content;
    if (generated.file) {
        content = PLUMB_TRY(readFile(tree, *generated.file, sources));
        // So the controller dodges kustomize's "kustomization.yaml is empty".
        if (owner ? isEmptyList(content, "resources") : saysNothing(content))
            content.set("buildMetadata", originAnnotations());
    } else {
        content = Value::mapping();
        ManifestScanner scanner(tree, directory, run);
        PLUMB_TRY(scanner.scan(directory));
        generated.scanned = std::move(scanner.scanned);
        if (scanner.resources.empty())
            content.set("namespace", Value::string("_placeholder"));
        else
            content.set("resources", Value::sequence(std::move(scanner.resources)));
    }
    if (!content.find("apiVersion"))
        content.set("apiVersion", Value::string("kustomize.config.k8s.io/v1beta1"));
    if (!content.find("kind"))
        content.set("kind", Value::string("Kustomization"));
    if (owner)
        PLUMB_TRY(mergeSpec(content, *owner, tree, directory));
    return generated;
}

} // namespace plumb::flux
