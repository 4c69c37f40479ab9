// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/yaml/value.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb::cluster {

/// A certificate, key or list of authorities that is given as PEM text or as the path of a file.
struct Pem
{
    std::string text = {}; ///< Decoded; wins over the file.
    std::string file = {}; ///< Absolute.

    bool empty() const { return text.empty() && file.empty(); }
};

struct ClusterEntry
{
    std::string name;
    std::string server = {}; ///< URL without a slash at its end.
    std::string tlsServerName = {};
    std::string proxyUrl = {};
    Pem authority = {};
    bool isInsecure = false;
    bool isCompressed = true;
    yaml::Value execConfig = {}; ///< What the cluster has to say to credential plugins.
    SourcePosition where = {};
};

/// A program that prints credentials: client.authentication.k8s.io.
struct ExecEntry
{
    std::string apiVersion;
    std::string command; ///< A name to look up, or an absolute path.
    std::vector<std::string> arguments = {};
    std::vector<std::pair<std::string, std::string>> environment = {};
    std::string installHint = {};
    std::string interactiveMode = {};
    bool providesClusterInfo = false;
};

/// As whom else the user acts.
struct Impersonation
{
    std::string user = {};
    std::string uid = {};
    std::vector<std::string> groups = {};
    std::vector<std::pair<std::string, std::string>> extra = {};
};

struct UserEntry
{
    std::string name;
    Pem certificate = {};
    Pem key = {};
    std::string token = {};
    std::string tokenFile = {}; ///< Absolute.
    std::string username = {};
    std::string password = {};
    std::string authProvider = {}; ///< Of the removed mechanism, to say that it is not supported.
    std::optional<ExecEntry> exec = {};
    Impersonation impersonation = {};
    SourcePosition where = {};

    /// "user 'admin' (/home/me/.kube/config:12)"; for messages.
    std::string describe() const;
};

struct ContextEntry
{
    std::string name;
    std::string cluster = {};
    std::string user = {};
    std::string namespaceName = {};
    SourcePosition where = {};
};

/// Whether a kubeconfig file may be absent, as those in $KUBECONFIG may.
enum class MissingFile : std::uint8_t { Fails, IsSkipped };

/// What one or several kubeconfig files say: the first to name an entry wins, as for kubectl.
class Kubeconfig
{
public:
    /// Reads one file's text; @p path is absolute, and what relative paths start from.
    static Result<Kubeconfig> parse(std::string_view text, const std::string &path);

    /// Reads and merges files in their order. Paths are absolute.
    static Result<Kubeconfig> load(const std::vector<std::string> &paths, MissingFile missing);

    /// Takes over the entries that this does not have.
    void merge(Kubeconfig other);

    const std::string &currentContext() const { return m_currentContext; }
    const std::map<std::string, ContextEntry, std::less<>> &contexts() const { return m_contexts; }
    const ClusterEntry *cluster(std::string_view name) const;
    const UserEntry *user(std::string_view name) const;

    /// The context of that name, the current one for ""; NotFound names those there are.
    Result<ContextEntry> context(std::string_view name) const;

private:
    std::string m_currentContext;
    std::map<std::string, ClusterEntry, std::less<>> m_clusters;
    std::map<std::string, UserEntry, std::less<>> m_users;
    std::map<std::string, ContextEntry, std::less<>> m_contexts;
};

/// The files of a list as $KUBECONFIG has it, separated by colons; the one in the folder @p home
/// when it is empty.
std::vector<std::string> kubeconfigPaths(std::string_view configured, std::string_view home);

} // namespace plumb::cluster
