// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/kubeconfig.h"

#include "core/cluster/textfile.h"
#include "core/yaml/base64.h"
#include "core/yaml/parser.h"

#include <algorithm>

namespace plumb::cluster {

using yaml::Value;

namespace {

constexpr std::string_view execExtension = "client.authentication.k8s.io/exec";

/// Reads the entries of one file.
class Reader
{
public:
    explicit Reader(const std::string &path)
        : m_path(path)
    {
    }

    SourcePosition position(const Value &value) const
    {
        return {.path = m_path,
                .line = static_cast<int>(value.origin().line),
                .column = value.column()};
    }

    std::unexpected<Error> wrong(const Value &value, std::string message) const
    {
        return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message), position(value)));
    }

    /// A relative path starts at the folder of the file that holds it.
    std::string absolute(std::string_view file) const
    {
        if (file.empty() || file.starts_with('/'))
            return std::string(file);
        return m_path.substr(0, m_path.rfind('/') + 1) + std::string(file);
    }

    Result<Pem> pem(const Value &entry, std::string_view field) const
    {
        const Value *data = entry.find(std::string(field) + "-data");
        if (!data || data->text().empty())
            return Pem{.file = absolute(entry.textAt({field}))};
        auto decoded = yaml::decodeBase64(data->text());
        if (!decoded)
            return wrong(*data, "'" + std::string(field) + "-data' is not valid base64");
        return Pem{.text = std::move(*decoded)};
    }

    Result<ClusterEntry> cluster(std::string name, const Value &entry) const
    {
        ClusterEntry cluster = {.name = std::move(name), .where = position(entry)};
        cluster.server = std::string(entry.textAt({"server"}));
        while (cluster.server.ends_with('/'))
            cluster.server.pop_back();
        cluster.tlsServerName = std::string(entry.textAt({"tls-server-name"}));
        cluster.proxyUrl = std::string(entry.textAt({"proxy-url"}));
        cluster.isInsecure = flag(entry, "insecure-skip-tls-verify");
        cluster.isCompressed = !flag(entry, "disable-compression");
        cluster.authority = PLUMB_TRY(pem(entry, "certificate-authority"));
        if (const Value *extensions = entry.find("extensions")) {
            for (const Value &extension : extensions->items()) {
                const Value *config = extension.find("extension");
                if (extension.textAt({"name"}) == execExtension && config)
                    cluster.execConfig = *config;
            }
        }
        return cluster;
    }

    Result<UserEntry> user(std::string name, const Value &entry) const
    {
        UserEntry user = {.name = std::move(name), .where = position(entry)};
        user.certificate = PLUMB_TRY(pem(entry, "client-certificate"));
        user.key = PLUMB_TRY(pem(entry, "client-key"));
        user.token = std::string(entry.textAt({"token"}));
        user.tokenFile = absolute(entry.textAt({"tokenFile"}));
        user.username = std::string(entry.textAt({"username"}));
        user.password = std::string(entry.textAt({"password"}));
        user.authProvider = std::string(entry.textAt({"auth-provider", "name"}));
        user.impersonation = impersonation(entry);
        const Value *exec = entry.find("exec");
        if (exec && exec->isMapping())
            user.exec = PLUMB_TRY(execEntry(*exec));
        return user;
    }

private:
    static bool flag(const Value &entry, std::string_view field)
    {
        const Value *value = entry.find(field);
        return value && value->asBool().value_or(false);
    }

    static std::vector<std::string> texts(const Value &entry, std::string_view field)
    {
        std::vector<std::string> list;
        if (const Value *values = entry.find(field)) {
            for (const Value &value : values->items())
                list.emplace_back(value.text());
        }
        return list;
    }

    static Impersonation impersonation(const Value &entry)
    {
        Impersonation as = {.user = std::string(entry.textAt({"as"})),
                            .uid = std::string(entry.textAt({"as-uid"})),
                            .groups = texts(entry, "as-groups")};
        if (const Value *extra = entry.find("as-user-extra")) {
            for (const yaml::Entry &field : extra->entries()) {
                for (const Value &value : field.value.items())
                    as.extra.emplace_back(field.key.toString(), value.text());
            }
        }
        return as;
    }

    Result<ExecEntry> execEntry(const Value &exec) const
    {
        ExecEntry entry = {.apiVersion = std::string(exec.textAt({"apiVersion"})),
                           .command = std::string(exec.textAt({"command"})),
                           .arguments = texts(exec, "args")};
        if (entry.command.empty())
            return wrong(exec, "missing 'command' in 'exec'");
        if (entry.command.find('/') != entry.command.npos)
            entry.command = absolute(entry.command);
        entry.installHint = std::string(exec.textAt({"installHint"}));
        entry.interactiveMode = std::string(exec.textAt({"interactiveMode"}));
        entry.providesClusterInfo = flag(exec, "provideClusterInfo");
        if (const Value *environment = exec.find("env")) {
            for (const Value &variable : environment->items())
                entry.environment.emplace_back(variable.textAt({"name"}),
                                               variable.textAt({"value"}));
        }
        return entry;
    }

    const std::string &m_path;
};

