// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/manifests.h"

#include "core/gotemplate/strconv.h"
#include "core/helm/gotext.h"
#include "core/helm/structreader.h"
#include "core/helm/values.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <array>
#include <optional>

namespace plumb::helm {

namespace {

constexpr std::array<std::string_view, 39> installOrder = {
    "PriorityClass",
    "Namespace",
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleList",
    "ClusterRoleBinding",
    "ClusterRoleBindingList",
    "Role",
    "RoleList",
    "RoleBinding",
    "RoleBindingList",
    "Service",
    "DaemonSet",
    "Pod",
    "ReplicationController",
    "ReplicaSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "StatefulSet",
    "Job",
    "CronJob",
    "IngressClass",
    "Ingress",
    "APIService",
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
    {}, // every other kind
};

constexpr std::string_view hookAnnotation = "helm.sh/hook";

struct Head
{
    std::string apiVersion;
    std::string kind;
    std::string name;
    std::map<std::string, std::string> annotations;
};

std::size_t orderOf(std::string_view kind)
{
    return static_cast<std::size_t>(std::find(installOrder.begin(), installOrder.end() - 1, kind)
                                    - installOrder.begin());
}

bool comesBefore(const Manifest &a, const Manifest &b)
{
    const std::size_t first = orderOf(a.kind);
    const std::size_t second = orderOf(b.kind);
    if (first == second && first == installOrder.size() - 1)
        return a.kind < b.kind;
    return first < second;
}

Result<Head> readHead(std::string_view text, const std::string &path)
{
    const yaml::Value document = PLUMB_TRY(readYaml(text, path));
    if (const auto json = yaml::requireJson(document, path); !json) {
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "error converting YAML to JSON: " + json.error().message(),
                                     json.error().where()));
    }
    Head head;
    StructReader metadata("", "", "metadata.");
    metadata.field("name", head.name)
        .field("annotations", [&](const yaml::Value &value) -> Result<> {
            if (value.isNull())
                return {};
            return metadata.readTexts("annotations", value, head.annotations);
        });
    StructReader reader("SimpleHead", "util");
    reader.field("apiVersion", head.apiVersion)
        .field("kind", head.kind)
        .field("metadata", [&](const yaml::Value &value) { return metadata.read(value); });
    PLUMB_TRY(reader.read(document));
    return head;
}

std::vector<std::string> lowerParts(std::string_view list)
{
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t comma = list.find(',');
        parts.push_back(lowerCase(trimSpace(list.substr(0, comma))));
        if (comma == std::string_view::npos)
            return parts;
        list.remove_prefix(comma + 1);
    }
}

std::optional<std::string> hookEvent(const std::string &name)
{
    static constexpr std::string_view events[] = {"pre-install",  "post-install",  "pre-delete",
                                                  "post-delete",  "pre-upgrade",   "post-upgrade",
                                                  "pre-rollback", "post-rollback", "test"};
    if (name == "test-success")
        return "test";
    if (std::ranges::find(events, name) == std::end(events))
        return {};
    return name;
}

std::vector<std::string> policies(const Head &head, const std::string &annotation)
{
    const auto found = head.annotations.find(annotation);
    return found == head.annotations.end() ? std::vector<std::string>() : lowerParts(found->second);
}

int weightOf(const Head &head)
{
    const auto found = head.annotations.find("helm.sh/hook-weight");
    if (found == head.annotations.end())
        return 0;
    return static_cast<int>(gotemplate::atoi(found->second).value_or(0));
}

// The hook that an annotation makes of a manifest; nothing when helm does not know the event, in
// which case the document is dropped.
std::optional<Hook> makeHook(Manifest manifest, const Head &head, std::string_view events)
{
    Hook hook{.manifest = std::move(manifest), .weight = weightOf(head)};
    for (const std::string &name : lowerParts(events)) {
        auto event = hookEvent(name);
        if (!event)
            return {};
        hook.events.push_back(*std::move(event));
    }
    hook.deletePolicies = policies(head, "helm.sh/hook-delete-policy");
    hook.outputLogPolicies = policies(head, "helm.sh/hook-output-log-policy");
    return hook;
}

/// A document of a rendered file, and what it says of itself.
struct Document
{
    const std::string *path;
    std::string_view text;
    std::size_t line = 0;
    Result<Head> head = Head();
};

Result<> sortDocument(Document &document, Manifests &result)
{
    const std::string &path = *document.path;
    auto &head = document.head;
    if (!head) {
        return std::unexpected(Error(ErrorCode::BuildFailed,
                                     "YAML parse error on " + path + ": " + head.error().message(),
                                     SourcePosition{.path = path}));
    }
    Manifest manifest{.path = path,
                      .text = std::string(document.text),
                      .apiVersion = std::move(head->apiVersion),
                      .kind = std::move(head->kind),
                      .name = std::move(head->name),
                      .line = document.line};
    const auto events = head->annotations.find(std::string(hookAnnotation));
    if (events == head->annotations.end())
        result.manifests.push_back(std::move(manifest));
    else if (auto hook = makeHook(std::move(manifest), *head, events->second))
        result.hooks.push_back(*std::move(hook));
    return {};
}

// Reading a few documents takes less than to start a thread.
constexpr std::size_t worthThreads = std::size_t(128) << 10;

void readHeads(std::vector<Document> &documents, Executor &executor)
{
    std::size_t bytes = 0;
    for (const Document &document : documents)
        bytes += document.text.size();
    const auto read = [&](std::size_t i) {
        documents[i].head = readHead(documents[i].text, *documents[i].path);
    };
    InlineExecutor here;
    Executor &chosen = bytes < worthThreads ? static_cast<Executor &>(here) : executor;
    chosen.forEach(documents.size(), read);
}

} // namespace

bool Hook::isTest() const
{
    return std::ranges::find(events, "test") != events.end();
}

std::vector<std::string_view> splitManifests(std::string_view text)
{
    std::vector<std::string_view> documents;
    const auto take = [&](std::string_view document) {
        document = trimSpaceLeft(document);
        if (!document.empty())
            documents.push_back(document);
    };
    text = trimSpaceLeft(text);
    std::size_t begin = 0;
    for (std::size_t line = 0; line < text.size();) {
        if (text.substr(line).starts_with("---")) {
            take(text.substr(begin, line - begin));
            begin = line + 3;
            while (begin < text.size() && (text[begin] == ' ' || text[begin] == '\t'))
                ++begin;
        }
        const std::size_t end = text.find('\n', line);
        line = end == std::string_view::npos ? text.size() : end + 1;
    }
    take(text.substr(begin));
    return documents;
}

Result<Manifests> sortManifests(const std::map<std::string, std::string> &files, Executor &executor)
{
    std::vector<Document> documents;
    for (const auto &[path, text] : files) {
        if (baseName(path).starts_with('_') || trimSpace(text).empty())
            continue;
        std::size_t line = 0;
        const char *counted = text.data();
        for (const std::string_view document : splitManifests(text)) {
            line += static_cast<std::size_t>(std::count(counted, document.data(), '\n'));
            counted = document.data();
            documents.push_back({.path = &path, .text = document, .line = line});
        }
    }
    readHeads(documents, executor);
    Manifests result;
    for (Document &document : documents)
        PLUMB_TRY(sortDocument(document, result));
    std::ranges::stable_sort(result.manifests, comesBefore);
    std::ranges::stable_sort(result.hooks, comesBefore, &Hook::manifest);
    return result;
}

} // namespace plumb::helm
