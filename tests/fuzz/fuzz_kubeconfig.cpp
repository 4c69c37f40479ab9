// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/execauthenticator.h"
#include "core/cluster/kubeconfig.h"

#include <cstdlib>

using namespace plumb::cluster;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

/// Any text is either refused or read; merging a kubeconfig with itself changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    static_cast<void>(readExecCredential(text, "client.authentication.k8s.io/v1"));
    static_cast<void>(parseTime(text));

    auto config = Kubeconfig::parse(text, "/home/me/config");
    if (!config)
        return 0;
    const auto contexts = config->contexts();
    config->merge(*config);
    require(config->contexts().size() == contexts.size());
    for (const auto &[name, context] : contexts) {
        const auto found = config->context(name);
        require(name.empty() || (found && found->cluster == context.cluster));
        if (const UserEntry *user = config->user(context.user))
            require(user->describe().starts_with("user '"));
    }
    return 0;
}
