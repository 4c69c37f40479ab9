// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/knownmanagers.h"

#include <algorithm>
#include <string_view>

namespace plumb::drift {

namespace {

// A program that names no field manager gets the first word of its User-Agent: "Mozilla" is a
// console in a browser, "node-fetch" is Lens.

constexpr std::string_view flux[] = {
    "flux-operator",
    "helm-controller",
    "image-automation-controller",
    "image-reflector-controller",
    "kustomize-controller",
    "notification-controller",
    "source-controller",
    "source-watcher",
};

constexpr std::string_view persons[] = {
    "Freelens",
    "Lens",
    "Mozilla",
    "OpenAPI-Generator",
    "OpenLens",
    "PostmanRuntime",
    "Wget",
    "aptakube",
    "curl",
    "dashboard",
    "dashboard-api",
    "flux",
    "flux-client-side-apply",
    "headlamp",
    "headlamp-server",
    "k9s",
    "node-fetch",
    "octant",
    "oc",
    "plumbline",
    "plumblinectl",
    "python-requests",
};
// What was there before server-side apply first touched the object is counted to people: created
// by hand, mostly with an old kubectl.
constexpr std::string_view personPrefixes[] = {"kubectl", "oc-", "before-first-apply"};

constexpr std::string_view deployers[] = {
    "HashiCorp",       "Terraform",         "fleetagent", "helm", "kapp",
    "kapp-controller", "pulumi-kubernetes", "tilt",       "werf",
};
constexpr std::string_view deployerPrefixes[] = {
    "apiextensions.crossplane.io",
    "argocd-",
    "pulumi-",
    "terraform",
};

constexpr std::string_view controllers[] = {
    "Reloader",
    "argo-rollouts",
    "cainjector",
    "cluster-autoscaler",
    "controller",
    "coredns",
    "external-dns",
    "external-secrets",
    "flagger",
    "gatekeeper",
    "horizontal-pod-autoscaler",
    "istiod",
    "karpenter",
    "keda",
    "kube-controller-manager",
    "kube-scheduler",
    "kubelet",
    "kyverno",
    "manager",
    "pilot-discovery",
    "traefik",
    "velero-server",
};
constexpr std::string_view controllerPrefixes[] = {"cert-manager", "keda-", "linkerd-", "vpa-"};
constexpr std::string_view controllerSuffixes[] = {
    "-autoscaler", "-controller", "-controller-manager", "-injector", "-operator", "-webhook",
};

template<std::size_t count>
bool isOneOf(std::string_view name, const std::string_view (&names)[count])
{
    return std::ranges::find(names, name) != std::end(names);
}

template<std::size_t count>
bool startsWithOneOf(std::string_view name, const std::string_view (&prefixes)[count])
{
    return std::ranges::any_of(
        prefixes, [name](std::string_view prefix) { return name.starts_with(prefix); });
}

bool isController(std::string_view name)
{
    return isOneOf(name, controllers) || startsWithOneOf(name, controllerPrefixes)
           || std::ranges::any_of(controllerSuffixes,
                                  [name](std::string_view end) { return name.ends_with(end); });
}

} // namespace

ManagerKind kindOf(const ssa::FieldManager &manager)
{
    const std::string_view name = manager.name;
    if (isOneOf(name, flux))
        return ManagerKind::Flux;
    // kubectl scale writes through the scale subresource too, so people come before controllers.
    if (isOneOf(name, persons) || startsWithOneOf(name, personPrefixes))
        return ManagerKind::Person;
    if (isOneOf(name, deployers) || startsWithOneOf(name, deployerPrefixes))
        return ManagerKind::Deployer;
    if (isController(name) || !manager.subresource.empty())
        return ManagerKind::Controller;
    if (manager.operation == ssa::Operation::Apply)
        return ManagerKind::Deployer;
    return ManagerKind::Other;
}

bool isTakenOver(const ssa::FieldManager &manager)
{
    if (!manager.subresource.empty())
        return false;
    if (manager.name.starts_with("kubectl"))
        return true;
    return manager.operation == ssa::Operation::Update
           && (manager.name.starts_with("before-first-apply")
               || manager.name.starts_with("kustomize-controller"));
}

} // namespace plumb::drift
