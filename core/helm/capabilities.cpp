// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/capabilities.h"

#include "core/gotemplate/strconv.h"
#include "core/helm/gotext.h"

namespace plumb::helm {

namespace {

// What the client libraries of helm know, in their order.
constexpr std::string_view knownVersions[] = {
    "v1",
    "admissionregistration.k8s.io/v1",
    "admissionregistration.k8s.io/v1alpha1",
    "admissionregistration.k8s.io/v1beta1",
    "internal.apiserver.k8s.io/v1alpha1",
    "apps/v1",
    "apps/v1beta1",
    "apps/v1beta2",
    "authentication.k8s.io/v1",
    "authentication.k8s.io/v1alpha1",
    "authentication.k8s.io/v1beta1",
    "authorization.k8s.io/v1",
    "authorization.k8s.io/v1beta1",
    "autoscaling/v1",
    "autoscaling/v2",
    "batch/v1",
    "batch/v1beta1",
    "certificates.k8s.io/v1",
    "certificates.k8s.io/v1beta1",
    "certificates.k8s.io/v1alpha1",
    "coordination.k8s.io/v1alpha2",
    "coordination.k8s.io/v1beta1",
    "coordination.k8s.io/v1",
    "discovery.k8s.io/v1",
    "discovery.k8s.io/v1beta1",
    "events.k8s.io/v1",
    "events.k8s.io/v1beta1",
    "extensions/v1beta1",
    "flowcontrol.apiserver.k8s.io/v1",
    "flowcontrol.apiserver.k8s.io/v1beta1",
    "flowcontrol.apiserver.k8s.io/v1beta2",
    "flowcontrol.apiserver.k8s.io/v1beta3",
    "networking.k8s.io/v1",
    "networking.k8s.io/v1beta1",
    "node.k8s.io/v1",
    "node.k8s.io/v1alpha1",
    "node.k8s.io/v1beta1",
    "policy/v1",
    "policy/v1beta1",
    "rbac.authorization.k8s.io/v1",
    "rbac.authorization.k8s.io/v1beta1",
    "rbac.authorization.k8s.io/v1alpha1",
    "resource.k8s.io/v1",
    "resource.k8s.io/v1beta2",
    "resource.k8s.io/v1beta1",
    "resource.k8s.io/v1alpha3",
    "scheduling.k8s.io/v1alpha2",
    "scheduling.k8s.io/v1beta1",
    "scheduling.k8s.io/v1",
    "storage.k8s.io/v1beta1",
    "storage.k8s.io/v1",
    "storage.k8s.io/v1alpha1",
    "storagemigration.k8s.io/v1beta1",
    "apiextensions.k8s.io/v1beta1",
    "apiextensions.k8s.io/v1",
};

std::unexpected<Error> invalid(std::string text)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(text)));
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// The numbers and dots that a version begins with.
std::string_view numbersOf(std::string_view text)
{
    while (!text.empty() && spaceAtStart(text) == 1)
        text.remove_prefix(1);
    if (text.starts_with('v'))
        text.remove_prefix(1);
    std::size_t end = 0;
    while (end < text.size()
           && (isDigit(text[end])
               || (text[end] == '.' && end > 0 && end + 1 < text.size() && isDigit(text[end + 1]))))
        ++end;
    return text.substr(0, end);
}

} // namespace

Result<KubeVersion> KubeVersion::parse(std::string_view text)
{
    std::string_view numbers = numbersOf(text);
    if (numbers.empty())
        return invalid("could not parse " + quoted(text) + " as version");
    std::vector<std::string> parts;
    while (!numbers.empty()) {
        const std::size_t dot = numbers.find('.');
        const std::string_view part = numbers.substr(0, dot);
        numbers.remove_prefix(dot == std::string_view::npos ? numbers.size() : dot + 1);
        if (parts.empty() && part.size() > 1 && part.front() == '0') {
            return invalid("illegal zero-prefixed version component " + quoted(part) + " in "
                           + quoted(text));
        }
        const auto number = gotemplate::parseUint(part, 10);
        if (!number) {
            return invalid("illegal non-numeric version component " + quoted(part) + " in "
                           + quoted(text) + ": " + number.error().message());
        }
        parts.push_back(std::to_string(*number));
    }
    if (parts.size() < 2)
        return invalid("illegal version string " + quoted(text));
    KubeVersion result{.version =
                           text.starts_with('v') ? std::string(text) : 'v' + std::string(text),
                       .normalized = "v",
                       .major = parts[0],
                       .minor = parts[1]};
    for (std::size_t i = 0; i < parts.size(); ++i)
        result.normalized += (i > 0 ? "." : "") + parts[i];
    return result;
}

Capabilities Capabilities::offline()
{
    return {
        .kubeVersion = {.version = "v1.36.0", .normalized = "v1.36.0", .major = "1", .minor = "36"},
        .apiVersions = {std::begin(knownVersions), std::end(knownVersions)}};
}

} // namespace plumb::helm
