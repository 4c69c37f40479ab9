// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/imagetransformer.h"

#include "core/kustomize/bonds.h"
#include "core/kustomize/imagereference.h"
#include "core/kustomize/inresource.h"
#include "core/kustomize/scalarfield.h"

#include <algorithm>

namespace plumb::kustomize {

using yaml::Value;

namespace {

Value textOf(const Value &image, std::string_view key)
{
    const Value *value = image.find(key);
    return value ? *value : Value::string("");
}

/// The name is an expression in kustomize, too: a dot in it stands for any letter.
std::string patternOf(const Value &image)
{
    return "^" + std::string(image.textAt({"name"}))
           + "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$";
}

bool isContainersKey(const yaml::Text &key)
{
    return key == "containers" || key == "initContainers";
}

bool isDefinition(const Resource &resource)
{
    return resource.kind() == "CustomResourceDefinition";
}

} // namespace

ImageTransformer::ImageTransformer(const Value &image, const FieldSpecs &specs)
    : m_newName(textOf(image, "newName"))
    , m_newTag(textOf(image, "newTag"))
    , m_digest(textOf(image, "digest"))
    , m_tagSuffix(textOf(image, "tagSuffix"))
    , m_origin(image.origin())
    , m_pattern(patternOf(image))
    , m_walks(makeFieldWalks(specs, Create::Nothing))
{
    for (const Value *part : {&m_tagSuffix, &m_newName, &m_digest, &m_newTag}) {
        if (!part->text().empty())
            m_origin = part->origin();
    }
}

Result<std::unique_ptr<Transformer>> ImageTransformer::from(const Value &config)
{
    const Value *image = config.find("imageTag");
    return std::make_unique<ImageTransformer>(image ? *image : Value::mapping(),
                                              fieldSpecsFrom(config.find("fieldSpecs")));
}

Result<> ImageTransformer::transform(ResourceMap &resources, const BuildContext &context) const
{
    if (!m_pattern.isValid())
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "the name of an image is no valid expression: " + m_pattern.problem()));
    for (std::size_t position = 0; position < resources.size(); ++position) {
        if (!isDefinition(resources.at(position))
            && concerns(resources.at(position).fields(), false))
            PLUMB_TRY(updateAll(resources.change(position).mutableFields(), context));
    }
    const FieldWalk::Visit visit = [&](Value &image) { return update(image, context); };
    const auto matters = [this](const Value &image) { return !image.isScalar() || isMatch(image); };
    for (std::size_t position = 0; position < resources.size(); ++position) {
        const Resource &resource = resources.at(position);
        if (isDefinition(resource))
            continue;
        for (const FieldWalk &walk : m_walks) {
            if (!walk.appliesTo(resource.gvk()) || !walk.concerns(resource.fields(), matters))
                continue;
            PLUMB_TRY(inResource("in", resource,
                                 walk.visit(resources.change(position).mutableFields(), visit)));
        }
    }
    return {};
}

bool ImageTransformer::isMatch(const Value &image) const
{
    return m_pattern.matches(image.text());
}

std::string ImageTransformer::replacementOf(std::string_view text) const
{
    ImageReference image = ImageReference::parse(text);
    if (!m_newName.text().empty())
        image.name = m_newName.text();
    if (!m_newTag.text().empty() || !m_digest.text().empty()) {
        image.tag = m_newTag.text();
        image.digest = m_digest.text();
    } else if (!m_tagSuffix.text().empty()) {
        image.tag += m_tagSuffix.text();
        image.digest.clear();
    }
    return image.toString();
}

Result<> ImageTransformer::update(Value &image, const BuildContext &context) const
{
    if (!image.isScalar())
        return std::unexpected(context.invalid(image, "an image must be a string"));
    if (!isMatch(image))
        return {};
    const yaml::Origin under = image.origin();
    replaceScalar(image, replacementOf(image.text()));
    image.setOrigin(context.stack(m_origin, yaml::LayerKind::Transformer, under));
    return {};
}

Result<> ImageTransformer::updateContainers(Value &containers, const BuildContext &context) const
{
    for (Value &container : containers.mutableItems()) {
        if (container.isNull())
            continue;
        if (!container.isMapping())
            return std::unexpected(context.invalid(container, "a container must be a mapping"));
        if (std::as_const(container).find("image"))
            PLUMB_TRY(update(*container.findMutable("image"), context));
    }
    return {};
}

Result<> ImageTransformer::updateAll(Value &node, const BuildContext &context) const
{
    for (std::size_t position = 0; position < node.size(); ++position) {
        if (node.isSequence()) {
            if (concerns(std::as_const(node).items()[position], false))
                PLUMB_TRY(updateAll(node.mutableItems()[position], context));
            continue;
        }
        const yaml::Entry &entry = node.entries()[position];
        const bool isContainers = isContainersKey(entry.key) && entry.value.isSequence();
        if (!concerns(entry.value, isContainers))
            continue;
        Value &value = node.mutableValue(position);
        PLUMB_TRY(updateAll(value, context));
        if (isContainers)
            PLUMB_TRY(updateContainers(value, context));
    }
    return {};
}

// Whether updateAll() has anything to change, or to complain about, in a node.
bool ImageTransformer::concerns(const Value &node, bool isContainers) const
{
    if (node.isScalar())
        return false;
    if (node.isMapping()) {
        return std::ranges::any_of(node.entries(), [this](const yaml::Entry &entry) {
            return concerns(entry.value, isContainersKey(entry.key) && entry.value.isSequence());
        });
    }
    return std::ranges::any_of(node.items(), [&](const Value &item) {
        if (isContainers && !item.isMapping())
            return !item.isNull();
        const Value *image = isContainers ? item.find("image") : nullptr;
        return (image && (!image->isScalar() || isMatch(*image))) || concerns(item, false);
    });
}

} // namespace plumb::kustomize
