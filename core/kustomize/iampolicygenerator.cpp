// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/iampolicygenerator.h"

#include "core/kustomize/scalarfield.h"

namespace plumb::kustomize {

namespace {

// The real program writes the texts into a YAML template, so that they mean what they look like.
yaml::Value templated(std::string_view text, yaml::Origin origin)
{
    return untypedScalar(text, yaml::Style::Plain).setOrigin(origin);
}

class IamPolicyGenerator final : public Generator
{
public:
    explicit IamPolicyGenerator(yaml::Value config)
        : m_config(std::move(config))
    {
    }

    Result<ResourceMap> generate(const BuildContext &context) const override
    {
        const std::string_view cloud = m_config.textAt({"cloud"});
        if (cloud != "gke") {
            return std::unexpected(
                context.invalid(m_config, "'cloud' must be gke, not '" + std::string(cloud) + "'"));
        }
        const auto text = [this](std::string_view group, std::string_view key) {
            return std::string(m_config.textAt({group, key}));
        };
        const yaml::Origin origin =
            context.stack(m_config.origin(), yaml::LayerKind::Generator, {});
        yaml::Value annotations = yaml::Value::mapping();
        annotations.set("iam.gke.io/gcp-service-account",
                        templated(text("serviceAccount", "name") + '@'
                                      + text("serviceAccount", "projectId")
                                      + ".iam.gserviceaccount.com",
                                  origin));
        yaml::Value metadata = yaml::Value::mapping();
        metadata.set("annotations", std::move(annotations));
        metadata.set("name", templated(text("kubernetesService", "name"), origin));
        if (const std::string space = text("kubernetesService", "namespace"); !space.empty())
            metadata.set("namespace", templated(space, origin));
        yaml::Value fields = yaml::Value::mapping();
        fields.setOrigin(m_config.origin(), m_config.column());
        fields.set("apiVersion", yaml::Value::string("v1"));
        fields.set("kind", yaml::Value::string("ServiceAccount"));
        fields.set("metadata", std::move(metadata));

        ResourceMap made;
        PLUMB_TRY(made.append(Resource(std::move(fields), context.schema), context));
        return made;
    }

private:
    yaml::Value m_config;
};

} // namespace

Result<std::unique_ptr<Generator>> makeIamPolicyGenerator(const yaml::Value &config,
                                                          const PluginSetting &)
{
    return std::make_unique<IamPolicyGenerator>(config);
}

} // namespace plumb::kustomize