/// The entries of a list of {name, <field>}, each given to @p add; the first of a name counts.
Result<> readNamed(const Reader &reader, const Value &root, std::string_view list,
                   std::string_view field, const auto &add)
{
    const Value *entries = root.find(list);
    if (!entries || entries->isNull())
        return {};
    if (!entries->isSequence())
        return reader.wrong(*entries, "'" + std::string(list) + "' must be a list");
    for (const Value &item : entries->items()) {
        const std::string name(item.textAt({"name"}));
        const Value *entry = item.find(field);
        if (name.empty())
            return reader.wrong(item, "missing 'name' in '" + std::string(list) + "'");
        if (entry && entry->isMapping())
            PLUMB_TRY(add(name, *entry));
    }
    return {};
}

} // namespace

std::string UserEntry::describe() const
{
    return "user '" + name + "' (" + where.path + ':' + std::to_string(where.line) + ')';
}

Result<Kubeconfig> Kubeconfig::parse(std::string_view text, const std::string &path)
{
    yaml::ParseOptions options;
    options.dialect = yaml::Dialect::Kubernetes;
    options.limits.maximumBytes = maximumTextFile;
    const Value root = PLUMB_TRY(yaml::parse(text, path, options));
    const Reader reader(path);
    if (root.isNull())
        return Kubeconfig();
    if (!root.isMapping())
        return reader.wrong(root, "a kubeconfig must be a mapping");
    const std::string_view kind = root.textAt({"kind"});
    if (!kind.empty() && kind != "Config") {
        return reader.wrong(root, "not a kubeconfig: its kind is '" + std::string(kind)
                                      + "', expected 'Config'");
    }

    Kubeconfig config;
    config.m_currentContext = std::string(root.textAt({"current-context"}));
    PLUMB_TRY(readNamed(reader, root, "clusters", "cluster",
                        [&](const std::string &name, const Value &entry) -> Result<> {
                            config.m_clusters.emplace(name, PLUMB_TRY(reader.cluster(name, entry)));
                            return {};
                        }));
    PLUMB_TRY(readNamed(reader, root, "users", "user",
                        [&](const std::string &name, const Value &entry) -> Result<> {
                            config.m_users.emplace(name, PLUMB_TRY(reader.user(name, entry)));
                            return {};
                        }));
    PLUMB_TRY(readNamed(reader, root, "contexts", "context",
                        [&](const std::string &name, const Value &entry) -> Result<> {
                            ContextEntry context = {.name = name, .where = reader.position(entry)};
                            context.cluster = std::string(entry.textAt({"cluster"}));
                            context.user = std::string(entry.textAt({"user"}));
                            context.namespaceName = std::string(entry.textAt({"namespace"}));
                            config.m_contexts.emplace(name, std::move(context));
                            return {};
                        }));
    return config;
}

Result<Kubeconfig> Kubeconfig::load(const std::vector<std::string> &paths, MissingFile missing)
{
    Kubeconfig merged;
    for (const std::string &path : paths) {
        Result<std::string> text = readTextFile(path);
        if (!text && text.error().code() == ErrorCode::NotFound
            && missing == MissingFile::IsSkipped)
            continue;
        if (!text)
            return std::unexpected(std::move(text).error().within("reading kubeconfig"));
        merged.merge(PLUMB_TRY(parse(*text, path)));
    }
    return merged;
}

void Kubeconfig::merge(Kubeconfig other)
{
    if (m_currentContext.empty())
        m_currentContext = std::move(other.m_currentContext);
    m_clusters.merge(other.m_clusters);
    m_users.merge(other.m_users);
    m_contexts.merge(other.m_contexts);
}

const ClusterEntry *Kubeconfig::cluster(std::string_view name) const
{
    const auto found = m_clusters.find(name);
    return found == m_clusters.end() ? nullptr : &found->second;
}

const UserEntry *Kubeconfig::user(std::string_view name) const
{
    const auto found = m_users.find(name);
    return found == m_users.end() ? nullptr : &found->second;
}

Result<ContextEntry> Kubeconfig::context(std::string_view name) const
{
    if (name.empty())
        name = m_currentContext;
    const auto found = m_contexts.find(name);
    if (found != m_contexts.end())
        return found->second;
    std::string known;
    for (const auto &[other, entry] : m_contexts)
        known += (known.empty() ? "" : ", ") + other;
    if (known.empty())
        return std::unexpected(Error(ErrorCode::NotFound, "the kubeconfig has no contexts"));
    if (name.empty()) {
        return std::unexpected(Error(
            ErrorCode::NotFound, "the kubeconfig has no current context; choose one of " + known));
    }
    return std::unexpected(
        Error(ErrorCode::NotFound,
              "the kubeconfig has no context '" + std::string(name) + "'; it has " + known));
}

std::vector<std::string> kubeconfigPaths(std::string_view configured, std::string_view home)
{
    if (configured.empty())
        return {std::string(home) + "/.kube/config"};
    std::vector<std::string> paths;
    while (!configured.empty()) {
        const std::size_t end = std::min(configured.find(':'), configured.size());
        if (end > 0)
            paths.emplace_back(configured.substr(0, end));
        configured.remove_prefix(std::min(end + 1, configured.size()));
    }
    return paths;
}

} // namespace plumb::cluster
